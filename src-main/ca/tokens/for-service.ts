import type { KeyAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { afterCommit, type Writer } from '../../store/connection.ts'
import { destroyKey, getKey } from '../../store/keys.ts'
import { reader } from '../../store/store.ts'
import { listPlacesOfKey, listTokenRows } from '../../store/tokens.ts'
import { transaction } from '../../store/transaction.ts'
import { generateKey, keepKey, type NewKey } from '../authorities/new-key.ts'
import type { CaContext } from '../context.ts'
import { findToken } from './find.ts'
import { keyOnTokenFor } from './for-authority.ts'

/** Where the key of a service is to lie. */
export interface ServiceKeyPlace {
  /** Address, serial number or label of a token; null for the vault. */
  readonly token: string | null
  readonly keyLabel: string | null
}

/**
 * Gets the key for the next certificate of a service. In the vault each certificate has a new key. On a token the key
 * stays and is certified anew: nobody can copy it, and a smart card has few slots. Another label, or another token, makes
 * another key.
 * @param wanted.algorithm of a key that is made; one that is there already decides itself
 * @returns the key with its row written
 * @throws as `keyOnTokenFor`, `generateKey`
 */
export async function keyForService(
  ca: CaContext,
  wanted: {
    readonly place: ServiceKeyPlace
    /** Its label on the token where none was chosen. */
    readonly usualLabel: string
    readonly algorithm: KeyAlgorithmId
    readonly label: string
    readonly purpose: 'ocsp' | 'timestamp'
    readonly pin?: string | undefined
  },
  actor: Actor
): Promise<NewKey> {
  const { place, purpose, algorithm, label, usualLabel } = wanted
  if (place.token !== null)
    return keyOnTokenFor(
      ca,
      {
        token: place.token,
        label: place.keyLabel ?? usualLabel,
        algorithm,
        pin: wanted.pin,
        accept: () => undefined,
        purposes: [purpose, 'csr'],
        needed: [purpose]
      },
      actor
    )
  const key = await generateKey(ca, algorithm, { label, purposes: [purpose] })
  await transaction(ca.store, (tx) => keepKey(tx, key))
  return key
}

/** Destroys the keys that a service had before, in the vault; those on tokens stay until somebody destroys them there. */
export function endServiceKeys(tx: Writer, ca: CaContext, keyIds: readonly number[], now: number): void {
  for (const keyId of keyIds) {
    if (getKey(tx, keyId)?.location !== 'software') continue
    if (destroyKey(tx, keyId, now)) afterCommit(tx, () => ca.keys.forget(`key:${keyId}`))
  }
}

/** Destroys a key that was made for a certificate which was refused; on a token it waits for the next try. */
export async function dropServiceKey(ca: CaContext, key: NewKey): Promise<void> {
  if (key.onToken !== true) await transaction(ca.store, (tx) => destroyKey(tx, key.id, ca.clock.now()))
}

/** @returns whether a key lies where it is wanted now: a service whose place was changed gets its next key at once. */
export function liesAt(ca: CaContext, keyId: number, place: ServiceKeyPlace): boolean {
  const from = reader(ca.store)
  if (place.token === null) return getKey(from, keyId)?.location === 'software'
  const token = listTokenRows(from).find(({ address }) => address === place.token)
  return listPlacesOfKey(from, keyId).some(
    ({ tokenId, label }) => tokenId === token?.id && (place.keyLabel === null || place.keyLabel === label)
  )
}

/** @returns the same place with the address of its token, under which it is known wherever it is plugged in. @throws as `findToken` */
export async function settledPlace<T extends ServiceKeyPlace>(ca: CaContext, settings: T): Promise<T> {
  if (settings.token === null || settings.token.startsWith('pkcs11:')) return settings
  return { ...settings, token: (await findToken(ca, settings.token)).address }
}
