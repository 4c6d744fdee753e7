import { randomFillSync } from 'node:crypto'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { MasterKey } from '../master-key.ts'
import { deriveKey } from '../seal.ts'
import { divide, join, sharedSecretBytes, type ExpectedSet, type ShareSet } from './share-set.ts'

/** The master key wrapped under a secret that nobody has: only shares of its set give it back. */
export interface ShareSlot {
  readonly salt: Uint8Array
  readonly wrapped: Uint8Array
}

/** Makes a set of shares over the master key. The words are to be shown once and kept nowhere. */
export async function shareSlot(
  master: MasterKey,
  vaultId: string,
  wish: { readonly total: number; readonly threshold: number }
): Promise<{ readonly set: ShareSet; readonly slot: ShareSlot }> {
  const secret = randomFillSync(new Uint8Array(sharedSecretBytes))
  const salt = randomFillSync(new Uint8Array(16))
  const wrappingKey = deriveKey(secret, salt, 'slot/shares')
  try {
    const set = await divide(secret, wish.total, wish.threshold)
    return { set, slot: { salt, wrapped: master.wrap(wrappingKey, slotContext(vaultId, set.setId)) } }
  } finally {
    secret.fill(0)
    wrappingKey.fill(0)
  }
}

/** @returns the master key and whose shares gave it. @throws ChanceryError as `join`; `damaged` for a slot that was altered */
export async function openShareSlot(
  slot: ShareSlot,
  vaultId: string,
  expected: ExpectedSet,
  texts: readonly string[]
): Promise<{ readonly master: MasterKey; readonly numbers: readonly number[] }> {
  const { secret, numbers } = await join(texts, expected)
  const wrappingKey = deriveKey(secret, slot.salt, 'slot/shares')
  secret.fill(0)
  try {
    return { master: MasterKey.unwrap(wrappingKey, slotContext(vaultId, expected.setId), slot.wrapped), numbers }
  } catch (cause) {
    throw new ChanceryError(
      'damaged',
      'The shares are right, but the unlock record that they open is not: it was altered. Restore it from a backup.',
      { cause }
    )
  } finally {
    wrappingKey.fill(0)
  }
}

/** JSON keeps the parts apart whatever characters they hold. */
const slotContext = (vaultId: string, setId: string): string => JSON.stringify(['slot', vaultId, 'shares', setId])
