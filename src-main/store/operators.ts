import { ChanceryError } from '../../src-shared/errors.ts'
import { columns, one, rowById, updateRow } from './columns.ts'
import { allRows, getRow, run, type Reader, type Writer } from './connection.ts'

export interface OperatorRow {
  readonly id: number
  /** Unique whatever the case of its letters. */
  readonly name: string
  readonly displayName: string
  /** Names of roles. */
  readonly roles: readonly string[]
  readonly state: 'active' | 'disabled'
  readonly createdAt: number
  readonly lastSignInAt: number | null
  /** Wrong passphrases since the last right one. */
  readonly failedCount: number
  readonly blockedUntil: number | null
  readonly preferences: unknown
}

const operator = columns<OperatorRow>('operator', {
  id: 'plain',
  name: 'plain',
  displayName: 'plain',
  roles: 'json',
  state: 'plain',
  createdAt: 'plain',
  lastSignInAt: 'plain',
  failedCount: 'plain',
  blockedUntil: 'plain',
  preferences: 'json'
})

export function getOperator(reader: Reader, id: number): OperatorRow | undefined {
  return rowById(reader, operator, id)
}

export function getOperatorByName(reader: Reader, name: string): OperatorRow | undefined {
  return one(operator, getRow(reader, `SELECT ${operator.list()} FROM operator WHERE name = ?`, [name]))
}

export function listOperators(reader: Reader): OperatorRow[] {
  return allRows(reader, `SELECT ${operator.list()} FROM operator ORDER BY name`).map(operator.decode)
}

/** @throws `name-taken` */
export function insertOperator(writer: Writer, row: Omit<OperatorRow, 'id'>): number {
  if (getOperatorByName(writer, row.name) !== undefined)
    throw new ChanceryError('name-taken', `There is an operator named ${row.name} already.`)
  return run(writer, operator.insert, operator.inOrder(row)).id
}

/** @throws `not-found` */
export function updateOperator(
  writer: Writer,
  id: number,
  changes: Partial<Omit<OperatorRow, 'id' | 'createdAt'>>
): void {
  updateRow(writer, operator, id, changes)
}
