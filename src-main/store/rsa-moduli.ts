import { allRows, getRow, run, type Reader, type Writer } from './connection.ts'

/** Moduli in one batch: its product then has 64 KiB for keys of 2048 bits, one remainder of which takes a fraction of a millisecond. */
export const batchMembers = 256

interface OpenBatch {
  readonly id: number
  readonly members: number
}

/**
 * Keeps the modulus of an RSA key; one that is kept already is left alone.
 * @param modulus big-endian octets.
 * @param multiply gives the product of moduli as big-endian octets; asked once for each full batch.
 */
export function keepModulus(
  writer: Writer,
  spkiSha256: string,
  modulus: Uint8Array,
  multiply: (moduli: readonly Uint8Array[]) => Uint8Array
): void {
  if (getRow(writer, 'SELECT 1 FROM rsa_modulus WHERE spki_sha256 = ?', [spkiSha256]) !== undefined) return
  const open = getRow(
    writer,
    'SELECT id, members FROM rsa_modulus_batch WHERE product IS NULL ORDER BY id DESC LIMIT 1',
    []
  ) as OpenBatch | undefined
  const id = open?.id ?? run(writer, 'INSERT INTO rsa_modulus_batch (members) VALUES (0)', []).id
  const members = (open?.members ?? 0) + 1
  run(writer, 'INSERT INTO rsa_modulus (spki_sha256, batch_id, modulus) VALUES (?, ?, ?)', [spkiSha256, id, modulus])
  const product = members < batchMembers ? null : multiply(moduliOfBatch(writer, id))
  run(writer, 'UPDATE rsa_modulus_batch SET members = ?, product = ? WHERE id = ?', [members, product, id])
}

/** @param skip leaves out so many that came first. @returns the moduli of one batch, big-endian, in the order in which they came. */
export function moduliOfBatch(reader: Reader, batchId: number, skip = 0): Uint8Array[] {
  return allRows(reader, 'SELECT modulus FROM rsa_modulus WHERE batch_id = ? ORDER BY rowid LIMIT -1 OFFSET ?', [
    batchId,
    skip
  ]).map((row) => (row as { modulus: Uint8Array }).modulus)
}

/** @returns the batch with the modulus of a key, or undefined. */
export function batchOfKey(reader: Reader, spkiSha256: string): number | undefined {
  const row = getRow(reader, 'SELECT batch_id AS id FROM rsa_modulus WHERE spki_sha256 = ?', [spkiSha256])
  return (row as { id: number } | undefined)?.id
}

export interface ModulusBatch {
  readonly id: number
  /** null while the batch still takes members. */
  readonly product: Uint8Array | null
  readonly members: number
}

/** @returns the first batch behind `after` (0 to begin), or undefined at the end. */
export function nextModulusBatch(reader: Reader, after: number): ModulusBatch | undefined {
  return getRow(reader, 'SELECT id, product, members FROM rsa_modulus_batch WHERE id > ? ORDER BY id LIMIT 1', [
    after
  ]) as ModulusBatch | undefined
}
