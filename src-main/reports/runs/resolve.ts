import type { ReportRun } from '../../../src-shared/api/reports.ts'
import { ChanceryError, type Reason } from '../../../src-shared/errors.ts'
import type { Permission } from '../../../src-shared/model/permission.ts'
import {
  reportFormat,
  reportKind,
  reportShapes,
  resolvedParameters,
  type ReportKind,
  type ReportLanguage,
  type ReportParameters,
  type ResolvedParameters
} from '../../../src-shared/model/report.ts'
import { requireAuthority } from '../../ca/authorities/find.ts'
import { requireProfileRow } from '../../ca/profiles/find.ts'
import type { Reader } from '../../store/connection.ts'
import type { ReportRunRow } from '../../store/reports.ts'

const dayMs = 86_400_000

/** @throws ChanceryError `forbidden` naming the permission that is missing */
export function requireReportRights(report: ReportKind, permissions: readonly Permission[]): void {
  const missing = reportShapes[report].needs.find((one) => !permissions.includes(one))
  if (missing !== undefined)
    throw new ChanceryError(
      'forbidden',
      `The report ${report} tells what needs the permission ${missing}, which your roles do not include. Ask an administrator.`
    )
}

/**
 * Fills in what was left out, turns the last days into a period and names into numbers.
 * @throws ChanceryError `invalid-input` with a reason for each parameter that the report does not have; `not-found`
 */
export function resolveParameters(
  from: Reader,
  ask: ReportParameters & { readonly report: ReportKind; readonly language: ReportLanguage },
  now: number
): ResolvedParameters {
  const shape = reportShapes[ask.report]
  const reasons: Reason[] = []
  const refuse = (where: string, message: string): void =>
    void reasons.push({ where, rule: 'report.parameter', message })
  for (const filter of ['authority', 'profile', 'states'] as const)
    if (ask[filter] !== undefined && !shape.filters.includes(filter))
      refuse(filter, `The report ${ask.report} is not narrowed by ${filter}.`)
  if (shape.filters.includes('states'))
    for (const state of ask.states ?? [])
      if (!shape.states.includes(state)) refuse('states', `${state} is none of ${shape.states.join(', ')}.`)
  for (const column of ask.columns ?? [])
    if (!shape.columns.includes(column))
      refuse('columns', `The report ${ask.report} has no column ${column}; it has ${shape.columns.join(', ')}.`)
  if (ask.lastDays !== undefined && (ask.from !== undefined || ask.to !== undefined))
    refuse('lastDays', 'Give either lastDays or from and to.')
  if (ask.from !== undefined && ask.to !== undefined && ask.from >= ask.to)
    refuse('to', 'The period ends before it begins.')
  if (reasons.length > 0)
    throw new ChanceryError('invalid-input', reasons.map(({ message }) => message).join(' '), { reasons })
  const authority = ask.authority === undefined ? null : requireAuthority(from, ask.authority)
  const profile = ask.profile === undefined ? null : requireProfileRow(from, ask.profile)
  const columns = [...new Set(ask.columns ?? [])]
  return {
    from: ask.lastDays === undefined ? (ask.from ?? null) : now - ask.lastDays * dayMs,
    to: ask.lastDays === undefined ? (ask.to ?? null) : now,
    lastDays: ask.lastDays ?? null,
    authorityId: authority?.id ?? null,
    authorityName: authority?.name ?? null,
    profileId: profile?.id ?? null,
    profileName: profile?.name ?? null,
    states: [...new Set(ask.states ?? [])],
    columns: columns.length === 0 ? [...shape.usual] : columns,
    language: ask.language
  }
}

/** @returns a row of the history as the contract has it. @throws where the row was altered */
export function runView(row: ReportRunRow): ReportRun {
  return {
    id: row.id,
    report: reportKind.parse(row.report),
    format: reportFormat.parse(row.format),
    parameters: resolvedParameters.parse(row.parameters),
    operator: row.operator,
    scheduleId: row.scheduleId,
    scheduleName: row.scheduleName,
    state: row.state,
    startedAt: row.startedAt,
    endedAt: row.endedAt,
    rows: row.dataRows,
    size: row.size,
    sha256: row.sha256,
    fileName: row.file,
    message: row.message
  }
}
