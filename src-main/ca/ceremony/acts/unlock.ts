import { reader } from '../../../store/store.ts'
import { findToken } from '../../tokens/find.ts'
import { unlockFor } from '../../tokens/pin.ts'
import { placesOf } from '../../tokens/places.ts'
import type { ActContext } from './act.ts'

/**
 * Signs in to the token on which a key lies, where a PIN was given: an engine that goes on with a ceremony has not seen
 * the steps before. A key in the vault wants none.
 * @throws ChanceryError `wrong-passphrase`, `key-unavailable`, `not-found`
 */
export async function unlockTokenOf(
  { ca, pin, actor }: Pick<ActContext, 'ca' | 'pin' | 'actor'>,
  keyId: number
): Promise<void> {
  const [place] = placesOf(reader(ca.store), keyId)
  if (pin === undefined || place === undefined) return
  await unlockFor(ca, await findToken(ca, place.slice(0, place.indexOf(';id='))), pin, actor)
}
