import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { largestDownload, previewRows, type ReportRun } from '../../src-shared/api/reports.ts'
import type { ProducedFile } from '../../src-shared/api/shapes.ts'
import { ChanceryError } from '../../src-shared/errors.ts'
import type { Actor } from '../../src-shared/model/channel.ts'
import type { Permission } from '../../src-shared/model/permission.ts'
import type {
  ReportFormat,
  ReportKind,
  ReportLanguage,
  ReportParameters,
  ResolvedParameters
} from '../../src-shared/model/report.ts'
import { reportWords } from '../../src-shared/model/report-words.ts'
import { recordAudit } from '../ca/audit.ts'
import type { CaContext } from '../ca/context.ts'
import { valueText } from '../reports/runs/plan.ts'
import { previewInWorker, writeInWorker } from '../reports/runs/in-worker.ts'
import { requireReportRights, resolveParameters, runView } from '../reports/runs/resolve.ts'
import { afterCommit } from '../store/connection.ts'
import { getOperator } from '../store/operators.ts'
import {
  deleteReportRun,
  forgetReportFile,
  getReportRun,
  insertReportRun,
  lastReportRuns,
  listReportRuns,
  reportFilesBeyond,
  reportFilesOnRecord,
  type ReportRunRow,
  type ReportScheduleRow
} from '../store/reports.ts'
import { reader } from '../store/store.ts'
import { transaction } from '../store/transaction.ts'
import { inFileWords } from '../world/file-trouble.ts'
import type { Tasks } from './tasks.ts'

export interface ReportAsk extends ReportParameters {
  readonly report: ReportKind
  readonly language: ReportLanguage
}

/** Who wants a report, and what that person may read. */
export interface ReportReader {
  readonly actor: Actor
  readonly permissions: readonly Permission[]
}

/** Reports: files of the engine, made beside it, kept with their history. */
export interface Reports {
  preview(
    ask: ReportAsk,
    by: ReportReader,
    signal: AbortSignal
  ): Promise<{ columns: string[]; rows: string[][]; total: number }>
  /** Makes a report and keeps it. @throws ChanceryError `invalid-input`, `forbidden`, `too-large`, `cancelled`, `io` */
  make(
    ask: ReportAsk & { readonly format: ReportFormat; readonly taskId?: string | undefined },
    by: ReportReader,
    signal: AbortSignal | undefined,
    schedule?: ReportScheduleRow
  ): Promise<ReportRun>
  /** A page of the history of these reports, newest first. @throws ChanceryError `malformed` for a cursor that is none */
  history(
    filter: { readonly reports: readonly ReportKind[]; readonly scheduleId?: number | undefined },
    cursor: string | null,
    limit: number
  ): { rows: ReportRun[]; next: string | null; total: null }
  /** When each report was last made. */
  lastMade(): ReadonlyMap<string, number>
  /** @throws ChanceryError `not-found`, `forbidden`, `too-large`, `damaged` */
  download(id: number, by: ReportReader): Promise<ProducedFile>
  /** @throws ChanceryError `not-found`, `forbidden` */
  remove(id: number, by: ReportReader): Promise<void>
  /** Keeps in the history that a schedule did not even begin, and why. */
  refused(schedule: ReportScheduleRow, message: string): Promise<void>
  /** Takes away the files of a schedule beyond the newest. */
  rotate(schedule: Pick<ReportScheduleRow, 'id' | 'keep'>): Promise<void>
  /** @returns the octets of a run's file; undefined where it is gone */
  octetsOf(row: Pick<ReportRunRow, 'file'>): Promise<Uint8Array | undefined>
}

export const reportMediaTypes: Readonly<Record<ReportFormat, string>> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf'
}

/** Parameters of a run that did not begin. */
const nothingChosen: ResolvedParameters = {
  from: null,
  to: null,
  lastDays: null,
  authorityId: null,
  authorityName: null,
  profileId: null,
  profileName: null,
  states: [],
  columns: [],
  language: 'en'
}

/** @param folder of the installation; reports lie in `reports` within it */
export function createReports(ca: CaContext, tasks: Tasks, folder: string, installation: () => string): Reports {
  const place = join(folder, 'reports')
  prepare(place)
  sweep(place, reportFilesOnRecord(reader(ca.store)))
  // One at a time: a report reads the whole database.
  let turn: Promise<unknown> = Promise.resolve()

  const record = (row: Omit<ReportRunRow, 'id'>, actor: Actor): Promise<ReportRunRow> =>
    transaction(ca.store, (tx) => {
      const id = insertReportRun(tx, row)
      recordAudit(tx, ca, {
        actor,
        operation: 'report.run',
        object: { kind: 'report', id },
        outcome: row.state === 'done' ? 'ok' : 'failed',
        detail: {
          report: row.report,
          format: row.format,
          parameters: row.parameters,
          rows: row.dataRows,
          size: row.size,
          sha256: row.sha256,
          schedule: row.scheduleName,
          message: row.message
        }
      })
      afterCommit(tx, () => ca.emit('report.changed', {}))
      return { ...row, id }
    })

  const requireRun = (id: number, by: ReportReader): ReportRunRow & Pick<ReportRun, 'report'> => {
    const row = getReportRun(reader(ca.store), id)
    if (row === undefined) throw new ChanceryError('not-found', `There is no report with number ${id} in the history.`)
    const { report } = runView(row)
    requireReportRights(report, by.permissions)
    return { ...row, report }
  }

  const make: Reports['make'] = async (ask, by, signal, schedule) => {
    requireReportRights(ask.report, by.permissions)
    // What is wrong is said before anybody waits for the turn.
    resolveParameters(reader(ca.store), ask, ca.clock.now())
    const title = reportWords(ask.language).titles[ask.report]
    return tasks.run(
      { id: ask.taskId, title, operator: by.actor.name, ...(signal === undefined ? {} : { signal }) },
      async (control) => {
        const before = turn
        const mine = Promise.withResolvers<void>()
        turn = mine.promise
        try {
          await before
          if (control.signal.aborted) throw new ChanceryError('cancelled', 'The report was cancelled.')
          const startedAt = ca.clock.now()
          const resolved = resolveParameters(reader(ca.store), ask, startedAt)
          const file = fileName(ask, startedAt, Buffer.from(ca.random.bytes(4)).toString('hex'))
          const partial = join(place, `${file}.partial`)
          const row = {
            report: ask.report,
            format: ask.format,
            parameters: resolved,
            operator: by.actor.name,
            scheduleId: schedule?.id ?? null,
            scheduleName: schedule?.name ?? null,
            startedAt
          }
          try {
            prepare(place)
            const made = await writeInWorker(
              ca.store.path,
              {
                report: ask.report,
                format: ask.format,
                parameters: resolved,
                now: startedAt,
                expiringDays: ca.settings().expiringDays,
                path: partial,
                installation: installation(),
                operator: by.actor.name
              },
              { signal: control.signal, progress: control.progress }
            )
            renameSync(partial, join(place, file))
            flushFolder(place)
            return runView(
              await record(
                {
                  ...row,
                  state: 'done',
                  endedAt: ca.clock.now(),
                  dataRows: made.rows,
                  size: made.size,
                  sha256: made.sha256,
                  file,
                  message: ''
                },
                by.actor
              )
            )
          } catch (error) {
            removePartial(partial)
            const code = error instanceof ChanceryError ? error.code : 'internal'
            if (code !== 'cancelled')
              await record(
                {
                  ...row,
                  state: 'failed',
                  endedAt: ca.clock.now(),
                  dataRows: 0,
                  size: 0,
                  sha256: null,
                  file: null,
                  message:
                    error instanceof ChanceryError && code !== 'internal'
                      ? error.message
                      : `An unexpected problem; the log has it under ${ca.log.error('a report failed', error, { report: ask.report })}.`
                },
                by.actor
              )
            throw error
          }
        } finally {
          mine.resolve()
        }
      }
    )
  }

  const octetsOf: Reports['octetsOf'] = async ({ file }) => {
    if (file === null) return undefined
    try {
      return await readFile(join(place, file))
    } catch {
      return undefined
    }
  }

  const refused: Reports['refused'] = async (schedule, message) => {
    const at = ca.clock.now()
    const operator = getOperator(reader(ca.store), schedule.operatorId)?.name ?? ''
    await record(
      {
        report: schedule.report,
        format: schedule.format,
        parameters: nothingChosen,
        operator,
        scheduleId: schedule.id,
        scheduleName: schedule.name,
        state: 'failed',
        startedAt: at,
        endedAt: at,
        dataRows: 0,
        size: 0,
        sha256: null,
        file: null,
        message
      },
      { operatorId: null, name: 'Chancery', channel: 'engine' }
    )
  }

  return {
    make,
    refused,
    octetsOf,
    lastMade: () => lastReportRuns(reader(ca.store)),
    history: (filter, cursor, limit) => {
      const { rows, next } = listReportRuns(reader(ca.store), filter, cursor, limit)
      return { rows: rows.map(runView), next, total: null }
    },

    preview: async (ask, by, signal) => {
      requireReportRights(ask.report, by.permissions)
      const now = ca.clock.now()
      const parameters = resolveParameters(reader(ca.store), ask, now)
      const wish = { report: ask.report, parameters, now, expiringDays: ca.settings().expiringDays }
      const { rows, total } = await previewInWorker(ca.store.path, wish, previewRows, { signal })
      const words = reportWords(ask.language)
      return {
        columns: parameters.columns.map((column) => words.columns[column]),
        rows: rows.map((row) =>
          parameters.columns.map((column, at) => valueText(column, row[at] ?? null, words.values))
        ),
        total
      }
    },

    download: async (id, by) => {
      const row = requireRun(id, by)
      if (row.size > largestDownload)
        throw new ChanceryError(
          'too-large',
          `This report has ${row.size} bytes; at most ${largestDownload} are handed out here. It lies in the data folder as reports/${row.file ?? ''}.`
        )
      const bytes = await octetsOf(row)
      if (bytes === undefined || row.file === null)
        throw new ChanceryError('not-found', `The file of report ${id} was deleted. Make the report again.`)
      if (createHash('sha256').update(bytes).digest('hex') !== row.sha256)
        throw new ChanceryError(
          'damaged',
          `The file of report ${id} is not the one that was written: its SHA-256 differs from the history. Make the report again.`
        )
      await transaction(ca.store, (tx) =>
        recordAudit(tx, ca, {
          actor: by.actor,
          operation: 'report.download',
          object: { kind: 'report', id },
          outcome: 'ok',
          detail: { report: row.report, sha256: row.sha256 }
        })
      )
      const { format } = runView(row)
      return { name: row.file, mediaType: reportMediaTypes[format], base64: Buffer.from(bytes).toString('base64') }
    },

    remove: async (id, by) => {
      const row = requireRun(id, by)
      if (row.operator !== by.actor.name && !by.permissions.includes('report.schedule'))
        throw new ChanceryError(
          'forbidden',
          'This report is of somebody else. Who may schedule reports (report.schedule) may delete it.'
        )
      await transaction(ca.store, (tx) => {
        deleteReportRun(tx, id)
        recordAudit(tx, ca, {
          actor: by.actor,
          operation: 'report.delete',
          object: { kind: 'report', id },
          outcome: 'ok',
          detail: { report: row.report, sha256: row.sha256, madeBy: row.operator }
        })
        afterCommit(tx, () => ca.emit('report.changed', {}))
      })
      if (row.file !== null) rmSync(join(place, row.file), { force: true })
    },

    rotate: async ({ id, keep }) => {
      const old = reportFilesBeyond(reader(ca.store), id, keep)
      if (old.length === 0) return
      await transaction(ca.store, (tx) => {
        for (const row of old) forgetReportFile(tx, row.id)
        afterCommit(tx, () => ca.emit('report.changed', {}))
      })
      for (const { file } of old) if (file !== null) rmSync(join(place, file), { force: true })
    }
  }
}

/** @throws ChanceryError `io` */
function prepare(place: string): void {
  try {
    mkdirSync(place, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw inFileWords(error, `The folder of reports ${place} cannot be used`)
  }
}

function removePartial(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // Its folder went away with it; what is told is why the report failed.
  }
}

/** Takes away what a kill left: parts of files, and files whose row was not written yet. */
function sweep(place: string, known: ReadonlySet<string>): void {
  for (const name of readdirSync(place)) if (!known.has(name)) rmSync(join(place, name), { force: true })
}

function flushFolder(place: string): void {
  // Windows has no handle on a folder to flush.
  if (process.platform === 'win32') return
  const handle = openSync(place, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function fileName(ask: { report: ReportKind; format: ReportFormat }, at: number, mark: string): string {
  const time = new Date(at).toISOString().replace(/[-:]/g, '').slice(0, 15)
  return `${ask.report}-${time}-${mark}.${ask.format}`
}
