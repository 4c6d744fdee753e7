import { ChanceryError } from '../../src-shared/errors.ts'
import { columns, one, rowById, updateRow } from './columns.ts'
import { allRows, getRow, run, type Reader, type Writer } from './connection.ts'
import { decodeCursor, encodeCursor, type Page } from './cursor.ts'

/** A report that comes round by itself. */
export interface ReportScheduleRow {
  readonly id: number
  readonly name: string
  readonly report: string
  readonly format: string
  /** The caller parses it. */
  readonly parameters: unknown
  readonly cron: string
  readonly keep: number
  readonly mailTo: readonly string[]
  readonly enabled: boolean
  readonly operatorId: number
  readonly nextAt: number | null
  readonly createdAt: number
  readonly version: number
}

const schedule = columns<ReportScheduleRow>('report_schedule', {
  id: 'plain',
  name: 'plain',
  report: 'plain',
  format: 'plain',
  parameters: 'json',
  cron: 'plain',
  keep: 'plain',
  mailTo: 'json',
  enabled: 'flag',
  operatorId: 'plain',
  nextAt: 'plain',
  createdAt: 'plain',
  version: 'plain'
})

/** @throws ChanceryError `name-taken` */
export function insertReportSchedule(writer: Writer, row: Omit<ReportScheduleRow, 'id' | 'version'>): number {
  requireFreeName(writer, row.name)
  return run(writer, schedule.insert, schedule.inOrder({ ...row, version: 1 })).id
}

function requireFreeName(reader: Reader, name: string): void {
  if (getRow(reader, 'SELECT 1 FROM report_schedule WHERE name = ?', [name]) !== undefined)
    throw new ChanceryError('name-taken', `There is a scheduled report named ${name} already.`)
}

export function getReportSchedule(reader: Reader, id: number): ReportScheduleRow | undefined {
  return rowById(reader, schedule, id)
}

export function getReportScheduleByName(reader: Reader, name: string): ReportScheduleRow | undefined {
  return one(schedule, getRow(reader, `SELECT ${schedule.list()} FROM report_schedule WHERE name = ?`, [name]))
}

/** @returns every schedule, by name */
export function listReportSchedules(reader: Reader): ReportScheduleRow[] {
  return allRows(reader, `SELECT ${schedule.list()} FROM report_schedule ORDER BY name`).map(schedule.decode)
}

/** @throws ChanceryError `conflict` where the row has another version, `not-found`, `name-taken` */
export function updateReportSchedule(
  writer: Writer,
  { id, version, name }: Pick<ReportScheduleRow, 'id' | 'version' | 'name'>,
  changes: Partial<Omit<ReportScheduleRow, 'id' | 'version' | 'createdAt'>>
): void {
  if (changes.name !== undefined && changes.name.toLowerCase() !== name.toLowerCase())
    requireFreeName(writer, changes.name)
  updateRow(writer, schedule, id, changes, version)
}

/** Sets when a schedule runs next, without its version: nobody edited it. */
export function setReportScheduleNext(writer: Writer, id: number, nextAt: number | null): void {
  run(writer, 'UPDATE report_schedule SET next_at = ? WHERE id = ?', [nextAt, id])
}

/** Its runs stay in the history. */
export function deleteReportSchedule(writer: Writer, id: number): void {
  run(writer, 'DELETE FROM report_schedule WHERE id = ?', [id])
}

/** @returns the schedules that are due at a moment, the longest overdue first */
export function dueReportSchedules(reader: Reader, now: number): ReportScheduleRow[] {
  return allRows(
    reader,
    `SELECT ${schedule.list()} FROM report_schedule WHERE enabled = 1 AND next_at IS NOT NULL AND next_at <= ? ORDER BY next_at`,
    [now]
  ).map(schedule.decode)
}

/** A report that was made, or failed. */
export interface ReportRunRow {
  readonly id: number
  readonly report: string
  readonly format: string
  /** The caller parses it. */
  readonly parameters: unknown
  readonly operator: string
  readonly scheduleId: number | null
  readonly scheduleName: string | null
  readonly state: 'done' | 'failed'
  readonly startedAt: number
  readonly endedAt: number
  readonly dataRows: number
  /** Bytes. */
  readonly size: number
  readonly sha256: string | null
  readonly file: string | null
  readonly message: string
}

const made = columns<ReportRunRow>('report_run', {
  id: 'plain',
  report: 'plain',
  format: 'plain',
  parameters: 'json',
  operator: 'plain',
  scheduleId: 'plain',
  scheduleName: 'plain',
  state: 'plain',
  startedAt: 'plain',
  endedAt: 'plain',
  dataRows: 'plain',
  size: 'plain',
  sha256: 'plain',
  file: 'plain',
  message: 'plain'
})

export function insertReportRun(writer: Writer, row: Omit<ReportRunRow, 'id'>): number {
  return run(writer, made.insert, made.inOrder(row)).id
}

export function getReportRun(reader: Reader, id: number): ReportRunRow | undefined {
  return rowById(reader, made, id)
}

export function setReportRunMessage(writer: Writer, id: number, message: string): void {
  run(writer, 'UPDATE report_run SET message = ? WHERE id = ?', [message, id])
}

export function deleteReportRun(writer: Writer, id: number): void {
  run(writer, 'DELETE FROM report_run WHERE id = ?', [id])
}

/** Notes that the file of a run was taken away. */
export function forgetReportFile(writer: Writer, id: number): void {
  run(writer, 'UPDATE report_run SET file = NULL WHERE id = ?', [id])
}

const order = 'newest'

/** A page of the history, newest first. @throws ChanceryError `malformed` for a cursor that is none */
export function listReportRuns(
  reader: Reader,
  filter: { readonly reports: readonly string[]; readonly scheduleId?: number | undefined },
  cursor: string | null,
  limit: number
): Page<ReportRunRow> {
  const before = cursor === null ? Number.MAX_SAFE_INTEGER : decodeCursor(order, cursor).id
  const found = allRows(
    reader,
    `SELECT ${made.list()} FROM report_run WHERE id < @before AND report IN (SELECT value FROM json_each(@reports))
    AND (@schedule IS NULL OR schedule_id = @schedule) ORDER BY id DESC LIMIT @limit`,
    { before, reports: JSON.stringify(filter.reports), schedule: filter.scheduleId ?? null, limit: limit + 1 }
  ).map(made.decode)
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return {
    rows,
    next: found.length > limit && last !== undefined ? encodeCursor(order, { value: '', id: last.id }) : null
  }
}

/** @returns the newest run of every report that ended well */
export function lastReportRuns(reader: Reader): ReadonlyMap<string, number> {
  const rows = allRows(
    reader,
    `SELECT report, max(ended_at) AS at FROM report_run WHERE state = 'done' GROUP BY report`
  ) as { report: string; at: number }[]
  return new Map(rows.map(({ report, at }) => [report, at]))
}

/** @returns runs of a schedule beyond the newest `keep` whose files are still there */
export function reportFilesBeyond(reader: Reader, scheduleId: number, keep: number): ReportRunRow[] {
  return allRows(
    reader,
    `SELECT ${made.list()} FROM report_run WHERE schedule_id = ? AND file IS NOT NULL ORDER BY id DESC LIMIT -1 OFFSET ?`,
    [scheduleId, keep]
  ).map(made.decode)
}

/** @returns names of every file that the history speaks of */
export function reportFilesOnRecord(reader: Reader): ReadonlySet<string> {
  const rows = allRows(reader, 'SELECT file FROM report_run WHERE file IS NOT NULL') as { file: string }[]
  return new Set(rows.map(({ file }) => file))
}
