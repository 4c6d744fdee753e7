import { columns } from './columns.ts'
import { allRows, run, type Reader, type Writer } from './connection.ts'

/** A key that was made on a YubiKey or written to it. */
export interface YubiKeyKeyRow {
  readonly id: number
  readonly serial: number
  readonly slot: string
  readonly algorithm: string
  readonly spkiSha256: string
  readonly origin: 'generated' | 'imported'
  readonly use: 'authority' | 'person'
  readonly pinPolicy: string
  readonly touchPolicy: string
  /** Attestation statement and the certificate that signed it, DER. */
  readonly statement: Uint8Array | null
  readonly statementSigner: Uint8Array | null
  readonly createdAt: number
  readonly replacedAt: number | null
}

const key = columns<YubiKeyKeyRow>('yubikey_key', {
  id: 'plain',
  serial: 'plain',
  slot: 'plain',
  algorithm: 'plain',
  spkiSha256: 'plain',
  origin: 'plain',
  use: 'plain',
  pinPolicy: 'plain',
  touchPolicy: 'plain',
  statement: 'plain',
  statementSigner: 'plain',
  createdAt: 'plain',
  replacedAt: 'plain'
})

/** Writes a key; the one that was in its place before is replaced, its row stays. */
export function insertYubiKeyKey(writer: Writer, row: Omit<YubiKeyKeyRow, 'id' | 'replacedAt'>): number {
  run(writer, 'UPDATE yubikey_key SET replaced_at = ? WHERE serial = ? AND slot = ? AND replaced_at IS NULL', [
    row.createdAt,
    row.serial,
    row.slot
  ])
  return run(writer, key.insert, key.inOrder({ ...row, replacedAt: null })).id
}

/** @returns every row, newest first; those of one YubiKey where a serial number is given */
export function listYubiKeyKeys(reader: Reader, serial?: number): YubiKeyKeyRow[] {
  return serial === undefined
    ? allRows(reader, `SELECT ${key.list()} FROM yubikey_key ORDER BY id DESC`).map(key.decode)
    : allRows(reader, `SELECT ${key.list()} FROM yubikey_key WHERE serial = ? ORDER BY id DESC`, [serial]).map(
        key.decode
      )
}

/** @param spkiSha256 SHA-256 of the public key, lower-case hex. @returns where the key is and was, newest first */
export function yubiKeyKeysOf(reader: Reader, spkiSha256: string): YubiKeyKeyRow[] {
  return allRows(reader, `SELECT ${key.list()} FROM yubikey_key WHERE spki_sha256 = ? ORDER BY id DESC`, [
    spkiSha256
  ]).map(key.decode)
}
