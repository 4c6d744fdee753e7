import { reportWords } from '../../../src-shared/model/report-words.ts'
import { reportColumns, reportShapes, type ReportColumn, type ReportFormat } from '../../../src-shared/model/report.ts'
import type { ReportValue, ReportWish } from '../definitions/source.ts'

/** Everything that a worker needs to write one report. */
export interface ReportPlan extends ReportWish {
  readonly format: ReportFormat
  /** Where the bytes go; it must not be there yet. */
  readonly path: string
  /** Name of the installation or its organization. */
  readonly installation: string
  readonly operator: string
}

/** What the worker found when the file was complete. */
export interface ReportMade {
  readonly rows: number
  /** Bytes. */
  readonly size: number
  /** Lower-case hex. */
  readonly sha256: string
}

const time = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z')

/** @returns what a report says of itself: installation, moment, who made it, what narrows it */
export function factsOf(plan: ReportPlan): readonly (readonly [name: string, value: string])[] {
  const { facts, columns, values } = reportWords(plan.parameters.language)
  const { from, to, authorityName, profileName, states } = plan.parameters
  const shape = reportShapes[plan.report]
  const period = [
    ...(from === null ? [] : [`${facts.from} ${time(from)}`]),
    ...(to === null ? [] : [`${facts.to} ${time(to)}`])
  ]
  return [
    [facts.installation, plan.installation],
    [facts.made, time(plan.now)],
    [facts.by, plan.operator],
    [`${facts.period} (${columns[shape.periodOf]})`, period.length === 0 ? facts.all : period.join(', ')],
    ...(shape.filters.includes('authority') ? [[facts.authority, authorityName ?? facts.all] as const] : []),
    ...(shape.filters.includes('profile') ? [[facts.profile, profileName ?? facts.all] as const] : []),
    ...(shape.filters.includes('states')
      ? [[facts.states, states.length === 0 ? facts.all : states.map((one) => values[one] ?? one).join(', ')] as const]
      : [])
  ]
}

/** @returns a value as people read it: moments in UTC (ISO 8601), states in the words of the language */
export function valueText(column: ReportColumn, value: ReportValue, words: Readonly<Record<string, string>>): string {
  if (value === null) return ''
  const type = reportColumns[column]
  if (type === 'time' && typeof value === 'number') return time(value)
  return type === 'word' ? (words[String(value)] ?? String(value)) : String(value)
}
