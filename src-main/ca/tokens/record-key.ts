import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { KeyPurpose } from '../../keys/signer.ts'
import type { KeyOnToken, TokenSeen } from '../../keys/token-keys.ts'
import { spkiFingerprint } from '../../pki/describe/key.ts'
import { afterCommit, type Writer } from '../../store/connection.ts'
import { getKeyBySpki, insertKey, type KeyRow } from '../../store/keys.ts'
import { insertTokenKey, keepToken, listPlacesOfKey, type TokenKeyRow } from '../../store/tokens.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'

/** How a key came to its token. */
export interface KeyComing {
  readonly origin: TokenKeyRow['origin']
  readonly operation: string
  readonly label: string
  readonly purposes: readonly KeyPurpose[]
}

/**
 * Writes down that a key lies on a token; the same key on a second token becomes a second place of it.
 * @returns the number of the key. @throws ChanceryError `invalid-input` for a key that cannot be read
 */
export function recordTokenKey(
  tx: Writer,
  ca: CaContext,
  token: TokenSeen,
  key: KeyOnToken,
  how: KeyComing,
  actor: Actor
): number {
  if (key.spki === null || key.algorithm === null)
    throw new ChanceryError(
      'invalid-input',
      `The token ${token.label} shows no public key of a kind that Chancery uses for the key ${key.label}.`
    )
  const createdAt = ca.clock.now()
  const spkiSha256 = spkiFingerprint(key.spki)
  const known = getKeyBySpki(tx, spkiSha256)
  if (known !== undefined && known.destroyedAt !== null)
    throw new ChanceryError('conflict', `The key ${known.label} was destroyed here and is not taken up again.`)
  const keyId =
    known?.id ??
    insertKey(tx, {
      label: how.label,
      algorithm: key.algorithm,
      spki: key.spki,
      spkiSha256,
      location: key.address,
      sealed: null,
      purposes: how.purposes,
      origin: originOf(how.origin, key),
      createdAt
    })
  const tokenId = keepToken(tx, { address: token.address, label: token.label, createdAt })
  const { spki: _spki, ...attributes } = key
  if (!listPlacesOfKey(tx, keyId).some(({ address }) => address === key.address))
    insertTokenKey(tx, {
      keyId,
      tokenId,
      address: key.address,
      label: key.label,
      origin: how.origin,
      attributes,
      createdAt
    })
  recordAudit(tx, ca, {
    actor,
    operation: how.operation,
    object: { kind: 'key', id: keyId },
    outcome: 'ok',
    detail: { token: token.label, serial: token.serial, origin: how.origin, spkiSha256, ...attributes }
  })
  afterCommit(tx, () => ca.emit('token.changed', {}))
  return keyId
}

/** A key counts as made where it is only where the token says so (CKA_LOCAL). */
function originOf(origin: TokenKeyRow['origin'], key: KeyOnToken): KeyRow['origin'] {
  return origin === 'generated' || (origin === 'found' && key.local === true && key.neverExtractable === true)
    ? 'generated'
    : 'imported'
}
