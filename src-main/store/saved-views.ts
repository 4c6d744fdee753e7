import { ChanceryError } from '../../src-shared/errors.ts'
import { columns, one } from './columns.ts'
import { allRows, getNumber, getRow, run, type Reader, type Writer } from './connection.ts'

/** A list with its filters under a name. */
export interface SavedViewRow {
  readonly id: number
  /** The list that it is of, e.g. `certificates`. */
  readonly list: string
  readonly operatorId: number
  /** Once per operator and list, whatever the case of its letters. */
  readonly name: string
  /** Filters as they stand in the address of the page. */
  readonly query: string
  /** Columns that are shown; null leaves them to the list. */
  readonly shown: readonly string[] | null
  /** Everybody with this role sees it too. */
  readonly role: string | null
  readonly updatedAt: number
}

const view = columns<SavedViewRow>('saved_view', {
  id: 'plain',
  list: 'plain',
  operatorId: 'plain',
  name: 'plain',
  query: 'plain',
  shown: 'json',
  role: 'plain',
  updatedAt: 'plain'
})

/** Views of one operator and list; more is a mistake of a program. */
export const mostViews = 100

/** @returns the operator's own views of a list and those that are shared to one of the roles, by name */
export function listSavedViews(
  reader: Reader,
  list: string,
  operatorId: number,
  roles: readonly string[]
): SavedViewRow[] {
  return allRows(
    reader,
    `SELECT ${view.list()} FROM saved_view WHERE list = @list AND operator_id = @operatorId
     UNION SELECT ${view.list()} FROM saved_view WHERE list = @list AND role IS NOT NULL AND role IN (SELECT value FROM json_each(@roles))
     ORDER BY name, id`,
    { list, operatorId, roles: JSON.stringify(roles) }
  ).map(view.decode)
}

export function getSavedView(reader: Reader, id: number): SavedViewRow | undefined {
  return one(view, getRow(reader, view.selectById, [id]))
}

/** Writes a view; one of the same operator, list and name is replaced. @returns its id. @throws `conflict` beyond `mostViews` */
export function saveView(writer: Writer, row: Omit<SavedViewRow, 'id'>): number {
  const key = [row.operatorId, row.list, row.name]
  const known = getNumber(writer, 'SELECT id FROM saved_view WHERE operator_id = ? AND list = ? AND name = ?', key)
  if (known !== 0) {
    run(writer, 'UPDATE saved_view SET name = ?, query = ?, shown = ?, role = ?, updated_at = ? WHERE id = ?', [
      row.name,
      row.query,
      row.shown === null ? null : JSON.stringify(row.shown),
      row.role,
      row.updatedAt,
      known
    ])
    return known
  }
  const held = getNumber(writer, 'SELECT count(*) FROM saved_view WHERE operator_id = ? AND list = ?', key.slice(0, 2))
  if (held >= mostViews)
    throw new ChanceryError(
      'conflict',
      `There are ${held} views of this list already. Remove some that you do not use.`
    )
  return run(writer, view.insert, view.inOrder(row)).id
}

export function removeSavedView(writer: Writer, id: number): void {
  run(writer, 'DELETE FROM saved_view WHERE id = ?', [id])
}
