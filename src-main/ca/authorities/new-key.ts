import { ChanceryError } from '../../../src-shared/errors.ts'
import { isKeyAlgorithmId, keyAlgorithmIds, type KeyAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import type { KeyPurpose, StoredKey } from '../../keys/signer.ts'
import { spkiFingerprint } from '../../pki/describe/key.ts'
import type { Writer } from '../../store/connection.ts'
import { getKeyBySpki, insertKeyAt, takeKeyId, type KeyRow } from '../../store/keys.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import type { CaContext } from '../context.ts'

/** A private key that is sealed for its row; the row is written by `keepKey`, in the transaction of what the key is for. */
export interface NewKey {
  readonly id: number
  readonly algorithm: KeyAlgorithmId
  readonly spki: Uint8Array
  readonly row: Omit<KeyRow, 'id' | 'destroyedAt'>
  /** It lies on a token and its row is written already: it stays there whatever becomes of what it was meant for. */
  readonly onToken?: true
}

interface KeyUse {
  readonly label: string
  readonly purposes: readonly KeyPurpose[]
}

/** @returns the id of a key algorithm. @throws ChanceryError `invalid-input` naming those that there are. */
export function keyAlgorithmNamed(text: string): KeyAlgorithmId {
  const id = keyAlgorithmIds.find((known) => known.toLowerCase() === text.toLowerCase())
  if (id !== undefined && isKeyAlgorithmId(id)) return id
  throw new ChanceryError(
    'invalid-input',
    `There is no key algorithm ${text}. Choose one of ${keyAlgorithmIds.join(', ')}.`
  )
}

/** Makes a key pair in the vault. @throws ChanceryError `locked` */
export async function generateKey(ca: CaContext, algorithm: KeyAlgorithmId, use: KeyUse): Promise<NewKey> {
  const id = await transaction(ca.store, takeKeyId)
  return newKey(ca, id, await ca.keys.generate(algorithm, contextOf(id)), use, 'generated')
}

/** Takes a private key over. @throws as `KeyVault.import`; ChanceryError `conflict` where the vault has it already */
export async function importKey(
  ca: CaContext,
  privateKey: Uint8Array | string,
  passphrase: string | undefined,
  use: KeyUse
): Promise<NewKey> {
  const id = await transaction(ca.store, takeKeyId)
  const key = newKey(ca, id, await ca.keys.import(privateKey, contextOf(id), passphrase), use, 'imported')
  const known = getKeyBySpki(reader(ca.store), key.row.spkiSha256)
  if (known !== undefined)
    throw new ChanceryError(
      'conflict',
      `This private key is in the vault already, as ${known.label}${known.destroyedAt === null ? '' : ', and was destroyed'}.`
    )
  return key
}

/** Writes the row of a new key. */
export function keepKey(tx: Writer, key: NewKey): void {
  if (key.onToken === true) return
  insertKeyAt(tx, key.id, key.row)
}

/** Names the row to which the sealed bytes are bound. */
function contextOf(id: number): string {
  return `key:${id}`
}

function newKey(ca: CaContext, id: number, stored: StoredKey, use: KeyUse, origin: KeyRow['origin']): NewKey {
  return {
    id,
    algorithm: stored.algorithm,
    spki: stored.spki,
    row: {
      label: use.label,
      algorithm: stored.algorithm,
      spki: stored.spki,
      spkiSha256: spkiFingerprint(stored.spki),
      location: 'software',
      sealed: stored.sealed,
      purposes: use.purposes,
      origin,
      createdAt: ca.clock.now()
    }
  }
}
