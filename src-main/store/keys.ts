import { columns, one, rowById } from './columns.ts'
import { remembered, allRows, getRow, run, type Reader, type Writer } from './connection.ts'

export interface KeyRow {
  readonly id: number
  readonly label: string
  /** Id of an algorithm row of src-shared/model/algorithm. */
  readonly algorithm: string
  readonly spki: Uint8Array
  readonly spkiSha256: string
  /** `software`, or the PKCS#11 URI of the key on its token. */
  readonly location: string
  /** The private key sealed under the vault's master key; null once destroyed, or where it lives elsewhere. */
  readonly sealed: Uint8Array | null
  /** The kinds of signature that the key may make. */
  readonly purposes: readonly string[]
  readonly origin: 'generated' | 'imported'
  readonly createdAt: number
  readonly destroyedAt: number | null
}

const key = columns<KeyRow>('key', {
  id: 'plain',
  label: 'plain',
  algorithm: 'plain',
  spki: 'plain',
  spkiSha256: 'plain',
  location: 'plain',
  sealed: 'plain',
  purposes: 'json',
  origin: 'plain',
  createdAt: 'plain',
  destroyedAt: 'plain'
})

/** @returns SQL: the private key of a row is sealed here, or lies on a token and was not destroyed. @param key alias of the table */
export function keyIsHad(key: string): string {
  return `(${key}.sealed IS NOT NULL OR (${key}.location <> 'software' AND ${key}.destroyed_at IS NULL))`
}

export function getKey(reader: Reader, id: number): KeyRow | undefined {
  return remembered(reader, 'key', id, () => rowById(reader, key, id))
}

/** @param spkiSha256 SHA-256 of the DER SubjectPublicKeyInfo, lower-case hex */
export function getKeyBySpki(reader: Reader, spkiSha256: string): KeyRow | undefined {
  return one(key, getRow(reader, `SELECT ${key.list()} FROM key WHERE spki_sha256 = ?`, [spkiSha256]))
}

export function listKeys(reader: Reader): KeyRow[] {
  return allRows(reader, `SELECT ${key.list()} FROM key ORDER BY id`).map(key.decode)
}

export function insertKey(writer: Writer, row: Omit<KeyRow, 'id' | 'destroyedAt'>): number {
  return run(writer, key.insert, key.inOrder({ ...row, destroyedAt: null })).id
}

/**
 * Takes an id that no other key gets: a private key is sealed to its row's id, and made before the row can be written.
 * An id that is not used in the end is lost, which does no harm.
 */
export function takeKeyId(writer: Writer): number {
  const { id } = run(
    writer,
    `INSERT INTO key (label, algorithm, spki, spki_sha256, location, purposes, origin, created_at)
    VALUES ('', '', x'', lower(hex(randomblob(16))), '', '[]', 'generated', 0)`
  )
  run(writer, 'DELETE FROM key WHERE id = ?', [id])
  return id
}

/** Writes the row of a key under an id from `takeKeyId`. */
export function insertKeyAt(writer: Writer, id: number, row: Omit<KeyRow, 'id' | 'destroyedAt'>): void {
  const sql = key.insert.replace('(label', '(id, label').replace('(?', '(?, ?')
  run(writer, sql, [id, ...key.inOrder({ ...row, destroyedAt: null })])
}

/** A private key went to a token: what was sealed here is blanked. @returns false where the key is unknown or destroyed */
export function moveKeyToToken(writer: Writer, id: number, location: string): boolean {
  const sql = 'UPDATE key SET location = ?, sealed = NULL WHERE id = ? AND destroyed_at IS NULL'
  return run(writer, sql, [location, id]).changes === 1
}

/** Blanks the sealed private key for ever; the row with the public key stays. @returns false where unknown or destroyed before */
export function destroyKey(writer: Writer, id: number, at: number): boolean {
  return (
    run(writer, 'UPDATE key SET sealed = NULL, destroyed_at = ? WHERE id = ? AND destroyed_at IS NULL', [at, id])
      .changes === 1
  )
}
