import type { TokenKeyView } from '../../../src-shared/model/token.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { spkiFingerprint } from '../../pki/describe/key.ts'
import { afterCommit } from '../../store/connection.ts'
import { getKeyBySpki } from '../../store/keys.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { getAuthorityByKey } from '../../store/authorities.ts'
import type { CaContext } from '../context.ts'
import { findKeyOnToken } from './find-key.ts'
import { followTokens } from './follow.ts'
import { placesOf } from './places.ts'
import { recordTokenKey } from './record-key.ts'
import { shownKey } from './view.ts'

/**
 * Takes up a copy of a key of ours that lies on another token: both sign from then on, in turn, and each alone where the
 * other is away. That it is the same key is seen by its public key.
 * @param input.key its label on that token, or its CKA_ID in hex
 * @throws ChanceryError `not-found`; `conflict` for a key that Chancery does not use on a token, or a label that several
 *   have; `key-unavailable`, `wrong-passphrase`
 */
export async function takeUpCopy(
  ca: CaContext,
  input: { token: string; key: string; pin?: string | undefined },
  actor: Actor
): Promise<{ key: TokenKeyView }> {
  const { token, key } = await findKeyOnToken(ca, input, actor)
  const known = key.spki === null ? undefined : getKeyBySpki(reader(ca.store), spkiFingerprint(key.spki))
  const places = known === undefined || known.destroyedAt !== null ? [] : placesOf(reader(ca.store), known.id)
  if (places.includes(key.address))
    throw new ChanceryError('conflict', `The key ${key.label} on the token ${token.label} is in use already.`)
  if (known === undefined || places.length === 0)
    throw new ChanceryError(
      'conflict',
      `The key ${key.label} is not a copy of one that Chancery uses on a token: their public keys differ.`
    )
  await transaction(ca.store, (tx) => {
    recordTokenKey(
      tx,
      ca,
      token,
      key,
      { origin: 'found', operation: 'token.take-up', label: key.label, purposes: [] },
      actor
    )
    const authority = getAuthorityByKey(tx, known.id)
    if (authority !== undefined) afterCommit(tx, () => ca.emit('authority.changed', { id: authority.id }))
  })
  await followTokens(ca, actor)
  return { key: shownKey(ca, key) }
}
