import { ChanceryError } from '../../../src-shared/errors.ts'
import { allRows, getNumber, type Reader } from '../../store/connection.ts'
import type { ReportRow, ReportValue, ReportWish } from './source.ts'
import { sourceOf } from './sources.ts'

/** Rows read at a time: memory stays the same at any length, and the file is written in pieces of some hundred kilobytes. */
const partSize = 2000

/** @returns how many rows a report has now */
export function countReport(reader: Reader, wish: ReportWish): number {
  const source = sourceOf(wish)
  const rows = `FROM ${source.from} ${whereOf(source.where)}`
  return source.groupBy === undefined
    ? getNumber(reader, `SELECT count(*) ${rows}`, source.bound)
    : getNumber(reader, `SELECT count(*) FROM (SELECT 1 ${rows} GROUP BY ${source.groupBy})`, source.bound)
}

/** Gives the rows of a report part by part, in the order in which they came to be; groups in the order of their names. */
export function* reportRows(reader: Reader, wish: ReportWish, most = Number.POSITIVE_INFINITY): Generator<ReportRow[]> {
  const source = sourceOf(wish)
  const columns = wish.parameters.columns.map((column) => {
    const expression = source.select[column]
    if (expression === undefined)
      throw new ChanceryError('invalid-input', `The report ${wish.report} has no column ${column}.`)
    return `${expression} AS "${column}"`
  })
  if (source.key === null) {
    const limit = Number.isFinite(most) ? `LIMIT ${most}` : ''
    const group = source.groupBy === undefined ? '' : `GROUP BY ${source.groupBy}`
    const order = columns.map((_, at) => at + 1).join(', ')
    yield allRows(
      reader,
      `SELECT ${columns.join(', ')} FROM ${source.from} ${whereOf(source.where)} ${group} ORDER BY ${order} ${limit}`,
      source.bound
    ).map(valuesOf)
    return
  }
  const sql = `SELECT ${columns.join(', ')}, ${source.key} AS "_key" FROM ${source.from}
    ${whereOf([...source.where, `${source.key} > @after`])} ORDER BY ${source.key} LIMIT @limit`
  let after = 0
  for (let left = most; left > 0;) {
    const limit = Math.min(partSize, left)
    const part = allRows(reader, sql, { ...source.bound, after, limit }).map(valuesOf)
    const last = part.at(-1)?.at(-1)
    if (typeof last === 'number') after = last
    if (part.length > 0) yield part.map((row) => row.slice(0, -1))
    if (part.length < limit) return
    left -= part.length
  }
}

function whereOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`
}

function valuesOf(raw: unknown): ReportRow {
  // Columns were named by us, and SQLite keeps their order; text, numbers and null are all that they hold.
  return Object.values(raw as Record<string, ReportValue>)
}
