import { columns, one, rowById, updateRow } from './columns.ts'
import { allRows, getNumber, getRow, run, type Reader, type Writer } from './connection.ts'

/** A domain of an organization, and the proof that stands for it. */
export interface DomainRow {
  readonly id: number
  readonly organizationId: number
  /** A-labels in lower case, without asterisk. */
  readonly name: string
  readonly active: boolean
  readonly basis: 'validated' | 'asserted' | null
  readonly method: string | null
  readonly covers: 'exact' | 'subtree' | null
  readonly basisNote: string
  readonly ownerId: number | null
  readonly verifiedAt: number | null
  /** An end that a person set. */
  readonly until: number | null
  readonly evidenceId: number | null
  readonly lastOutcome: 'verified' | 'failed' | 'not-performed' | null
  readonly lastReason: string
  /** When it was told that the proof ends soon. */
  readonly noticedAt: number | null
  readonly createdAt: number
  readonly updatedAt: number
  readonly version: number
}

const domain = columns<DomainRow>('domain', {
  id: 'plain',
  organizationId: 'plain',
  name: 'plain',
  active: 'flag',
  basis: 'plain',
  method: 'plain',
  covers: 'plain',
  basisNote: 'plain',
  ownerId: 'plain',
  verifiedAt: 'plain',
  until: 'plain',
  evidenceId: 'plain',
  lastOutcome: 'plain',
  lastReason: 'plain',
  noticedAt: 'plain',
  createdAt: 'plain',
  updatedAt: 'plain',
  version: 'plain'
})

export type DomainChange = Partial<Omit<DomainRow, 'id' | 'organizationId' | 'name' | 'createdAt' | 'version'>>

export function getDomain(reader: Reader, id: number): DomainRow | undefined {
  return rowById(reader, domain, id)
}

export function getDomainByName(reader: Reader, organizationId: number, name: string): DomainRow | undefined {
  return one(
    domain,
    getRow(reader, `SELECT ${domain.list()} FROM domain WHERE organization_id = ? AND name = ?`, [organizationId, name])
  )
}

/** @returns the domains of active organizations with one of these names */
export function domainsNamed(reader: Reader, names: readonly string[]): DomainRow[] {
  return allRows(
    reader,
    `SELECT ${domain.list('d.')} FROM domain d JOIN organization o ON o.id = d.organization_id
     WHERE o.state = 'active' AND d.name IN (${names.map(() => '?').join(', ')})
     ORDER BY length(d.name) DESC, d.id`,
    names
  ).map(domain.decode)
}

export function listDomains(reader: Reader, organizationId?: number): DomainRow[] {
  return organizationId === undefined
    ? allRows(reader, `SELECT ${domain.list()} FROM domain ORDER BY name, id`).map(domain.decode)
    : allRows(reader, `SELECT ${domain.list()} FROM domain WHERE organization_id = ? ORDER BY name`, [
        organizationId
      ]).map(domain.decode)
}

export function insertDomain(writer: Writer, row: Omit<DomainRow, 'id' | 'version'>): number {
  return run(writer, domain.insert, domain.inOrder({ ...row, version: 1 })).id
}

/** @throws ChanceryError `conflict` where the row has another version */
export function updateDomain(writer: Writer, id: number, version: number, changes: DomainChange): void {
  updateRow(writer, domain, id, changes, version)
}

export function deleteDomain(writer: Writer, id: number): void {
  run(writer, 'DELETE FROM domain WHERE id = ?', [id])
}

export function countDomains(reader: Reader, organizationId: number): number {
  return getNumber(reader, 'SELECT count(*) FROM domain WHERE organization_id = ?', [organizationId])
}
