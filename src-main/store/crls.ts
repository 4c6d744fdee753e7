import { columns, one, rowById } from './columns.ts'
import { allRows, getNumber, getRow, run, type Reader, type Writer } from './connection.ts'

/** A CRL is `waiting` when it was signed ahead of its day; then it is released, or withdrawn because another took its place. */
export type CrlState = 'released' | 'waiting' | 'withdrawn'

export interface CrlRow {
  readonly id: number
  readonly authorityId: number
  /** Forty hex digits: text of this length sorts as the numbers do. */
  readonly number: string
  readonly kind: 'complete' | 'delta'
  /** Of which certificates it speaks: '' for all of the authority, else the key of a part. */
  readonly scope: string
  /** Of a delta: the number of the complete CRL that it starts from. */
  readonly baseNumber: string | null
  readonly thisUpdate: number
  readonly nextUpdate: number
  readonly entries: number
  /** Bytes. */
  readonly size: number
  readonly sha256: string
  readonly createdAt: number
  /** Why it was made: on revocation, on schedule, by hand. */
  readonly reason: string
  /** The audit row up to which its entries know of revocations. */
  readonly seenSeq: number
  readonly state: CrlState
  readonly releasedAt: number | null
}

const crl = columns<CrlRow>('crl', {
  id: 'plain',
  authorityId: 'plain',
  number: 'plain',
  kind: 'plain',
  scope: 'plain',
  baseNumber: 'plain',
  thisUpdate: 'plain',
  nextUpdate: 'plain',
  entries: 'plain',
  size: 'plain',
  sha256: 'plain',
  createdAt: 'plain',
  reason: 'plain',
  seenSeq: 'plain',
  state: 'plain',
  releasedAt: 'plain'
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

/** @returns the CRL with the highest number among those that are released */
export function latestCrl(
  reader: Reader,
  authorityId: number,
  kind: CrlRow['kind'] = 'complete',
  scope = ''
): CrlRow | undefined {
  return one(
    crl,
    getRow(
      reader,
      `SELECT ${crl.list()} FROM crl WHERE authority_id = ? AND kind = ? AND scope = ? AND state = 'released' ORDER BY number DESC LIMIT 1`,
      [authorityId, kind, scope]
    )
  )
}

/** @returns the parts of which an authority has ever signed a complete CRL, '' among them */
export function scopesOnRecord(reader: Reader, authorityId: number): string[] {
  const rows = allRows(reader, `SELECT DISTINCT scope FROM crl WHERE authority_id = ? AND kind = 'complete'`, [
    authorityId
  ]) as { scope: string }[]
  return rows.map(({ scope }) => scope)
}

/** @returns CRLs of an authority that were signed ahead, by their day; of all authorities for null */
export function listWaitingCrls(reader: Reader, authorityId: number | null): CrlRow[] {
  return authorityId === null
    ? allRows(
        reader,
        `SELECT ${crl.list()} FROM crl WHERE state = 'waiting' ORDER BY authority_id, this_update, number`
      ).map(crl.decode)
    : allRows(
        reader,
        `SELECT ${crl.list()} FROM crl WHERE state = 'waiting' AND authority_id = ? ORDER BY this_update, number`,
        [authorityId]
      ).map(crl.decode)
}

/** Ends the waiting of a CRL. @returns whether it waited */
export function endWaiting(
  writer: Writer,
  id: number,
  to: { readonly state: 'released'; readonly at: number } | { readonly state: 'withdrawn' }
): boolean {
  const { changes } = run(writer, `UPDATE crl SET state = ?, released_at = ? WHERE id = ? AND state = 'waiting'`, [
    to.state,
    to.state === 'released' ? to.at : null,
    id
  ])
  return changes === 1
}

/** Which CRLs are meant: of one authority or of all (null), and of which times (thisUpdate, Unix ms, `to` not included). */
export interface CrlFilter {
  readonly authorityId: number | null
  readonly from?: number | undefined
  readonly to?: number | undefined
}

function conditions({ authorityId, from, to }: CrlFilter): { where: string; bound: Record<string, number> } {
  const parts = [
    ...(authorityId === null ? [] : [['authority_id = @authorityId', { authorityId }] as const]),
    ...(from === undefined ? [] : [['this_update >= @from', { from }] as const]),
    ...(to === undefined ? [] : [['this_update < @to', { to }] as const])
  ]
  return {
    where: parts.map(([text]) => ` AND ${text}`).join(''),
    bound: Object.fromEntries(parts.flatMap(([, values]) => Object.entries(values)))
  }
}

/** A page of what is meant, newest first. @param before id of the last row of the page before, or null */
export function listCrlPage(reader: Reader, filter: CrlFilter, before: number | null, limit: number): CrlRow[] {
  const { where, bound } = conditions(filter)
  return allRows(reader, `SELECT ${crl.list()} FROM crl WHERE id < @before${where} ORDER BY id DESC LIMIT @limit`, {
    before: before ?? Number.MAX_SAFE_INTEGER,
    limit,
    ...bound
  }).map(crl.decode)
}

export function countCrls(reader: Reader, filter: CrlFilter): number {
  const { where, bound } = conditions(filter)
  return getNumber(reader, `SELECT count(*) FROM crl WHERE 1${where}`, bound)
}

export function getCrlDer(reader: Reader, id: number): Uint8Array | undefined {
  const row = getRow(reader, 'SELECT der FROM crl_der WHERE crl_id = ?', [id])
  return typeof row === 'object' && row !== null && 'der' in row && row.der instanceof Uint8Array ? row.der : undefined
}

/**
 * Forgets the bytes of CRLs that ended before a moment, the longest ended first; their rows stay, with number, times and
 * hash. What waits for its day and the newest of each kind and part keep theirs, however old.
 * @param most how many in one go: the bytes of one may be tens of megabytes. @returns the rows
 */
export function pruneCrlBytes(writer: Writer, endedBefore: number, most: number): CrlRow[] {
  const rows = allRows(
    writer,
    `SELECT ${crl.list()} FROM crl WHERE next_update < @endedBefore AND EXISTS (SELECT 1 FROM crl_der WHERE crl_id = crl.id)
    AND number < (SELECT max(number) FROM crl newest WHERE newest.authority_id = crl.authority_id AND newest.kind = crl.kind
    AND newest.scope = crl.scope AND newest.state = 'released') ORDER BY next_update, id LIMIT @most`,
    { endedBefore, most }
  ).map(crl.decode)
  for (const { id } of rows) run(writer, 'DELETE FROM crl_der WHERE crl_id = ?', [id])
  return rows
}
