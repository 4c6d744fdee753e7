import { columns, one, rowById, updateRow } from './columns.ts'
import { allRows, getNumber, getRow, run, type Bindable, type Reader, type Writer } from './connection.ts'
import { decodeCursor, encodeCursor, type Page } from './cursor.ts'

/** `unconfirmed`: the certificate went out and is to be confirmed; `rejected`: the client did not want it. */
export type CmpTransactionState = 'begun' | 'waiting' | 'unconfirmed' | 'done' | 'refused' | 'rejected' | 'expired'

/** What a client asked for, from its first message to the end. */
export interface CmpTransactionRow {
  readonly id: number
  readonly serviceId: number
  readonly transactionId: Uint8Array
  readonly kind: 'ir' | 'cr' | 'kur' | 'p10cr' | 'rr'
  readonly state: CmpTransactionState
  readonly clientId: number | null
  /** Who began it: only the same may go on with it. */
  readonly peer: string
  /** The same for people. */
  readonly peerText: string
  readonly address: string
  /** Hex. */
  readonly certReqId: string
  /** What we sent last as senderNonce, and want back. */
  readonly nonce: Uint8Array
  readonly implicit: boolean
  readonly requestId: number | null
  readonly certificateId: number | null
  /** Span that its certificate holds, from its client or the enrolment before; null leaves it to the profile. */
  readonly validity: string | null
  /** How it ended, in words. */
  readonly message: string
  /** When what is open ends by itself, Unix ms. */
  readonly deadline: number | null
  readonly createdAt: number
  readonly updatedAt: number
}

const row = columns<CmpTransactionRow>('cmp_transaction', {
  id: 'plain',
  serviceId: 'plain',
  transactionId: 'plain',
  kind: 'plain',
  state: 'plain',
  clientId: 'plain',
  peer: 'plain',
  peerText: 'plain',
  address: 'plain',
  certReqId: 'plain',
  nonce: 'plain',
  implicit: 'flag',
  requestId: 'plain',
  certificateId: 'plain',
  validity: 'plain',
  message: 'plain',
  deadline: 'plain',
  createdAt: 'plain',
  updatedAt: 'plain'
})

const select = `SELECT ${row.list()} FROM cmp_transaction`

export function getCmpTransaction(reader: Reader, id: number): CmpTransactionRow | undefined {
  return rowById(reader, row, id)
}

export function findCmpTransaction(
  reader: Reader,
  serviceId: number,
  transactionId: Uint8Array
): CmpTransactionRow | undefined {
  return one(row, getRow(reader, `${select} WHERE service_id = ? AND transaction_id = ?`, [serviceId, transactionId]))
}

/** @returns the id of the row, or null where this transaction id was used before */
export function beginCmpTransaction(writer: Writer, values: Omit<CmpTransactionRow, 'id'>): number | null {
  if (findCmpTransaction(writer, values.serviceId, values.transactionId) !== undefined) return null
  return run(writer, row.insert, row.inOrder(values)).id
}

export function updateCmpTransaction(
  writer: Writer,
  id: number,
  changes: Partial<
    Pick<
      CmpTransactionRow,
      'state' | 'nonce' | 'requestId' | 'certificateId' | 'message' | 'deadline' | 'updatedAt' | 'implicit'
    >
  >
): void {
  updateRow(writer, row, id, changes)
}

/** Moves a transaction on, where it is still in the state that was seen. @returns whether it was */
export function moveCmpTransaction(
  writer: Writer,
  id: number,
  from: CmpTransactionState,
  to: { readonly state: CmpTransactionState; readonly message: string; readonly now: number }
): boolean {
  return (
    run(
      writer,
      'UPDATE cmp_transaction SET state = ?, message = ?, updated_at = ?, deadline = NULL WHERE id = ? AND state = ?',
      [to.state, to.message, to.now, id, from]
    ).changes === 1
  )
}

/** @returns the transaction in which a client of this name got a certificate */
export function cmpTransactionOf(reader: Reader, certificateId: number): CmpTransactionRow | undefined {
  return one(row, getRow(reader, `${select} WHERE certificate_id = +? ORDER BY id LIMIT 1`, [certificateId]))
}

/** Open ones whose time is over, oldest first. */
export function listOverdueCmp(reader: Reader, now: number, limit: number): CmpTransactionRow[] {
  return allRows(reader, `${select} WHERE deadline IS NOT NULL AND deadline <= ? ORDER BY deadline LIMIT ?`, [
    now,
    limit
  ]).map(row.decode)
}

/** Requests for certificates that have begun and were not answered. @param clientId null for those of all clients */
export function listBegunCmp(reader: Reader, clientId: number | null, limit: number): CmpTransactionRow[] {
  const [where, bound] = clientId === null ? ['deadline IS NOT NULL', []] : ['client_id = ?', [clientId]]
  return allRows(reader, `${select} WHERE ${where} AND state = 'begun' AND kind <> 'rr' ORDER BY id LIMIT ?`, [
    ...bound,
    limit
  ]).map(row.decode)
}

/** Takes a transaction out that was refused, so that its message can be answered again; only ever in a copy. */
export function dropRefusedCmp(writer: Writer, serviceId: number, transactionId: Uint8Array): void {
  run(writer, `DELETE FROM cmp_transaction WHERE service_id = ? AND transaction_id = ? AND state = 'refused'`, [
    serviceId,
    transactionId
  ])
}

/** @returns when the next one is over, Unix ms */
export function nextCmpDeadline(reader: Reader): number | null {
  const found = getRow(reader, 'SELECT min(deadline) AS at FROM cmp_transaction WHERE deadline IS NOT NULL')
  return typeof found === 'object' && found !== null && 'at' in found && typeof found.at === 'number' ? found.at : null
}

/**
 * Deletes at most `most` ended transactions that were last touched before a moment. One that says how long the next
 * certificate holds stays as long as its own can be renewed.
 * @returns how many
 */
export function pruneCmpTransactions(writer: Writer, before: number, most = 1000): number {
  return run(
    writer,
    `DELETE FROM cmp_transaction WHERE id IN (SELECT t.id FROM cmp_transaction t WHERE t.updated_at < @before
    AND t.deadline IS NULL AND t.state NOT IN ('begun', 'waiting', 'unconfirmed') AND (t.validity IS NULL
      OR NOT EXISTS (SELECT 1 FROM certificate c WHERE c.id = t.certificate_id AND c.not_after >= @before))
    ORDER BY t.updated_at LIMIT @most)`,
    { before, most }
  ).changes
}

/** Which transactions are meant. */
export interface CmpTransactionFilter {
  readonly serviceId?: number | undefined
  readonly clientId?: number | undefined
  readonly state?: CmpTransactionState | undefined
}

/** A page of transactions, newest first. @throws ChanceryError `malformed` (cursor) */
export function listCmpTransactions(
  reader: Reader,
  filter: CmpTransactionFilter,
  cursor: string | null,
  limit: number
): Page<CmpTransactionRow> {
  const before = cursor === null ? Number.MAX_SAFE_INTEGER : decodeCursor('cmp', cursor).id
  const bound: Bindable[] = [before]
  const where = ['id < ?']
  for (const [column, value] of [
    ['service_id', filter.serviceId],
    ['client_id', filter.clientId],
    ['state', filter.state]
  ] as const) {
    if (value === undefined) continue
    where.push(`${column} = ?`)
    bound.push(value)
  }
  const found = allRows(reader, `${select} WHERE ${where.join(' AND ')} ORDER BY id DESC LIMIT ?`, [
    ...bound,
    limit + 1
  ]).map(row.decode)
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return {
    rows,
    next: found.length > limit && last !== undefined ? encodeCursor('cmp', { value: last.id, id: last.id }) : null
  }
}

/** @returns how many transactions of a service wait for something */
export function countOpenCmp(reader: Reader, serviceId: number): number {
  return getNumber(reader, 'SELECT count(*) FROM cmp_transaction WHERE deadline IS NOT NULL AND +service_id = ?', [
    serviceId
  ])
}

/** @returns when a service was last asked for something, Unix ms */
export function latestCmp(reader: Reader, serviceId: number): number | null {
  const found = getRow(
    reader,
    'SELECT created_at AS at FROM cmp_transaction WHERE service_id = ? ORDER BY id DESC LIMIT 1',
    [serviceId]
  )
  return typeof found === 'object' && found !== null && 'at' in found && typeof found.at === 'number' ? found.at : null
}
