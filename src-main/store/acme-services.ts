import { ChanceryError } from '../../src-shared/errors.ts'
import { columns, one, rowById, updateRow } from './columns.ts'
import { allRows, getNumber, getRow, remembered, run, type Reader, type Writer } from './connection.ts'

/** One directory address, bound to one profile. */
export interface AcmeServiceRow {
  readonly id: number
  readonly name: string
  readonly profileId: number
  readonly state: 'enabled' | 'disabled'
  readonly eab: 'none' | 'fixed' | 'random'
  readonly approvedNames: readonly string[]
  /** The caller parses it. */
  readonly settings: unknown
  readonly isDefault: boolean
  readonly createdAt: number
  readonly updatedAt: number
  readonly version: number
}

/** A key that accounts are registered with. Its HMAC key lies sealed. */
export interface AcmeEabRow {
  readonly id: number
  readonly serviceId: number
  readonly name: string
  readonly keyId: string
  readonly sealed: Uint8Array
  readonly names: readonly string[]
  readonly subject: unknown
  /** Span that certificates of its accounts hold; null leaves it to the profile. */
  readonly validity: string | null
  readonly maxAccounts: number | null
  readonly accounts: number
  readonly expiresAt: number | null
  readonly revokedAt: number | null
  readonly createdAt: number
  readonly createdBy: number | null
}

const service = columns<AcmeServiceRow>('acme_service', {
  id: 'plain',
  name: 'plain',
  profileId: 'plain',
  state: 'plain',
  eab: 'plain',
  approvedNames: 'json',
  settings: 'json',
  isDefault: 'flag',
  createdAt: 'plain',
  updatedAt: 'plain',
  version: 'plain'
})
const eab = columns<AcmeEabRow>('acme_eab', {
  id: 'plain',
  serviceId: 'plain',
  name: 'plain',
  keyId: 'plain',
  sealed: 'plain',
  names: 'json',
  subject: 'json',
  validity: 'plain',
  maxAccounts: 'plain',
  accounts: 'plain',
  expiresAt: 'plain',
  revokedAt: 'plain',
  createdAt: 'plain',
  createdBy: 'plain'
})

export function getAcmeService(reader: Reader, id: number): AcmeServiceRow | undefined {
  return rowById(reader, service, id)
}

export function getAcmeServiceByName(reader: Reader, name: string): AcmeServiceRow | undefined {
  return remembered(reader, 'acme service', name, () =>
    one(service, getRow(reader, `SELECT ${service.list()} FROM acme_service WHERE name = ?`, [name]))
  )
}

/** @returns the service of the address without a name, or undefined */
export function getDefaultAcmeService(reader: Reader): AcmeServiceRow | undefined {
  return one(service, getRow(reader, `SELECT ${service.list()} FROM acme_service WHERE is_default = 1`))
}

export function listAcmeServices(reader: Reader): AcmeServiceRow[] {
  return allRows(reader, `SELECT ${service.list()} FROM acme_service ORDER BY name`).map(service.decode)
}

/** The first default wins its place from any other. @throws ChanceryError `name-taken` */
export function insertAcmeService(writer: Writer, row: Omit<AcmeServiceRow, 'id' | 'version'>): number {
  if (getAcmeServiceByName(writer, row.name) !== undefined)
    throw new ChanceryError('name-taken', `There is an ACME service named ${row.name} already.`)
  if (row.isDefault) run(writer, 'UPDATE acme_service SET is_default = 0 WHERE is_default = 1')
  return run(writer, service.insert, service.inOrder({ ...row, version: 1 })).id
}

/** @throws ChanceryError `conflict` where the row has another version, `not-found` */
export function updateAcmeService(
  writer: Writer,
  id: number,
  version: number,
  changes: Partial<
    Pick<AcmeServiceRow, 'profileId' | 'state' | 'eab' | 'approvedNames' | 'settings' | 'isDefault' | 'updatedAt'>
  >
): void {
  if (changes.isDefault === true)
    run(writer, 'UPDATE acme_service SET is_default = 0 WHERE is_default = 1 AND id <> ?', [id])
  updateRow(writer, service, id, changes, version)
}

export function countAcmeAccounts(reader: Reader, serviceId: number): number {
  return getNumber(reader, 'SELECT count(*) FROM acme_account WHERE service_id = ?', [serviceId])
}

export function countAcmeOrders(reader: Reader, serviceId: number): number {
  return getNumber(reader, 'SELECT count(*) FROM acme_order WHERE service_id = ?', [serviceId])
}

export function getAcmeEab(reader: Reader, id: number): AcmeEabRow | undefined {
  return rowById(reader, eab, id)
}

export function getAcmeEabByKeyId(reader: Reader, keyId: string): AcmeEabRow | undefined {
  return one(eab, getRow(reader, `SELECT ${eab.list()} FROM acme_eab WHERE key_id = ?`, [keyId]))
}

export function listAcmeEabs(reader: Reader, serviceId: number | null): AcmeEabRow[] {
  return allRows(
    reader,
    `SELECT ${eab.list()} FROM acme_eab WHERE @serviceId IS NULL OR service_id = @serviceId ORDER BY id DESC`,
    { serviceId }
  ).map(eab.decode)
}

/** @throws ChanceryError `name-taken` */
export function insertAcmeEab(writer: Writer, row: Omit<AcmeEabRow, 'id' | 'accounts' | 'revokedAt'>): number {
  const taken = getRow(writer, 'SELECT 1 FROM acme_eab WHERE service_id = ? AND name = ? AND revoked_at IS NULL', [
    row.serviceId,
    row.name
  ])
  if (taken !== undefined)
    throw new ChanceryError('name-taken', `The service has an EAB credential named ${row.name} already.`)
  return run(writer, eab.insert, eab.inOrder({ ...row, accounts: 0, revokedAt: null })).id
}

/** @returns false where it was revoked before */
export function revokeAcmeEab(writer: Writer, id: number, at: number): boolean {
  return run(writer, 'UPDATE acme_eab SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL', [at, id]).changes === 1
}

/** Ends every credential of a service that still registers accounts. @returns how many */
export function revokeAcmeEabsOf(writer: Writer, serviceId: number, at: number): number {
  return run(writer, 'UPDATE acme_eab SET revoked_at = ? WHERE service_id = ? AND revoked_at IS NULL', [at, serviceId])
    .changes
}

/** Takes one of the accounts that a credential may make. @returns false where none is left, or it has ended meanwhile */
export function useAcmeEab(writer: Writer, id: number, now: number): boolean {
  return (
    run(
      writer,
      `UPDATE acme_eab SET accounts = accounts + 1 WHERE id = ? AND revoked_at IS NULL
      AND (max_accounts IS NULL OR accounts < max_accounts) AND (expires_at IS NULL OR expires_at > ?)`,
      [id, now]
    ).changes === 1
  )
}
