import { ChanceryError } from '../../src-shared/errors.ts'
import { columns, one, rowById, updateRow } from './columns.ts'
import { allRows, getRow, run, type Reader, type Writer } from './connection.ts'

/** A CMP service: an address, a profile, and who may ask. */
export interface CmpServiceRow {
  readonly id: number
  readonly name: string
  readonly profileId: number
  readonly authorityId: number
  readonly state: 'enabled' | 'disabled' | 'deleted'
  /** The caller parses it. */
  readonly settings: unknown
  readonly createdAt: number
  readonly updatedAt: number
  readonly version: number
}

const service = columns<CmpServiceRow>('cmp_service', {
  id: 'plain',
  name: 'plain',
  profileId: 'plain',
  authorityId: 'plain',
  state: 'plain',
  settings: 'json',
  createdAt: 'plain',
  updatedAt: 'plain',
  version: 'plain'
})

export function getCmpService(reader: Reader, id: number): CmpServiceRow | undefined {
  return rowById(reader, service, id)
}

/** Never one that was deleted: its name may belong to another. */
export function getCmpServiceByName(reader: Reader, name: string): CmpServiceRow | undefined {
  return one(
    service,
    getRow(reader, `SELECT ${service.list()} FROM cmp_service WHERE name = ? AND state <> 'deleted'`, [name])
  )
}

/** @returns every service that was not deleted, by name */
export function listCmpServices(reader: Reader): CmpServiceRow[] {
  return allRows(reader, `SELECT ${service.list()} FROM cmp_service WHERE state <> 'deleted' ORDER BY name`).map(
    service.decode
  )
}

/** @throws ChanceryError `name-taken` */
export function insertCmpService(writer: Writer, row: Omit<CmpServiceRow, 'id' | 'version'>): number {
  if (getCmpServiceByName(writer, row.name) !== undefined)
    throw new ChanceryError('name-taken', `There is a CMP service named ${row.name} already.`)
  return run(writer, service.insert, service.inOrder({ ...row, version: 1 })).id
}

/** @throws ChanceryError `conflict` where the row has another version, `not-found` */
export function updateCmpService(
  writer: Writer,
  id: number,
  version: number,
  changes: Partial<Pick<CmpServiceRow, 'settings' | 'state' | 'profileId' | 'authorityId' | 'updatedAt'>>
): void {
  updateRow(writer, service, id, changes, version)
}

/** A certificate and key with which a service protects its answers. */
export interface CmpCertificateRow {
  readonly id: number
  readonly serviceId: number
  readonly certificateId: number
  readonly keyId: number
  /** When the next one takes its place, Unix ms. */
  readonly renewAt: number
  readonly createdAt: number
}

const certificate = columns<CmpCertificateRow>('cmp_certificate', {
  id: 'plain',
  serviceId: 'plain',
  certificateId: 'plain',
  keyId: 'plain',
  renewAt: 'plain',
  createdAt: 'plain'
})

export function insertCmpCertificate(writer: Writer, row: Omit<CmpCertificateRow, 'id'>): number {
  return run(writer, certificate.insert, certificate.inOrder(row)).id
}

/** Those of a service that were not revoked and whose private key is here, the newest first. */
export function listCmpCertificates(reader: Reader, serviceId: number): CmpCertificateRow[] {
  return allRows(
    reader,
    `SELECT ${certificate.list('t.')} FROM cmp_certificate t JOIN certificate c ON c.id = t.certificate_id
    JOIN key k ON k.id = t.key_id WHERE t.service_id = ? AND c.state = 'active' AND k.sealed IS NOT NULL ORDER BY t.id DESC`,
    [serviceId]
  ).map(certificate.decode)
}

/** @returns the newest of them that is valid now */
export function getCmpCertificateNow(reader: Reader, serviceId: number, now: number): CmpCertificateRow | undefined {
  return one(
    certificate,
    getRow(
      reader,
      `SELECT ${certificate.list('t.')} FROM cmp_certificate t JOIN certificate c ON c.id = t.certificate_id
      JOIN key k ON k.id = t.key_id WHERE t.service_id = +? AND c.state = 'active' AND k.sealed IS NOT NULL
      AND c.not_before <= +? AND c.not_after > +? ORDER BY t.id DESC LIMIT 1`,
      [serviceId, now, now]
    )
  )
}
