import { ChanceryError } from '../../src-shared/errors.ts'
import { columns, one, rowById, updateRow } from './columns.ts'
import { remembered, allRows, getNumber, getRow, run, type Reader, type Writer } from './connection.ts'

/** Whose names are certified. Every installation has one from the beginning. */
export interface OrganizationRow {
  readonly id: number
  readonly name: string
  readonly state: 'active' | 'inactive'
  readonly names: 'approved-only' | 'approved-or-new' | 'new-per-requester'
  readonly caa: 'inherit' | 'off' | 'warn' | 'enforce'
  readonly note: string
  readonly createdAt: number
  readonly updatedAt: number
  readonly version: number
}

const organization = columns<OrganizationRow>('organization', {
  id: 'plain',
  name: 'plain',
  state: 'plain',
  names: 'plain',
  caa: 'plain',
  note: 'plain',
  createdAt: 'plain',
  updatedAt: 'plain',
  version: 'plain'
})

export function getOrganization(reader: Reader, id: number): OrganizationRow | undefined {
  return rowById(reader, organization, id)
}

export function getOrganizationByName(reader: Reader, name: string): OrganizationRow | undefined {
  return one(organization, getRow(reader, `SELECT ${organization.list()} FROM organization WHERE name = ?`, [name]))
}

/** @returns the one that stands for all where nobody names one */
export function firstOrganization(reader: Reader): OrganizationRow | undefined {
  return one(organization, getRow(reader, `SELECT ${organization.list()} FROM organization ORDER BY id LIMIT 1`))
}

export function listOrganizations(reader: Reader): OrganizationRow[] {
  return allRows(reader, `SELECT ${organization.list()} FROM organization ORDER BY name`).map(organization.decode)
}

/** @throws ChanceryError `name-taken` */
export function insertOrganization(writer: Writer, row: Omit<OrganizationRow, 'id' | 'version'>): number {
  requireFreeName(writer, row.name)
  return run(writer, organization.insert, organization.inOrder({ ...row, version: 1 })).id
}

/** @throws ChanceryError `name-taken`, `conflict` where the row has another version */
export function updateOrganization(
  writer: Writer,
  id: number,
  version: number,
  changes: Partial<Omit<OrganizationRow, 'id' | 'version' | 'createdAt'>>
): void {
  if (changes.name !== undefined) requireFreeName(writer, changes.name, id)
  updateRow(writer, organization, id, changes, version)
}

/** The first organization comes with the tables, before anybody knows the day: it gets that of the first run. */
export function dateFirstOrganization(writer: Writer, now: number): void {
  run(writer, 'UPDATE organization SET created_at = ?, updated_at = ? WHERE created_at = 0', [now, now])
}

export function deleteOrganization(writer: Writer, id: number): void {
  run(writer, 'DELETE FROM organization WHERE id = ?', [id])
}

export function countOrganizations(reader: Reader): number {
  return getNumber(reader, 'SELECT count(*) FROM organization')
}

function requireFreeName(reader: Reader, name: string, own?: number): void {
  const other = getOrganizationByName(reader, name)
  if (other !== undefined && other.id !== own)
    throw new ChanceryError('name-taken', `There is an organization named ${other.name} already.`)
}

/** @returns whether CAA is looked at for some organization although the installation may not ask for it */
export function anyOrganizationAsksForCaa(reader: Reader): boolean {
  return remembered(
    reader,
    'caa of organizations',
    0,
    () => getNumber(reader, "SELECT EXISTS (SELECT 1 FROM organization WHERE caa IN ('warn', 'enforce'))") === 1
  )
}
