import { ChanceryError } from '../../src-shared/errors.ts'
import type { EstAuth, EstOperationName } from '../../src-shared/model/est.ts'
import { columns, one, rowById, updateRow } from './columns.ts'
import { allRows, getNumber, getRow, run, type Bindable, type Reader, type Writer } from './connection.ts'
import { decodeCursor, encodeCursor, type Page } from './cursor.ts'

/** An EST service: one label, bound to one profile. */
export interface EstServiceRow {
  readonly id: number
  readonly name: string
  readonly label: string
  readonly profileId: number
  readonly state: 'enabled' | 'disabled' | 'deleted'
  readonly auth: EstAuth
  readonly isDefault: boolean
  /** Rows of authorities whose certificates let a client enrol. */
  readonly trustedAuthorities: readonly number[]
  /** Certificates of others that do, DER in base64. */
  readonly trustAnchors: readonly string[]
  /** The caller parses it. */
  readonly settings: unknown
  readonly createdAt: number
  readonly updatedAt: number
  readonly version: number
}

/** Who a service knows: by the hash of a password, or by one certificate. */
export interface EstClientRow {
  readonly id: number
  readonly serviceId: number
  readonly name: string
  readonly passwordSha256: Uint8Array | null
  readonly fingerprint: string | null
  /** The caller parses it. */
  readonly subject: unknown
  readonly names: readonly string[]
  /** Span that its certificates hold; null leaves it to the profile. */
  readonly validity: string | null
  readonly uses: number
  readonly maxUses: number | null
  readonly expiresAt: number | null
  readonly revokedAt: number | null
  readonly lastUsedAt: number | null
  readonly createdAt: number
}

/** What a client asked, with all its repetitions. */
export interface EstRequestRecord {
  readonly id: number
  readonly serviceId: number
  readonly clientId: number | null
  /** Who asked, in words. */
  readonly requester: string
  readonly operation: EstOperationName
  /** Names who asked what. */
  readonly contentSha256: Uint8Array
  /** Enrolments of the same content, this one included. */
  readonly attempt: number
  readonly requestId: number
  /** Null while it waits. */
  readonly certificateId: number | null
  /** Span that its certificate holds, from its client or the certificate before; null leaves it to the profile. */
  readonly validity: string | null
  readonly address: string
  readonly createdAt: number
  readonly updatedAt: number
}

const service = columns<EstServiceRow>('est_service', {
  id: 'plain',
  name: 'plain',
  label: 'plain',
  profileId: 'plain',
  state: 'plain',
  auth: 'plain',
  isDefault: 'flag',
  trustedAuthorities: 'json',
  trustAnchors: 'json',
  settings: 'json',
  createdAt: 'plain',
  updatedAt: 'plain',
  version: 'plain'
})
const client = columns<EstClientRow>('est_client', {
  id: 'plain',
  serviceId: 'plain',
  name: 'plain',
  passwordSha256: 'plain',
  fingerprint: 'plain',
  subject: 'json',
  names: 'json',
  validity: 'plain',
  uses: 'plain',
  maxUses: 'plain',
  expiresAt: 'plain',
  revokedAt: 'plain',
  lastUsedAt: 'plain',
  createdAt: 'plain'
})
const request = columns<EstRequestRecord>('est_request', {
  id: 'plain',
  serviceId: 'plain',
  clientId: 'plain',
  requester: 'plain',
  operation: 'plain',
  contentSha256: 'plain',
  attempt: 'plain',
  requestId: 'plain',
  certificateId: 'plain',
  validity: 'plain',
  address: 'plain',
  createdAt: 'plain',
  updatedAt: 'plain'
})

export function getEstService(reader: Reader, id: number): EstServiceRow | undefined {
  return rowById(reader, service, id)
}

/** Never one that was deleted: its name may belong to another. */
export function getEstServiceByName(reader: Reader, name: string): EstServiceRow | undefined {
  return one(
    service,
    getRow(reader, `SELECT ${service.list()} FROM est_service WHERE name = ? AND state <> 'deleted'`, [name])
  )
}

/** @param label null for the service of the address without one */
export function getEstServiceByLabel(reader: Reader, label: string | null): EstServiceRow | undefined {
  const [where, bound] = label === null ? ['is_default = 1', []] : ['label = ?', [label]]
  return one(
    service,
    getRow(reader, `SELECT ${service.list()} FROM est_service WHERE ${where} AND state <> 'deleted'`, bound)
  )
}

/** @returns every service that was not deleted, by name */
export function listEstServices(reader: Reader): EstServiceRow[] {
  return allRows(reader, `SELECT ${service.list()} FROM est_service WHERE state <> 'deleted' ORDER BY name`).map(
    service.decode
  )
}

/** A new default takes the place of the one before. @throws ChanceryError `name-taken` for a name or label in use */
export function insertEstService(writer: Writer, row: Omit<EstServiceRow, 'id' | 'version'>): number {
  if (getEstServiceByName(writer, row.name) !== undefined)
    throw new ChanceryError('name-taken', `There is an EST service named ${row.name} already.`)
  requireFreeLabel(writer, row.label, null)
  if (row.isDefault) run(writer, 'UPDATE est_service SET is_default = 0 WHERE is_default = 1')
  return run(writer, service.insert, service.inOrder({ ...row, version: 1 })).id
}

/** @throws ChanceryError `conflict` where the row has another version, `not-found`, `name-taken` for a label in use */
export function updateEstService(
  writer: Writer,
  id: number,
  version: number,
  changes: Partial<Omit<EstServiceRow, 'id' | 'name' | 'createdAt' | 'version'>>
): void {
  if (changes.label !== undefined) requireFreeLabel(writer, changes.label, id)
  if (changes.isDefault === true)
    run(writer, 'UPDATE est_service SET is_default = 0 WHERE is_default = 1 AND id <> ?', [id])
  updateRow(writer, service, id, changes, version)
}

function requireFreeLabel(reader: Reader, label: string, own: number | null): void {
  const holder = getEstServiceByLabel(reader, label)
  if (holder !== undefined && holder.id !== own)
    throw new ChanceryError('name-taken', `The EST service ${holder.name} has the label ${label} already.`)
}

export function getEstClient(reader: Reader, id: number): EstClientRow | undefined {
  return rowById(reader, client, id)
}

/** Never one that was revoked. */
export function getEstClientByName(reader: Reader, serviceId: number, name: string): EstClientRow | undefined {
  return one(
    client,
    getRow(reader, `SELECT ${client.list()} FROM est_client WHERE service_id = ? AND name = ? AND revoked_at IS NULL`, [
      serviceId,
      name
    ])
  )
}

/** Never one that was revoked. */
export function getEstClientByFingerprint(
  reader: Reader,
  serviceId: number,
  fingerprint: string
): EstClientRow | undefined {
  return one(
    client,
    getRow(
      reader,
      `SELECT ${client.list()} FROM est_client WHERE service_id = ? AND fingerprint = ? AND revoked_at IS NULL`,
      [serviceId, fingerprint]
    )
  )
}

/** @param serviceId null for those of every service that was not deleted */
export function listEstClients(reader: Reader, serviceId: number | null): EstClientRow[] {
  const where =
    serviceId === null ? `service_id IN (SELECT id FROM est_service WHERE state <> 'deleted')` : 'service_id = ?'
  return allRows(
    reader,
    `SELECT ${client.list()} FROM est_client WHERE ${where} ORDER BY id DESC`,
    serviceId === null ? [] : [serviceId]
  ).map(client.decode)
}

/** @throws ChanceryError `name-taken` for a name or certificate that the service knows already */
export function insertEstClient(
  writer: Writer,
  row: Omit<EstClientRow, 'id' | 'uses' | 'lastUsedAt' | 'revokedAt'>
): number {
  if (getEstClientByName(writer, row.serviceId, row.name) !== undefined)
    throw new ChanceryError('name-taken', `The service has a client named ${row.name} already.`)
  const pinned =
    row.fingerprint === null ? undefined : getEstClientByFingerprint(writer, row.serviceId, row.fingerprint)
  if (pinned !== undefined)
    throw new ChanceryError('name-taken', `The service knows this certificate already, as client ${pinned.name}.`)
  return run(writer, client.insert, client.inOrder({ ...row, uses: 0 })).id
}

/** @throws ChanceryError `not-found` */
export function updateEstClient(
  writer: Writer,
  id: number,
  changes: Partial<Pick<EstClientRow, 'passwordSha256' | 'validity' | 'maxUses' | 'expiresAt'>>
): void {
  updateRow(writer, client, id, changes)
}

/** @returns whether it was not revoked before */
export function revokeEstClient(writer: Writer, id: number, at: number): boolean {
  return run(writer, 'UPDATE est_client SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL', [at, id]).changes === 1
}

/** @returns how many were revoked */
export function revokeEstClientsOf(writer: Writer, serviceId: number, at: number): number {
  return run(writer, 'UPDATE est_client SET revoked_at = ? WHERE service_id = ? AND revoked_at IS NULL', [
    at,
    serviceId
  ]).changes
}

/** Counts a certificate of a client. @returns whether it has one left and was not revoked */
export function takeEstUse(writer: Writer, id: number, at: number): boolean {
  return (
    run(
      writer,
      `UPDATE est_client SET uses = uses + 1, last_used_at = ?
      WHERE id = ? AND revoked_at IS NULL AND (max_uses IS NULL OR uses < max_uses)`,
      [at, id]
    ).changes === 1
  )
}

/** Takes a count back whose request came to nothing. */
export function giveEstUseBack(writer: Writer, id: number): void {
  run(writer, 'UPDATE est_client SET uses = max(0, uses - 1) WHERE id = ?', [id])
}

/** @returns what this content was answered with last, or undefined */
export function getEstRequest(
  reader: Reader,
  serviceId: number,
  contentSha256: Uint8Array
): EstRequestRecord | undefined {
  return one(
    request,
    getRow(reader, `SELECT ${request.list()} FROM est_request WHERE service_id = ? AND content_sha256 = ?`, [
      serviceId,
      contentSha256
    ])
  )
}

/** Writes what became of a request; a repetition takes the row of the one before. */
export function saveEstRequest(writer: Writer, row: Omit<EstRequestRecord, 'id'>): void {
  run(
    writer,
    `${request.insert} ON CONFLICT (service_id, content_sha256) DO UPDATE SET client_id = excluded.client_id,
    requester = excluded.requester, attempt = excluded.attempt, request_id = excluded.request_id,
    certificate_id = excluded.certificate_id, validity = excluded.validity, address = excluded.address,
    created_at = CASE WHEN attempt = excluded.attempt THEN created_at ELSE excluded.created_at END,
    updated_at = excluded.updated_at`,
    request.inOrder(row)
  )
}

/** @returns rows of certificates that a client got, the newest first */
export function certificatesOfEstClient(reader: Reader, clientId: number, most: number): number[] {
  const rows = allRows(
    reader,
    `SELECT certificate_id AS id FROM est_request
    WHERE client_id = ? AND certificate_id IS NOT NULL ORDER BY certificate_id DESC LIMIT ?`,
    [clientId, most]
  )
  return (rows as { id: number }[]).map(({ id }) => id)
}

/** @returns the span that the certificate of a request was given; null for none, and for one that came by no request */
export function validityOfEstCertificate(reader: Reader, certificateId: number): string | null {
  const row = getRow(reader, 'SELECT validity FROM est_request WHERE certificate_id = +? ORDER BY id DESC LIMIT 1', [
    certificateId
  ])
  return (row as { validity: string | null } | undefined)?.validity ?? null
}

/** A certificate and key with which a service signs its own messages. */
export interface EstCertificateRow {
  readonly id: number
  readonly serviceId: number
  readonly certificateId: number
  readonly keyId: number
  readonly createdAt: number
}

const certificate = columns<EstCertificateRow>('est_certificate', {
  id: 'plain',
  serviceId: 'plain',
  certificateId: 'plain',
  keyId: 'plain',
  createdAt: 'plain'
})

export function insertEstCertificate(writer: Writer, row: Omit<EstCertificateRow, 'id'>): number {
  return run(writer, certificate.insert, certificate.inOrder(row)).id
}

/** Those of a service that were not revoked and whose private key is here, the newest first. */
export function listEstCertificates(reader: Reader, serviceId: number): EstCertificateRow[] {
  return allRows(
    reader,
    `SELECT ${certificate.list('t.')} FROM est_certificate t JOIN certificate c ON c.id = t.certificate_id
    JOIN key k ON k.id = t.key_id WHERE t.service_id = ? AND c.state = 'active' AND k.sealed IS NOT NULL ORDER BY t.id DESC`,
    [serviceId]
  ).map(certificate.decode)
}

const ORDER = 'newest'

/** A page of requests, newest first. @throws ChanceryError `malformed` for a cursor that is none */
export function listEstRequests(
  reader: Reader,
  filter: { readonly serviceId?: number | undefined; readonly clientId?: number | undefined },
  cursor: string | null,
  limit: number
): Page<EstRequestRecord> {
  const where: string[] = []
  const bound: Record<string, Bindable> = { limit: limit + 1 }
  const add = (condition: string, name: string, value: Bindable | undefined): void => {
    if (value === undefined) return
    where.push(condition)
    bound[name] = value
  }
  add('id < @before', 'before', cursor === null ? undefined : decodeCursor(ORDER, cursor).id)
  add('service_id = @serviceId', 'serviceId', filter.serviceId)
  add('client_id = @clientId', 'clientId', filter.clientId)
  const conditions = where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`
  const found = allRows(
    reader,
    `SELECT ${request.list()} FROM est_request ${conditions} ORDER BY id DESC LIMIT @limit`,
    bound
  ).map(request.decode)
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return {
    rows,
    next: found.length > limit && last !== undefined ? encodeCursor(ORDER, { value: '', id: last.id }) : null
  }
}

export function countEstClients(reader: Reader, serviceId: number): number {
  return getNumber(reader, 'SELECT count(*) FROM est_client WHERE service_id = ? AND revoked_at IS NULL', [serviceId])
}

export function countEstRequests(reader: Reader, serviceId: number): number {
  return getNumber(reader, 'SELECT count(*) FROM est_request WHERE service_id = ?', [serviceId])
}
