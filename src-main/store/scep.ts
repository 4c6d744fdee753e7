import { ChanceryError } from '../../src-shared/errors.ts'
import { columns, one, rowById, updateRow } from './columns.ts'
import type { CertificateRecord } from './certificates.ts'
import { allRows, getRow, remembered, run, type Reader, type Writer } from './connection.ts'

/** A SCEP service: an address with keys and certificates of its own, bound to a profile. */
export interface ScepServiceRow {
  readonly id: number
  readonly name: string
  readonly profileId: number
  readonly state: 'enabled' | 'disabled' | 'deleted'
  /** The caller parses it. */
  readonly settings: unknown
  /** Who may read the page with one-time secrets; null where nobody may. */
  readonly pageUser: string | null
  readonly pageHash: Uint8Array | null
  /** Sealed; null where the validator asks for none. */
  readonly validatorToken: Uint8Array | null
  readonly createdAt: number
  readonly updatedAt: number
  readonly version: number
}

const service = columns<ScepServiceRow>('scep_service', {
  id: 'plain',
  name: 'plain',
  profileId: 'plain',
  state: 'plain',
  settings: 'json',
  pageUser: 'plain',
  pageHash: 'plain',
  validatorToken: 'plain',
  createdAt: 'plain',
  updatedAt: 'plain',
  version: 'plain'
})

export function getScepService(reader: Reader, id: number): ScepServiceRow | undefined {
  return rowById(reader, service, id)
}

/** Never one that was deleted: its name may belong to another. */
export function getScepServiceByName(reader: Reader, name: string): ScepServiceRow | undefined {
  return one(
    service,
    getRow(reader, `SELECT ${service.list()} FROM scep_service WHERE name = ? AND state <> 'deleted'`, [name])
  )
}

/** @returns every service that was not deleted, by name */
export function listScepServices(reader: Reader): ScepServiceRow[] {
  return allRows(reader, `SELECT ${service.list()} FROM scep_service WHERE state <> 'deleted' ORDER BY name`).map(
    service.decode
  )
}

/** @throws ChanceryError `name-taken` */
export function insertScepService(
  writer: Writer,
  row: Pick<ScepServiceRow, 'name' | 'profileId' | 'state' | 'settings' | 'createdAt' | 'updatedAt'>
): number {
  if (getScepServiceByName(writer, row.name) !== undefined)
    throw new ChanceryError('name-taken', `There is a SCEP service named ${row.name} already.`)
  return run(writer, service.insert, service.inOrder({ ...row, version: 1 })).id
}

/** @throws ChanceryError `conflict` where the row has another version, `not-found` */
export function updateScepService(
  writer: Writer,
  id: number,
  version: number,
  changes: Partial<
    Pick<ScepServiceRow, 'profileId' | 'settings' | 'state' | 'pageUser' | 'pageHash' | 'validatorToken' | 'updatedAt'>
  >
): void {
  updateRow(writer, service, id, changes, version)
}

/** A certificate and key of a service: what devices encrypt to, and what signs the answers. */
export interface ScepCertificateRow {
  readonly id: number
  readonly serviceId: number
  readonly authorityId: number
  readonly certificateId: number
  readonly keyId: number
  /** When the next one takes its place, Unix ms. */
  readonly renewAt: number
  readonly createdAt: number
}

const certificate = columns<ScepCertificateRow>('scep_certificate', {
  id: 'plain',
  serviceId: 'plain',
  authorityId: 'plain',
  certificateId: 'plain',
  keyId: 'plain',
  renewAt: 'plain',
  createdAt: 'plain'
})

export function insertScepCertificate(writer: Writer, row: Omit<ScepCertificateRow, 'id'>): number {
  return run(writer, certificate.insert, certificate.inOrder(row)).id
}

/**
 * Those of a service whose private key is here, the newest first.
 * @param now Unix ms: only those that are valid then and were not revoked; null gives all
 */
export function listScepCertificates(reader: Reader, serviceId: number, now: number | null): ScepCertificateRow[] {
  // Every message asks; what the clock does not change is remembered.
  return remembered(reader, 'scep certificates', serviceId, () => readCertificates(reader, serviceId))
    .filter(
      ({ state, notBefore, notAfter }) => now === null || (state === 'active' && notBefore <= now && notAfter > now)
    )
    .map(({ row }) => row)
}

interface KeptCertificate {
  readonly row: ScepCertificateRow
  readonly state: CertificateRecord['state']
  readonly notBefore: number
  readonly notAfter: number
}

function readCertificates(reader: Reader, serviceId: number): readonly KeptCertificate[] {
  const rows = allRows(
    reader,
    `SELECT ${certificate.list('s.')}, c.state AS state, c.not_before AS notBefore, c.not_after AS notAfter
    FROM scep_certificate s JOIN certificate c ON c.id = s.certificate_id
    JOIN key k ON k.id = s.key_id WHERE s.service_id = ? AND k.sealed IS NOT NULL ORDER BY s.id DESC`,
    [serviceId]
  ) as Omit<KeptCertificate, 'row'>[]
  return rows.map((raw) => ({
    row: certificate.decode(raw),
    state: raw.state,
    notBefore: raw.notBefore,
    notAfter: raw.notAfter
  }))
}
