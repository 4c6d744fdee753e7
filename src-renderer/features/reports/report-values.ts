import { z } from 'zod'
import {
  reportFormat,
  reportLanguage,
  reportParameters,
  reportShapes,
  type ReportKind,
  type ReportLanguage,
  type ReportParameters
} from '../../../src-shared/model/report.ts'

export const periods = ['all', '7', '30', '90', '365', 'own'] as const

/** What the form of a report holds; null stands for all. */
export const reportForm = z.object({
  period: z.enum(periods),
  from: z.number().nullable(),
  to: z.number().nullable(),
  authority: z.string().nullable(),
  profile: z.string().nullable(),
  states: z.array(z.string()),
  columns: reportParameters.columns.unwrap().min(1),
  format: reportFormat,
  language: reportLanguage
})
export type ReportForm = z.infer<typeof reportForm>

export const startOf = (report: ReportKind, language: ReportLanguage): ReportForm => ({
  period: 'all',
  from: null,
  to: null,
  authority: null,
  profile: null,
  states: [],
  columns: [...reportShapes[report].usual],
  format: 'csv',
  language
})

/** @returns the parameters as operations take them; columns stand in the order of the report */
export function parametersOf(report: ReportKind, form: ReportForm): ReportParameters & { language: ReportLanguage } {
  const { period, from, to, authority, profile, states, columns, language } = form
  const own = period === 'own'
  return {
    ...(period === 'all' || own ? {} : { lastDays: Number(period) }),
    ...(own && from !== null ? { from } : {}),
    ...(own && to !== null ? { to } : {}),
    ...(authority === null ? {} : { authority: Number(authority) }),
    ...(profile === null ? {} : { profile: Number(profile) }),
    ...(states.length === 0 ? {} : { states }),
    columns: reportShapes[report].columns.filter((column) => columns.includes(column)),
    language
  }
}
