import { columns, one, rowById } from './columns.ts'
import { allRows, getNumber, getRow, run, type Reader, type Writer } from './connection.ts'

export interface CrlRow {
  readonly id: number
  readonly authorityId: number
  readonly number: number
  readonly kind: 'complete' | 'delta'
  readonly thisUpdate: number
  readonly nextUpdate: number
  readonly entries: number
  /** Bytes. */
  readonly size: number
  readonly sha256: string
  readonly createdAt: number
  /** Why it was made: on revocation, on schedule, by hand. */
  readonly reason: string
}

const crl = columns<CrlRow>('crl', {
  id: 'plain',
  authorityId: 'plain',
  number: 'plain',
  kind: 'plain',
  thisUpdate: 'plain',
  nextUpdate: 'plain',
  entries: 'plain',
  size: 'plain',
  sha256: 'plain',
  createdAt: 'plain',
  reason: 'plain'
})

/** The number comes from `nextCrlNumber` of authorities.ts, in the same transaction or an earlier one. */
export function insertCrl(writer: Writer, row: Omit<CrlRow, 'id'>, der: Uint8Array): number {
  const { id } = run(writer, crl.insert, crl.inOrder(row))
  run(writer, 'INSERT INTO crl_der (crl_id, der) VALUES (?, ?)', [id, der])
  return id
}

export function getCrl(reader: Reader, id: number): CrlRow | undefined {
  return rowById(reader, crl, id)
}

/** @returns the CRL with the highest number */
export function latestCrl(reader: Reader, authorityId: number, kind: CrlRow['kind'] = 'complete'): CrlRow | undefined {
  return one(
    crl,
    getRow(reader, `SELECT ${crl.list()} FROM crl WHERE authority_id = ? AND kind = ? ORDER BY number DESC LIMIT 1`, [
      authorityId,
      kind
    ])
  )
}

/** Newest first. @param before number of the last row of the page before, or null */
export function listCrls(reader: Reader, authorityId: number, before: number | null, limit: number): CrlRow[] {
  return allRows(
    reader,
    `SELECT ${crl.list()} FROM crl WHERE authority_id = ? AND kind = 'complete' AND number < ? ORDER BY number DESC LIMIT ?`,
    [authorityId, before ?? Number.MAX_SAFE_INTEGER, limit]
  ).map(crl.decode)
}

/** A page of one authority, or of all of them (null), newest first. @param before id of the last row of the page before, or null */
export function listCrlPage(
  reader: Reader,
  authorityId: number | null,
  before: number | null,
  limit: number
): CrlRow[] {
  const where = authorityId === null ? '' : 'AND authority_id = @authorityId'
  const bound = { before: before ?? Number.MAX_SAFE_INTEGER, limit, ...(authorityId === null ? {} : { authorityId }) }
  return allRows(
    reader,
    `SELECT ${crl.list()} FROM crl WHERE id < @before ${where} ORDER BY id DESC LIMIT @limit`,
    bound
  ).map(crl.decode)
}

export function countCrls(reader: Reader, authorityId: number | null): number {
  return authorityId === null
    ? getNumber(reader, 'SELECT count(*) FROM crl')
    : getNumber(reader, 'SELECT count(*) FROM crl WHERE authority_id = ?', [authorityId])
}

export function getCrlDer(reader: Reader, id: number): Uint8Array | undefined {
  const row = getRow(reader, 'SELECT der FROM crl_der WHERE crl_id = ?', [id])
  return typeof row === 'object' && row !== null && 'der' in row && row.der instanceof Uint8Array ? row.der : undefined
}

/** Forgets the bytes of old CRLs, keeping their rows. @returns how many */
export function pruneCrlBytes(writer: Writer, authorityId: number, nextUpdateBefore: number): number {
  return run(
    writer,
    `DELETE FROM crl_der WHERE crl_id IN (SELECT id FROM crl WHERE authority_id = @authorityId AND next_update < @before
    AND number < (SELECT max(number) FROM crl newest WHERE newest.authority_id = @authorityId AND newest.kind = crl.kind))`,
    { authorityId, before: nextUpdateBefore }
  ).changes
}
