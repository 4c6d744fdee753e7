import { columns, one, rowById } from './columns.ts'
import { allRows, getNumber, getRow, run, type Bindable, type Reader, type Writer } from './connection.ts'

/** One enrolment of a device; a repetition of the same request finds it again. */
export interface ScepTransactionRow {
  readonly id: number
  readonly serviceId: number
  /** As the device chose it. */
  readonly transactionId: string
  readonly messageType: string
  readonly state: 'open' | 'pending' | 'issued' | 'refused'
  readonly spkiSha256: string
  readonly csrSha256: string
  readonly subject: string
  readonly previousCertificateId: number | null
  readonly challengeId: number | null
  readonly deviceId: number | null
  /** Span that its certificate holds, from its secret or the enrolment before; null leaves it to the profile. */
  readonly validity: string | null
  readonly requestId: number | null
  readonly certificateId: number | null
  /** failInfo of the refusal. */
  readonly failure: string | null
  /** Why it was refused, in words. */
  readonly message: string | null
  /** An external service let it in, and is told what became of it. */
  readonly external: boolean
  readonly told: 'nobody' | 'due' | 'done' | 'given-up'
  readonly client: string
  readonly createdAt: number
  readonly updatedAt: number
}

const transaction = columns<ScepTransactionRow>('scep_transaction', {
  id: 'plain',
  serviceId: 'plain',
  transactionId: 'plain',
  messageType: 'plain',
  state: 'plain',
  spkiSha256: 'plain',
  csrSha256: 'plain',
  subject: 'plain',
  previousCertificateId: 'plain',
  challengeId: 'plain',
  deviceId: 'plain',
  validity: 'plain',
  requestId: 'plain',
  certificateId: 'plain',
  failure: 'plain',
  message: 'plain',
  external: 'flag',
  told: 'plain',
  client: 'plain',
  createdAt: 'plain',
  updatedAt: 'plain'
})

export function insertScepTransaction(
  writer: Writer,
  row: Omit<
    ScepTransactionRow,
    'id' | 'state' | 'requestId' | 'certificateId' | 'failure' | 'message' | 'told' | 'updatedAt'
  >
): number {
  const made = { ...row, state: 'open' as const, told: 'nobody' as const, updatedAt: row.createdAt }
  return run(writer, transaction.insert, transaction.inOrder(made)).id
}

export function getScepTransaction(reader: Reader, id: number): ScepTransactionRow | undefined {
  return rowById(reader, transaction, id)
}

/** @returns the newest with this id that was not refused */
export function liveScepTransaction(
  reader: Reader,
  serviceId: number,
  transactionId: string
): ScepTransactionRow | undefined {
  return one(
    transaction,
    getRow(
      reader,
      `SELECT ${transaction.list()} FROM scep_transaction WHERE service_id = +? AND transaction_id = +?
      AND state <> 'refused' ORDER BY id DESC LIMIT 1`,
      [serviceId, transactionId]
    )
  )
}

/** @returns the newest ones with this id, refused ones too */
export function scepTransactionsWith(
  reader: Reader,
  serviceId: number,
  transactionId: string,
  most: number
): ScepTransactionRow[] {
  return allRows(
    reader,
    `SELECT ${transaction.list()} FROM scep_transaction WHERE service_id = +? AND transaction_id = +? ORDER BY id DESC LIMIT ?`,
    [serviceId, transactionId, most]
  ).map(transaction.decode)
}

/** @returns the device of the enrolment that a certificate came by and the span that it was given; undefined where it came by none */
export function enrolmentOfCertificate(
  reader: Reader,
  certificateId: number
): Pick<ScepTransactionRow, 'deviceId' | 'validity'> | undefined {
  const row = getRow(
    reader,
    'SELECT device_id AS deviceId, validity FROM scep_transaction WHERE certificate_id = +? ORDER BY id DESC LIMIT 1',
    [certificateId]
  )
  return row as Pick<ScepTransactionRow, 'deviceId' | 'validity'> | undefined
}

type Outcome =
  | { readonly state: 'issued'; readonly certificateId: number }
  | { readonly state: 'pending'; readonly requestId: number }
  | { readonly state: 'refused'; readonly failure: string; readonly message: string }

/** Writes how an enrolment stands; an external service that let it in is told of an end. Nothing changes what was issued. */
export function moveScepTransaction(writer: Writer, id: number, at: number, outcome: Outcome): void {
  const ended = outcome.state === 'pending' ? 'told' : `CASE external WHEN 1 THEN 'due' ELSE told END`
  const own =
    outcome.state === 'issued'
      ? { sql: 'certificate_id = ?', values: [outcome.certificateId] }
      : outcome.state === 'pending'
        ? { sql: 'request_id = ?', values: [outcome.requestId] }
        : { sql: 'failure = ?, message = ?', values: [outcome.failure, outcome.message] }
  run(
    writer,
    `UPDATE scep_transaction SET state = ?, updated_at = ?, told = ${ended}, ${own.sql} WHERE id = ? AND state <> 'issued'`,
    [outcome.state, at, ...own.values, id]
  )
}

export function tellScepTransaction(writer: Writer, id: number, told: ScepTransactionRow['told']): void {
  run(writer, 'UPDATE scep_transaction SET told = ? WHERE id = ?', [told, id])
}

/** @returns those of whose end an external service is still to be told, the oldest first */
export function untoldScepTransactions(reader: Reader, most: number): ScepTransactionRow[] {
  return allRows(reader, `SELECT ${transaction.list()} FROM scep_transaction WHERE told = 'due' ORDER BY id LIMIT ?`, [
    most
  ]).map(transaction.decode)
}

/** @returns those that wait for a decision, after one of them */
export function pendingScepTransactions(reader: Reader, after: number, most: number): ScepTransactionRow[] {
  return allRows(
    reader,
    `SELECT ${transaction.list()} FROM scep_transaction WHERE state = 'pending' AND id > ? ORDER BY id LIMIT ?`,
    [after, most]
  ).map(transaction.decode)
}

/** Newest first. @param before id of the last row of the page before, or null */
export function listScepTransactions(
  reader: Reader,
  filter: { readonly serviceId?: number | undefined; readonly deviceId?: number | undefined },
  before: number | null,
  limit: number
): ScepTransactionRow[] {
  const bound: Record<string, Bindable> = { before: before ?? Number.MAX_SAFE_INTEGER, limit }
  const where: string[] = []
  if (filter.serviceId !== undefined) {
    bound['serviceId'] = filter.serviceId
    where.push('AND service_id = @serviceId')
  }
  if (filter.deviceId !== undefined) {
    bound['deviceId'] = filter.deviceId
    where.push('AND device_id = @deviceId')
  }
  return allRows(
    reader,
    `SELECT ${transaction.list()} FROM scep_transaction WHERE id < @before ${where.join(' ')} ORDER BY id DESC LIMIT @limit`,
    bound
  ).map(transaction.decode)
}

/** @returns how many enrolments of a service ended with a certificate since a moment, Unix ms */
export function countScepIssued(reader: Reader, serviceId: number, since: number): number {
  return getNumber(
    reader,
    `SELECT count(*) FROM scep_transaction WHERE service_id = ? AND state = 'issued' AND updated_at >= ?`,
    [serviceId, since]
  )
}
