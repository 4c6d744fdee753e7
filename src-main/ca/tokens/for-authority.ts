import { ChanceryError } from '../../../src-shared/errors.ts'
import type { KeyAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { KeyPurpose } from '../../keys/signer.ts'
import type { KeyOnToken } from '../../keys/token-keys.ts'
import { getAuthorityByKey } from '../../store/authorities.ts'
import { getKey } from '../../store/keys.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import type { NewKey } from '../authorities/new-key.ts'
import type { CaContext } from '../context.ts'
import { findToken } from './find.ts'
import { unlockFor } from './pin.ts'
import { requireTokens } from './places.ts'
import { recordTokenKey } from './record-key.ts'

/** What the key of an authority signs; the same as that of one in the vault. */
const authorityPurposes: readonly KeyPurpose[] = ['certificate', 'crl', 'csr', 'ocsp']

/**
 * @param wanted.label of a key on the token; where there is none with it, one is made
 * @param wanted.accept throws where a key of this algorithm does not do
 * @returns the key for a new authority or service, with its row written
 * @throws ChanceryError `key-unavailable`, `wrong-passphrase`, `not-found`; `conflict` where the key has an authority, or
 *   several keys go by the label; `invalid-input` where it cannot be used
 */
export async function keyOnTokenFor(
  ca: CaContext,
  wanted: {
    readonly token: string
    readonly label: string
    readonly algorithm: KeyAlgorithmId
    readonly pin?: string | undefined
    readonly accept: (algorithm: KeyAlgorithmId) => void
    /** What a key is for that was not known before; without it, an authority. */
    readonly purposes?: readonly KeyPurpose[]
    /** What it must be for; without it, all of that. */
    readonly needed?: readonly KeyPurpose[]
  },
  actor: Actor
): Promise<NewKey> {
  const tokens = requireTokens(ca)
  const token = await findToken(ca, wanted.token)
  await unlockFor(ca, token, wanted.pin, actor)
  const there = oneOf(await tokens.keys(token.address), wanted.label, token.label)
  if (there === undefined) wanted.accept(wanted.algorithm)
  const key = there ?? (await tokens.generate(token.address, wanted.algorithm, wanted.label))
  if (key.algorithm !== null) wanted.accept(key.algorithm)
  const keyId = await transaction(ca.store, (tx) =>
    recordTokenKey(
      tx,
      ca,
      token,
      key,
      {
        origin: there === undefined ? 'generated' : 'found',
        operation: there === undefined ? 'token.generate' : 'token.take-up',
        label: wanted.label,
        purposes: wanted.purposes ?? authorityPurposes
      },
      actor
    )
  )
  return usableFor(ca, keyId, wanted.label, wanted.needed ?? wanted.purposes ?? authorityPurposes)
}

function oneOf(keys: readonly KeyOnToken[], label: string, token: string): KeyOnToken | undefined {
  const named = keys.filter((key) => key.label === label)
  if (named.length > 1)
    throw new ChanceryError(
      'conflict',
      `${named.length} keys on the token ${token} go by the label ${label}. Rename or destroy the others first.`
    )
  return named[0]
}

function usableFor(ca: CaContext, keyId: number, label: string, needed: readonly KeyPurpose[]): NewKey {
  const from = reader(ca.store)
  const row = getKey(from, keyId)
  const authority = getAuthorityByKey(from, keyId)
  if (authority !== undefined)
    throw new ChanceryError('conflict', `The key ${label} is that of the authority ${authority.name} already.`)
  if (row === undefined || !needed.every((purpose) => row.purposes.includes(purpose)))
    throw new ChanceryError(
      'forbidden',
      `The key ${label} was made for something else (${row?.purposes.join(', ') ?? ''}). Choose another label.`
    )
  const { id, destroyedAt: _destroyed, ...rest } = row
  // Written by `recordTokenKey`, which refuses what is none of ours.
  return { id, algorithm: row.algorithm as KeyAlgorithmId, spki: row.spki, row: rest, onToken: true }
}
