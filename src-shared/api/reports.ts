import { z } from 'zod'
import {
  formatLimits,
  reportFormat,
  reportKind,
  reportLanguage,
  reportParameters,
  resolvedParameters
} from '../model/report.ts'
import { objectName, ref, unixMs } from '../model/scalars.ts'
import { operation } from './operation.ts'
import { done, nothing, page, pageRequest, producedFile } from './shapes.ts'

export const reportEntry = z.object({
  report: reportKind,
  title: z.string(),
  /** What it answers. */
  answers: z.string(),
  /** Whether the caller may read what it tells. */
  allowed: z.boolean(),
  /** Permissions that it asks for beside the one for reports. */
  needs: z.array(z.string()),
  lastMadeAt: unixMs.nullable()
})

export const reportRun = z.object({
  id: z.number().int(),
  report: reportKind,
  format: reportFormat,
  parameters: resolvedParameters,
  operator: z.string(),
  scheduleId: z.number().int().nullable(),
  scheduleName: z.string().nullable(),
  state: z.enum(['done', 'failed']),
  startedAt: unixMs,
  endedAt: unixMs,
  rows: z.number().int(),
  /** Bytes. */
  size: z.number().int(),
  sha256: z.string().nullable(),
  /** Null once the file was taken away. */
  fileName: z.string().nullable(),
  /** Why it failed, or why it was not mailed. */
  message: z.string()
})
export type ReportRun = z.infer<typeof reportRun>

const language = reportLanguage.default('en').meta({ help: 'Language of the words in the file.' })
const keep = z.coerce.number().int().min(1).max(1000).meta({ help: 'Files kept; older ones are deleted.' })
const cron = z.string().trim().max(100).meta({ help: 'Five fields as for cron, in UTC: 0 6 * * 1 for Mondays at six.' })
const mailTo = z.array(z.email().max(254)).max(20).meta({ help: 'Who gets the file by mail.' })

export const reportSchedule = z.object({
  id: z.number().int(),
  name: z.string(),
  report: reportKind,
  format: reportFormat,
  parameters: z.object({ ...reportParameters, language: reportLanguage }),
  cron: z.string(),
  keep: z.number().int(),
  mailTo: z.array(z.string()),
  enabled: z.boolean(),
  /** In whose name it runs, and with whose permissions. */
  operator: z.string(),
  nextAt: unixMs.nullable(),
  createdAt: unixMs,
  version: z.number().int()
})
export type ReportSchedule = z.infer<typeof reportSchedule>

/** Bytes of a report that an operation carries; larger ones are taken from the reports folder. */
export const largestDownload = 64 * 1024 * 1024
/** Rows of a preview. */
export const previewRows = 20

export const reportOperations = {
  'report.list': operation({
    summary: 'Lists the reports, what each answers and when it was last made',
    access: 'report.read',
    effect: 'read',
    input: z.strictObject({ language }),
    output: z.object({ reports: z.array(reportEntry) })
  }),
  'report.preview': operation({
    summary: 'Shows the first rows of a report and how many it has, without a file',
    access: 'report.run',
    effect: 'read',
    input: z.strictObject({ report: reportKind, ...reportParameters, language }),
    output: z.object({
      /** Of the file, in its language. */
      columns: z.array(z.string()),
      rows: z.array(z.array(z.string())),
      total: z.number().int()
    })
  }),
  'report.run': operation({
    summary: `Makes a report as a file and keeps it in the history; XLSX takes ${formatLimits.xlsx} rows, PDF ${formatLimits.pdf}`,
    access: 'report.run',
    effect: 'write',
    input: z.strictObject({
      report: reportKind,
      format: reportFormat.default('csv'),
      ...reportParameters,
      language,
      taskId: z.string().max(60).optional()
    }),
    output: z.object({ run: reportRun })
  }),
  'report.history': operation({
    summary: 'Lists the reports that were made, newest first',
    access: 'report.read',
    effect: 'read',
    input: z.strictObject({
      report: reportKind.optional(),
      schedule: z.number().int().optional(),
      ...pageRequest
    }),
    output: page(reportRun)
  }),
  'report.download': operation({
    summary: 'Hands out the file of a report in the history; its hash is checked first',
    access: 'report.read',
    effect: 'write',
    input: z.strictObject({ id: z.coerce.number().int() }),
    output: z.object({ file: producedFile })
  }),
  'report.delete': operation({
    summary: 'Deletes a report from the history with its file; those of others need report.schedule',
    access: 'report.run',
    effect: 'write',
    input: z.strictObject({ id: z.coerce.number().int() }),
    output: done
  }),
  'report.schedules': operation({
    summary: 'Lists the reports that come round by themselves',
    access: 'report.read',
    effect: 'read',
    input: nothing,
    output: z.object({ schedules: z.array(reportSchedule) })
  }),
  'report.schedule': operation({
    summary: 'Lets a report come round by itself, in the name of who sets it up',
    access: 'report.schedule',
    effect: 'write',
    input: z.strictObject({
      name: objectName,
      report: reportKind,
      format: reportFormat.default('csv'),
      ...reportParameters,
      language,
      cron,
      keep: keep.default(12),
      mailTo: mailTo.default([])
    }),
    output: z.object({ schedule: reportSchedule })
  }),
  'report.schedule-update': operation({
    summary: 'Changes when a scheduled report runs, how many files stay and who gets it, or switches it off and on',
    access: 'report.schedule',
    effect: 'write',
    input: z.strictObject({
      schedule: ref,
      name: objectName.optional(),
      cron: cron.optional(),
      keep: keep.optional(),
      mailTo: mailTo.optional(),
      enabled: z.boolean().optional(),
      version: z.number().int().optional()
    }),
    output: z.object({ schedule: reportSchedule })
  }),
  'report.schedule-delete': operation({
    summary: 'Ends a scheduled report; the files that it made stay in the history',
    access: 'report.schedule',
    effect: 'write',
    input: z.strictObject({ schedule: ref }),
    output: done
  })
}
