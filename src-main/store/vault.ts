import { allRows, getRow, run, type Reader, type Writer } from './connection.ts'
import { columns, one } from './columns.ts'

/** The vault's identity; one row per database. */
export interface VaultRow {
  readonly vaultId: string
  readonly createdAt: number
}

/** One way to unwrap the master key. */
export interface VaultSlotRow {
  readonly id: number
  readonly kind: 'operator' | 'recovery' | 'unattended'
  /** Set for `operator` and only there; an operator has one slot. */
  readonly operatorId: number | null
  /** How the wrapping key is derived: function, salt, costs. */
  readonly kdf: unknown
  readonly wrapped: Uint8Array
  readonly createdAt: number
}

const vault = columns<VaultRow>('vault', { vaultId: 'plain', createdAt: 'plain' })
const slot = columns<VaultSlotRow>('vault_slot', {
  id: 'plain',
  kind: 'plain',
  operatorId: 'plain',
  kdf: 'json',
  wrapped: 'plain',
  createdAt: 'plain'
})

export function getVault(reader: Reader): VaultRow | undefined {
  return one(vault, getRow(reader, `SELECT ${vault.list()} FROM vault`))
}

/** @throws `conflict` (rejecting the transaction) where there is a vault already */
export function insertVault(writer: Writer, row: VaultRow): void {
  run(writer, 'INSERT INTO vault (id, vault_id, created_at) VALUES (1, @vaultId, @createdAt)', vault.encode(row))
}

export function listVaultSlots(reader: Reader): VaultSlotRow[] {
  return allRows(reader, `SELECT ${slot.list()} FROM vault_slot ORDER BY id`).map(slot.decode)
}

export function getOperatorSlot(reader: Reader, operatorId: number): VaultSlotRow | undefined {
  return one(slot, getRow(reader, `SELECT ${slot.list()} FROM vault_slot WHERE operator_id = ?`, [operatorId]))
}

export function insertVaultSlot(writer: Writer, row: Omit<VaultSlotRow, 'id'>): number {
  return run(writer, slot.insert, slot.inOrder(row)).id
}

/** Puts another wrapping in place of the old one, in one step: after a change of passphrase the old one opens nothing. */
export function replaceVaultSlot(
  writer: Writer,
  id: number,
  change: Pick<VaultSlotRow, 'kdf' | 'wrapped' | 'createdAt'>
): boolean {
  return (
    run(
      writer,
      'UPDATE vault_slot SET kdf = @kdf, wrapped = @wrapped, created_at = @createdAt WHERE id = @id',
      slot.encode({ id, ...change })
    ).changes === 1
  )
}

export function deleteVaultSlot(writer: Writer, id: number): boolean {
  return run(writer, 'DELETE FROM vault_slot WHERE id = ?', [id]).changes === 1
}
