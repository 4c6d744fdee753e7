import { columns, one, rowById } from './columns.ts'
import { allRows, getNumber, getRow, run, type Bindable, type Reader, type Writer } from './connection.ts'

/** What is to be certified; a wildcard keeps its asterisk. */
export interface AcmeIdentifier {
  readonly type: 'dns' | 'ip' | 'email' | 'permanent-identifier'
  readonly value: string
}

export interface AcmeOrderRow {
  readonly id: number
  readonly serviceId: number
  readonly accountId: number
  readonly status: 'pending' | 'ready' | 'processing' | 'valid' | 'invalid'
  readonly identifiers: readonly AcmeIdentifier[]
  /** The same, sorted and joined, to find orders for exactly these names. */
  readonly namesKey: string
  readonly notBefore: number | null
  readonly notAfter: number | null
  readonly profile: string | null
  readonly replacesCertificateId: number | null
  readonly requestId: number | null
  readonly certificateId: number | null
  readonly error: unknown
  readonly createdAt: number
  readonly expiresAt: number
}

const order = columns<AcmeOrderRow>('acme_order', {
  id: 'plain',
  serviceId: 'plain',
  accountId: 'plain',
  status: 'plain',
  identifiers: 'json',
  namesKey: 'plain',
  notBefore: 'plain',
  notAfter: 'plain',
  profile: 'plain',
  replacesCertificateId: 'plain',
  requestId: 'plain',
  certificateId: 'plain',
  error: 'json',
  createdAt: 'plain',
  expiresAt: 'plain'
})

export function getAcmeOrder(reader: Reader, id: number): AcmeOrderRow | undefined {
  return rowById(reader, order, id)
}

export function insertAcmeOrder(
  writer: Writer,
  row: Omit<AcmeOrderRow, 'id' | 'requestId' | 'certificateId' | 'error'>,
  authorizationIds: readonly number[]
): number {
  const { id } = run(writer, order.insert, order.inOrder({ ...row, requestId: null, certificateId: null, error: null }))
  for (const authorizationId of authorizationIds)
    run(writer, 'INSERT INTO acme_order_authorization (order_id, authorization_id) VALUES (?, ?)', [
      id,
      authorizationId
    ])
  return id
}

/** @returns false where the order was not in the expected state any more */
export function moveAcmeOrder(
  writer: Writer,
  id: number,
  from: AcmeOrderRow['status'],
  to: {
    readonly status: AcmeOrderRow['status']
    readonly requestId?: number
    readonly certificateId?: number
    readonly error?: unknown
  }
): boolean {
  return (
    run(
      writer,
      `UPDATE acme_order SET status = ?, request_id = coalesce(?, request_id), certificate_id = coalesce(?, certificate_id), error = coalesce(?, error)
      WHERE id = ? AND status = ?`,
      [
        to.status,
        to.requestId ?? null,
        to.certificateId ?? null,
        to.error === undefined ? null : JSON.stringify(to.error),
        id,
        from
      ]
    ).changes === 1
  )
}

/**
 * Lets an order wait for its request. One that was decided in the same moment is followed at once: the trigger that
 * follows a request found no order yet.
 */
export function holdAcmeOrder(writer: Writer, id: number, requestId: number): void {
  if (!moveAcmeOrder(writer, id, 'ready', { status: 'processing', requestId })) return
  run(
    writer,
    `UPDATE acme_order SET status = 'valid', certificate_id = (SELECT certificate_id FROM request WHERE id = ?)
      WHERE id = ? AND EXISTS (SELECT 1 FROM request WHERE id = ? AND state = 'issued' AND certificate_id IS NOT NULL)`,
    [requestId, id, requestId]
  )
  run(
    writer,
    `UPDATE acme_order SET status = 'invalid' WHERE id = ? AND status = 'processing'
      AND EXISTS (SELECT 1 FROM request WHERE id = ? AND state IN ('declined', 'cancelled', 'expired', 'failed'))`,
    [id, requestId]
  )
}

export function authorizationIdsOf(reader: Reader, orderId: number): number[] {
  const rows = allRows(
    reader,
    'SELECT authorization_id AS id FROM acme_order_authorization WHERE order_id = +? ORDER BY authorization_id',
    [orderId]
  )
  return (rows as { id: number }[]).map(({ id }) => id)
}

/** @returns orders that wait for an authorization */
export function openOrdersOf(reader: Reader, authorizationId: number): AcmeOrderRow[] {
  return allRows(
    reader,
    `SELECT ${order.list('o.')} FROM acme_order_authorization l JOIN acme_order o ON o.id = l.order_id
      WHERE l.authorization_id = +? AND o.status IN ('pending', 'ready')`,
    [authorizationId]
  ).map(order.decode)
}

export function countOpenAcmeOrders(reader: Reader, accountId: number, now: number): number {
  return getNumber(
    reader,
    `SELECT count(*) FROM acme_order WHERE account_id = ? AND status = 'pending' AND expires_at > ?`,
    [accountId, now]
  )
}

/** @returns the newest certificate that the account got for exactly these names, or null */
export function lastCertified(reader: Reader, accountId: number, namesKey: string): number | null {
  // A plus as in acme-authorizations.ts: the plan does not hang on the value.
  const id = getNumber(
    reader,
    `SELECT certificate_id FROM acme_order WHERE account_id = +? AND names_key = +? AND certificate_id IS NOT NULL
      ORDER BY id DESC LIMIT 1`,
    [accountId, namesKey]
  )
  return id === 0 ? null : id
}

/** @returns the newest certificate that a service gave to a device for an order made since a moment */
export function certifiedDevice(reader: Reader, serviceId: number, device: string, since: number): number | null {
  const id = getNumber(
    reader,
    `SELECT certificate_id FROM acme_order WHERE names_key = +? AND service_id = +? AND created_at >= ? AND certificate_id IS NOT NULL
      ORDER BY id DESC LIMIT 1`,
    [`permanent-identifier:${device}`, serviceId, since]
  )
  return id === 0 ? null : id
}

export function getAcmeOrderByCertificate(reader: Reader, certificateId: number): AcmeOrderRow | undefined {
  return one(order, getRow(reader, `SELECT ${order.list()} FROM acme_order WHERE certificate_id = ?`, [certificateId]))
}

/** @returns an order that replaces the certificate already and is not invalid (RFC 9773 5) */
export function orderReplacing(reader: Reader, certificateId: number, now: number): AcmeOrderRow | undefined {
  return one(
    order,
    getRow(
      reader,
      `SELECT ${order.list()} FROM acme_order WHERE replaces_certificate_id = ? AND status <> 'invalid'
        AND NOT (status IN ('pending', 'ready') AND expires_at <= ?) LIMIT 1`,
      [certificateId, now]
    )
  )
}

/** Ids of the orders of an account that are not invalid, oldest first (RFC 8555 7.1.2.1). @param after id of the last of the page before */
export function acmeOrderIds(reader: Reader, accountId: number, after: number, limit: number): number[] {
  const rows = allRows(
    reader,
    `SELECT id FROM acme_order WHERE account_id = ? AND id > ? AND status <> 'invalid' ORDER BY id LIMIT ?`,
    [accountId, after, limit]
  )
  return (rows as { id: number }[]).map(({ id }) => id)
}

/**
 * Newest first.
 * @param filter.status as it is shown: an order that lapsed before it was finalized counts as invalid
 * @param before id of the last row of the page before, or null
 */
export function listAcmeOrders(
  reader: Reader,
  filter: {
    readonly serviceId: number | null
    readonly accountId: number | null
    readonly status?: { readonly shown: AcmeOrderRow['status']; readonly now: number }
  },
  before: number | null,
  limit: number
): AcmeOrderRow[] {
  const bound: Bindable[] = [filter.accountId ?? filter.serviceId, before ?? Number.MAX_SAFE_INTEGER]
  const where =
    filter.accountId !== null ? 'account_id = ?' : filter.serviceId !== null ? 'service_id = ?' : '? IS NULL'
  const shown =
    filter.status === undefined
      ? ''
      : `AND CASE WHEN status IN ('pending', 'ready') AND expires_at <= ? THEN 'invalid' ELSE status END = ?`
  if (filter.status !== undefined) bound.push(filter.status.now, filter.status.shown)
  return allRows(
    reader,
    `SELECT ${order.list()} FROM acme_order WHERE ${where} AND id < ? ${shown} ORDER BY id DESC LIMIT ?`,
    [...bound, limit]
  ).map(order.decode)
}
