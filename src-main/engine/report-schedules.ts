import type { ReportSchedule } from '../../src-shared/api/reports.ts'
import { z } from 'zod'
import { ChanceryError } from '../../src-shared/errors.ts'
import type { Actor } from '../../src-shared/model/channel.ts'
import {
  reportFormat,
  reportKind,
  reportLanguage,
  reportParameters,
  type ReportFormat
} from '../../src-shared/model/report.ts'
import { reportWords } from '../../src-shared/model/report-words.ts'
import type { Ref } from '../../src-shared/model/scalars.ts'
import { recordAudit } from '../ca/audit.ts'
import type { CaContext } from '../ca/context.ts'
import { nextFixedTime } from '../ca/crl/fixed-times.ts'
import { requireReportRights, resolveParameters } from '../reports/runs/resolve.ts'
import { afterCommit } from '../store/connection.ts'
import { getOperator } from '../store/operators.ts'
import {
  deleteReportSchedule,
  dueReportSchedules,
  getReportRun,
  getReportSchedule,
  getReportScheduleByName,
  insertReportSchedule,
  listReportSchedules,
  setReportRunMessage,
  setReportScheduleNext,
  updateReportSchedule,
  type ReportScheduleRow
} from '../store/reports.ts'
import { reader } from '../store/store.ts'
import { transaction } from '../store/transaction.ts'
import type { Accounts } from './accounts.ts'
import type { Chore } from './jobs.ts'
import { reportMediaTypes, type ReportAsk, type ReportReader, type Reports } from './reports.ts'

/** What a schedule says beside its report. */
export interface ScheduleWish {
  readonly name: string
  readonly cron: string
  readonly keep: number
  readonly mailTo: readonly string[]
}

export interface ReportSchedules {
  list(): ReportSchedule[]
  /** @throws ChanceryError `invalid-input`, `forbidden`, `name-taken`, `not-found` */
  add(
    ask: ReportAsk & ScheduleWish & { readonly format: ReportFormat },
    by: ReportReader,
    operatorId: number
  ): Promise<ReportSchedule>
  /** @throws ChanceryError `invalid-input`, `not-found`, `conflict`, `name-taken` */
  update(
    ref: Ref,
    change: { readonly [K in keyof ScheduleWish]?: ScheduleWish[K] | undefined } & {
      readonly enabled?: boolean | undefined
      readonly version?: number | undefined
    },
    by: ReportReader
  ): Promise<ReportSchedule>
  /** @throws ChanceryError `not-found` */
  remove(ref: Ref, by: ReportReader): Promise<void>
  readonly chore: Chore
  /** Waits until what was begun has ended. */
  close(): Promise<void>
}

const storedParameters = z.object({ ...reportParameters, language: reportLanguage })
/** Mail servers commonly take no more; base64 adds a third. */
const largestAttachment = 10 * 1024 * 1024

/** Reports that come round by themselves, in the name and with the permissions that their operator has at that moment. */
export function createReportSchedules(world: {
  readonly ca: CaContext
  readonly reports: Reports
  readonly accounts: Accounts
}): ReportSchedules {
  const { ca, reports, accounts } = world
  const running = new Map<number, Promise<void>>()
  const stop = new AbortController()

  const required = (ref: Ref): ReportScheduleRow => {
    const from = reader(ca.store)
    const row = typeof ref === 'number' ? getReportSchedule(from, ref) : getReportScheduleByName(from, ref)
    if (row === undefined) throw new ChanceryError('not-found', `There is no scheduled report ${ref}.`)
    return row
  }
  const view = (row: ReportScheduleRow): ReportSchedule => ({
    id: row.id,
    name: row.name,
    report: reportKind.parse(row.report),
    format: reportFormat.parse(row.format),
    parameters: storedParameters.parse(row.parameters),
    cron: row.cron,
    keep: row.keep,
    mailTo: [...row.mailTo],
    enabled: row.enabled,
    operator: getOperator(reader(ca.store), row.operatorId)?.name ?? '',
    nextAt: row.nextAt,
    createdAt: row.createdAt,
    version: row.version
  })
  const note = (
    tx: Parameters<typeof recordAudit>[0],
    actor: Actor,
    operation: string,
    id: number,
    detail: unknown
  ): void => {
    recordAudit(tx, ca, { actor, operation, object: { kind: 'report-schedule', id }, outcome: 'ok', detail })
    afterCommit(tx, () => ca.emit('report.changed', {}))
  }

  /** Whose name a schedule runs in. @throws ChanceryError `forbidden` where the account may not schedule any more */
  const ownerOf = (row: ReportScheduleRow): ReportReader => {
    const operator = accounts.active(row.operatorId)
    const permissions = operator === undefined ? [] : accounts.permissionsOf(operator.roles)
    const name = operator?.name ?? getOperator(reader(ca.store), row.operatorId)?.name ?? ''
    if (!permissions.includes('report.schedule'))
      throw new ChanceryError(
        'forbidden',
        `The scheduled report ${row.name} runs in the name of ${name}, whose account is disabled or may not schedule reports any more. Set it up anew.`
      )
    return { actor: { operatorId: row.operatorId, name, channel: 'engine' }, permissions }
  }

  const goOn = async (row: ReportScheduleRow): Promise<void> => {
    const next = nextFixedTime(row.cron, ca.clock.now())
    await transaction(ca.store, (tx) => {
      setReportScheduleNext(tx, row.id, next)
      afterCommit(tx, () => ca.emit('report.changed', {}))
    })
  }

  const runOne = async (row: ReportScheduleRow): Promise<void> => {
    let by: ReportReader
    try {
      by = ownerOf(row)
      resolveParameters(
        reader(ca.store),
        { ...storedParameters.parse(row.parameters), report: reportKind.parse(row.report) },
        ca.clock.now()
      )
    } catch (error) {
      await reports.refused(row, error instanceof ChanceryError ? error.message : 'Its parameters were altered.')
      await goOn(row)
      return
    }
    try {
      const run = await reports.make(
        {
          ...storedParameters.parse(row.parameters),
          report: reportKind.parse(row.report),
          format: reportFormat.parse(row.format)
        },
        by,
        stop.signal,
        row
      )
      await reports.rotate(row)
      if (row.mailTo.length > 0) await mail(row, run.id)
    } catch (error) {
      // At the next start it is due still.
      if (stop.signal.aborted) return
      ca.log.error('a scheduled report failed', error, { schedule: row.name })
    }
    await goOn(row)
  }

  const mail = async (row: ReportScheduleRow, runId: number): Promise<void> => {
    const run = getReportRun(reader(ca.store), runId)
    if (run === undefined || run.file === null) return
    const { language } = storedParameters.parse(row.parameters)
    const title = reportWords(language).titles[reportKind.parse(row.report)]
    try {
      if (ca.mailer === undefined) throw new ChanceryError('not-ready', 'This engine sends no mail.')
      const content = run.size > largestAttachment ? undefined : await reports.octetsOf(run)
      const sentences =
        language === 'de'
          ? [
              `${run.dataRows} Zeilen.`,
              content === undefined ? 'Die Datei ist zu groß für eine Nachricht und liegt im Verlauf der Berichte.' : ''
            ]
          : [
              `${run.dataRows} rows.`,
              content === undefined ? 'The file is too large for a message and lies in the history of reports.' : ''
            ]
      for (const to of row.mailTo)
        await ca.mailer.send(
          {
            to,
            subject: `${title}: ${row.name}`,
            text: `${title}\n${sentences.filter((one) => one !== '').join('\n')}\nSHA-256 ${run.sha256 ?? ''}\n`,
            ...(content === undefined
              ? {}
              : {
                  attachments: [
                    { name: run.file, mediaType: reportMediaTypes[reportFormat.parse(run.format)], content }
                  ]
                })
          },
          stop.signal
        )
    } catch (error) {
      const message = error instanceof ChanceryError ? error.message : 'An unexpected problem; see the log.'
      ca.log.error('a report was not mailed', error, { schedule: row.name })
      await transaction(ca.store, (tx) => setReportRunMessage(tx, runId, `Not mailed: ${message}`))
    }
  }

  return {
    list: () => listReportSchedules(reader(ca.store)).map(view),

    add: async ({ name, cron, keep, mailTo, report, format, language, ...parameters }, by, operatorId) => {
      requireReportRights(report, by.permissions)
      const now = ca.clock.now()
      resolveParameters(reader(ca.store), { ...parameters, report, language }, now)
      const nextAt = nextFixedTime(cron, now)
      return transaction(ca.store, (tx) => {
        const id = insertReportSchedule(tx, {
          name,
          report,
          format,
          parameters: { ...parameters, language },
          cron,
          keep,
          mailTo: [...mailTo],
          enabled: true,
          operatorId,
          nextAt,
          createdAt: now
        })
        note(tx, by.actor, 'report.schedule', id, { name, report, format, parameters, cron, keep, mailTo })
        const row = getReportSchedule(tx, id)
        if (row === undefined) throw new ChanceryError('internal', 'The schedule was not kept.')
        return view(row)
      })
    },

    update: async (ref, { version, ...change }, by) => {
      const row = required(ref)
      requireReportRights(reportKind.parse(row.report), by.permissions)
      const changes = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
      const merged = { ...row, ...changes }
      const nextAt = merged.enabled ? nextFixedTime(merged.cron, ca.clock.now()) : null
      await transaction(ca.store, (tx) => {
        updateReportSchedule(
          tx,
          { id: row.id, name: row.name, version: version ?? row.version },
          { ...changes, nextAt }
        )
        note(tx, by.actor, 'report.schedule-update', row.id, { name: row.name, changed: changes })
      })
      return view(required(row.id))
    },

    remove: async (ref, by) => {
      const row = required(ref)
      await transaction(ca.store, (tx) => {
        deleteReportSchedule(tx, row.id)
        note(tx, by.actor, 'report.schedule-delete', row.id, { name: row.name, report: row.report })
      })
    },

    chore: {
      name: 'scheduled reports',
      run: () => {
        const from = reader(ca.store)
        // Not awaited: a report takes its time, and CRLs come in the same round.
        for (const row of dueReportSchedules(from, ca.clock.now())) {
          if (running.has(row.id)) continue
          running.set(
            row.id,
            runOne(row)
              .catch(
                (error: unknown) => void ca.log.error('a scheduled report stumbled', error, { schedule: row.name })
              )
              .finally(() => running.delete(row.id))
          )
        }
        const coming = listReportSchedules(from).flatMap(({ id, enabled, nextAt }) =>
          enabled && nextAt !== null && !running.has(id) ? [nextAt] : []
        )
        return Promise.resolve(coming.length === 0 ? null : Math.min(...coming))
      }
    },

    close: async () => {
      stop.abort()
      await Promise.all(running.values())
    }
  }
}
