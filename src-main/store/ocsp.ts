import type { HashName } from '../../src-shared/model/algorithm.ts'
import { columns, one } from './columns.ts'
import { keyIsHad } from './keys.ts'
import { allRows, getNumber, getRow, run, type Reader, type Writer } from './connection.ts'

/** An authority whose certificates are answered for. */
export interface OcspServiceRow {
  readonly authorityId: number
  readonly state: 'enabled' | 'disabled'
  readonly settings: unknown
  /** The address of the responder that Chancery wrote into the authority's settings; null where the operator's own stands. */
  readonly ownAddress: string | null
  readonly createdAt: number
  readonly updatedAt: number
}

const service = columns<OcspServiceRow>('ocsp_service', {
  authorityId: 'plain',
  state: 'plain',
  settings: 'json',
  ownAddress: 'plain',
  createdAt: 'plain',
  updatedAt: 'plain'
})

/** Writes the service of an authority, or what has changed of it. */
export function saveOcspService(writer: Writer, row: OcspServiceRow): void {
  run(
    writer,
    `${service.insert} ON CONFLICT (authority_id) DO UPDATE SET state = excluded.state, settings = excluded.settings, own_address = excluded.own_address, updated_at = excluded.updated_at`,
    service.inOrder(row)
  )
}

export function getOcspService(reader: Reader, authorityId: number): OcspServiceRow | undefined {
  return one(
    service,
    getRow(reader, `SELECT ${service.list()} FROM ocsp_service WHERE authority_id = ?`, [authorityId])
  )
}

/** Services of every authority that has one, by authority. */
export function listOcspServices(reader: Reader): OcspServiceRow[] {
  return allRows(reader, `SELECT ${service.list()} FROM ocsp_service ORDER BY authority_id`).map(service.decode)
}

export function listEnabledOcspServices(reader: Reader): OcspServiceRow[] {
  return allRows(
    reader,
    `SELECT ${service.list()} FROM ocsp_service WHERE state = 'enabled' ORDER BY authority_id`
  ).map(service.decode)
}

/** A delegated responder's certificate and key. */
export interface OcspResponderRow {
  readonly id: number
  readonly authorityId: number
  readonly certificateId: number
  readonly keyId: number
  readonly createdAt: number
}

const responder = columns<OcspResponderRow>('ocsp_responder', {
  id: 'plain',
  authorityId: 'plain',
  certificateId: 'plain',
  keyId: 'plain',
  createdAt: 'plain'
})

export function insertOcspResponder(writer: Writer, row: Omit<OcspResponderRow, 'id'>): number {
  return run(writer, responder.insert, responder.inOrder(row)).id
}

/** Responders of an authority whose certificate was not revoked and whose private key is here or on a token, the newest first. */
export function listOcspResponders(reader: Reader, authorityId: number): OcspResponderRow[] {
  return allRows(
    reader,
    `SELECT ${responder.list('r.')} FROM ocsp_responder r JOIN certificate c ON c.id = r.certificate_id
    JOIN key k ON k.id = r.key_id WHERE r.authority_id = ? AND c.state = 'active' AND ${keyIsHad('k')} ORDER BY r.id DESC`,
    [authorityId]
  ).map(responder.decode)
}

/** Every responder that an authority had, the newest first, with or without key. */
export function listOcspResponderHistory(reader: Reader, authorityId: number): OcspResponderRow[] {
  return allRows(
    reader,
    `SELECT ${responder.list()} FROM ocsp_responder WHERE authority_id = ? ORDER BY id DESC LIMIT 200`,
    [authorityId]
  ).map(responder.decode)
}

/** What of a certificate decides how it is answered for. */
export interface StatusRow {
  readonly id: number
  readonly serial: string
  readonly state: 'active' | 'suspended' | 'revoked'
  readonly revokedAt: number | null
  readonly revocationReason: string | null
  readonly notAfter: number
}

const statusFields =
  'id, serial, state, revoked_at AS revokedAt, revocation_reason AS revocationReason, not_after AS notAfter'

/** Reads those columns alone: a question is answered in less time than the whole row takes to decode. */
export function getStatusBySerial(reader: Reader, authorityId: number, serial: string): StatusRow | undefined {
  return getRow(reader, `SELECT ${statusFields} FROM certificate WHERE authority_id = ? AND serial = ?`, [
    authorityId,
    serial
  ]) as StatusRow | undefined
}

export function getStatusById(reader: Reader, certificateId: number): StatusRow | undefined {
  return getRow(reader, `SELECT ${statusFields} FROM certificate WHERE id = ?`, [certificateId]) as
    StatusRow | undefined
}

/** A response signed ahead for one certificate, as a question with one hash names it. */
export interface OcspResponseRow {
  readonly certificateId: number
  readonly hash: HashName
  readonly authorityId: number
  readonly producedAt: number
  readonly nextUpdate: number
  readonly der: Uint8Array
}

const response = columns<OcspResponseRow>('ocsp_response', {
  certificateId: 'plain',
  hash: 'plain',
  authorityId: 'plain',
  producedAt: 'plain',
  nextUpdate: 'plain',
  der: 'plain'
})

export function getOcspResponse(reader: Reader, certificateId: number, hash: HashName): OcspResponseRow | undefined {
  return one(
    response,
    getRow(reader, `SELECT ${response.list()} FROM ocsp_response WHERE certificate_id = ? AND hash = ?`, [
      certificateId,
      hash
    ])
  )
}

/** What a response says; it is kept only where this is still so. */
export interface SignedStatus {
  readonly state: 'active' | 'suspended' | 'revoked'
  readonly revokedAt: number | null
}

/** Keeps a response in place of an older one. @returns false where the status of the certificate has changed since it was read */
export function keepOcspResponse(writer: Writer, row: OcspResponseRow, status: SignedStatus): boolean {
  const now = getRow(writer, 'SELECT 1 FROM certificate WHERE id = ? AND state = ? AND revoked_at IS ?', [
    row.certificateId,
    status.state,
    status.revokedAt
  ])
  if (now === undefined) return false
  run(writer, response.insert.replace('INSERT', 'INSERT OR REPLACE'), response.inOrder(row))
  return true
}

/** Lets every response of an authority go: its responder is not to be believed any more, or nobody asks. */
export function dropOcspResponses(writer: Writer, authorityId: number): void {
  run(writer, 'DELETE FROM ocsp_response WHERE authority_id = ?', [authorityId])
}

/** @returns how many responses are kept for an authority */
export function countOcspResponses(reader: Reader, authorityId: number): number {
  return getNumber(reader, 'SELECT count(*) FROM ocsp_response WHERE authority_id = ?', [authorityId])
}

/** A response that is to be signed ahead. */
export interface WantedOcspResponse {
  readonly certificateId: number
  readonly hash: HashName
}

/** Responses made before a moment whose certificate has not expired, the oldest first. */
export function listAgedOcspResponses(
  reader: Reader,
  authorityId: number,
  bounds: { readonly producedBefore: number; readonly now: number; readonly limit: number }
): WantedOcspResponse[] {
  return allRows(
    reader,
    `SELECT r.certificate_id AS certificateId, r.hash AS hash FROM ocsp_response r JOIN certificate c ON c.id = r.certificate_id
    WHERE r.authority_id = ? AND r.produced_at <= ? AND c.not_after >= ? ORDER BY r.produced_at, r.certificate_id LIMIT ?`,
    [authorityId, bounds.producedBefore, bounds.now, bounds.limit]
  ) as WantedOcspResponse[]
}

/** Certificates of an authority that have not expired and no response for this hash, by number. */
export function listUnansweredCertificates(
  reader: Reader,
  authorityId: number,
  bounds: { readonly hash: HashName; readonly now: number; readonly limit: number }
): WantedOcspResponse[] {
  return allRows(
    reader,
    `SELECT c.id AS certificateId, ? AS hash FROM certificate c WHERE c.authority_id = ? AND c.not_after >= ?
    AND NOT EXISTS (SELECT 1 FROM ocsp_response r WHERE r.certificate_id = c.id AND r.hash = ?) ORDER BY c.id LIMIT ?`,
    [bounds.hash, authorityId, bounds.now, bounds.hash, bounds.limit]
  ) as WantedOcspResponse[]
}

/** @returns when the oldest response of an authority was made whose certificate has not expired; null where there is none */
export function oldestOcspResponse(reader: Reader, authorityId: number, now: number): number | null {
  const row = getRow(
    reader,
    `SELECT r.produced_at AS at FROM ocsp_response r JOIN certificate c ON c.id = r.certificate_id
    WHERE r.authority_id = ? AND c.not_after >= ? ORDER BY r.produced_at LIMIT 1`,
    [authorityId, now]
  )
  return typeof row === 'object' && row !== null && 'at' in row && typeof row.at === 'number' ? row.at : null
}

/** Lets responses go that nobody may use any more. @returns how many */
export function pruneOcspResponses(writer: Writer, nextUpdateBefore: number): number {
  return run(writer, 'DELETE FROM ocsp_response WHERE next_update < ?', [nextUpdateBefore]).changes
}

/** @returns since when a serial number stands on the CRL although its certificate was lost in a crash; null for any other */
export function lostSerialRevokedAt(reader: Reader, authorityId: number, serial: string): number | null {
  const row = getRow(reader, 'SELECT revoked_at AS at FROM reservation WHERE authority_id = ? AND serial = ?', [
    authorityId,
    serial
  ])
  return typeof row === 'object' && row !== null && 'at' in row && typeof row.at === 'number' ? row.at : null
}
