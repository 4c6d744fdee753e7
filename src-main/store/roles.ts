import { ChanceryError } from '../../src-shared/errors.ts'
import { columns, one, updateRow } from './columns.ts'
import { allRows, getRow, run, type Reader, type Writer } from './connection.ts'

export interface RoleRow {
  readonly id: number
  readonly name: string
  readonly label: string
  readonly permissions: readonly string[]
  /** Built-in roles are neither changed nor deleted. */
  readonly builtIn: boolean
}

const role = columns<RoleRow>('role', {
  id: 'plain',
  name: 'plain',
  label: 'plain',
  permissions: 'json',
  builtIn: 'flag'
})

export function listRoles(reader: Reader): RoleRow[] {
  return allRows(reader, `SELECT ${role.list()} FROM role ORDER BY built_in DESC, id`).map(role.decode)
}

export function getRoleByName(reader: Reader, name: string): RoleRow | undefined {
  return one(role, getRow(reader, `SELECT ${role.list()} FROM role WHERE name = ?`, [name]))
}

/** @throws `name-taken` */
export function insertRole(writer: Writer, row: Omit<RoleRow, 'id'>): number {
  if (getRoleByName(writer, row.name) !== undefined)
    throw new ChanceryError('name-taken', `There is a role named ${row.name} already.`)
  return run(writer, role.insert, role.inOrder(row)).id
}

/** @throws `not-found` */
export function updateRole(writer: Writer, id: number, changes: Partial<Pick<RoleRow, 'label' | 'permissions'>>): void {
  updateRow(writer, role, id, changes)
}

/** Deletes a role of the installation. @returns false where there is none, or it is built in */
export function deleteRole(writer: Writer, id: number): boolean {
  return run(writer, 'DELETE FROM role WHERE id = ? AND built_in = 0', [id]).changes === 1
}
