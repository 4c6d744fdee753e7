import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { KeyOnToken, TokenSeen } from '../../keys/token-keys.ts'
import type { CaContext } from '../context.ts'
import { findToken } from './find.ts'
import { unlockFor } from './pin.ts'
import { requireTokens } from './places.ts'

/**
 * A key on a token that is signed in to.
 * @param input.key its label on that token, or its CKA_ID in hex
 * @throws ChanceryError `not-found`; `conflict` where several keys go by this name; `key-unavailable`, `wrong-passphrase`
 */
export async function findKeyOnToken(
  ca: CaContext,
  input: { token: string; key: string; pin?: string | undefined },
  actor: Actor
): Promise<{ readonly token: TokenSeen; readonly key: KeyOnToken }> {
  const token = await findToken(ca, input.token)
  await unlockFor(ca, token, input.pin, actor)
  const keys = await requireTokens(ca).keys(token.address)
  const found = keys.filter(({ id, label }) => id === input.key || label === input.key)
  const [key] = found
  if (key === undefined)
    throw new ChanceryError('not-found', `There is no key ${input.key} on the token ${token.label}.`)
  if (found.length > 1)
    throw new ChanceryError('conflict', `${found.length} keys go by ${input.key}. Name the one you mean by its id.`)
  return { token, key }
}
