import { parseSlot, type PassphraseSlot, type SecretSlot, type Slot } from '../keys/slots.ts'
import { ChanceryError } from '../../src-shared/errors.ts'
import type { VaultSlotRow } from '../store/vault.ts'

/** The name under which an operator's slot is bound; names of accounts never change. */
export function slotOwner(operatorName: string): string {
  return `operator:${operatorName.toLowerCase()}`
}

/** @returns the columns that keep a slot: how the wrapping key is derived, and the wrapped master key */
export function slotColumns(slot: Slot): Pick<VaultSlotRow, 'kdf' | 'wrapped'> {
  const { wrapped, ...kdf } = slot
  return { kdf, wrapped: Buffer.from(wrapped, 'base64url') }
}

/** @throws ChanceryError `damaged` when the row is not one that Chancery wrote */
export function slotOfRow(row: VaultSlotRow): Slot {
  const kdf = typeof row.kdf === 'object' && row.kdf !== null ? row.kdf : {}
  return parseSlot({ ...kdf, wrapped: Buffer.from(row.wrapped).toString('base64url') })
}

/** @returns the operator's slot. @throws ChanceryError `damaged` when it is of another kind or another operator's */
export function operatorSlotOf(row: VaultSlotRow, operatorName: string): PassphraseSlot {
  const slot = slotOfRow(row)
  if (slot.kind === 'passphrase' && slot.owner === slotOwner(operatorName)) return slot
  throw new ChanceryError('damaged', `The unlock record of operator ${operatorName} is not that operator's own.`)
}

/** @returns the slot of a secret. @throws ChanceryError `damaged` when the row holds something else */
export function secretSlotOf(row: VaultSlotRow): SecretSlot {
  const slot = slotOfRow(row)
  if (slot.kind !== 'passphrase' && slot.kind === row.kind) return slot
  throw new ChanceryError('damaged', 'An unlock record of the vault does not hold what its row says.')
}
