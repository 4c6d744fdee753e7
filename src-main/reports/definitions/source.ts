import type { ReportColumn, ReportKind, ResolvedParameters } from '../../../src-shared/model/report.ts'
import type { Bindable } from '../../store/connection.ts'

/** What a report is made of, at one moment. */
export interface ReportWish {
  readonly report: ReportKind
  readonly parameters: ResolvedParameters
  /** The moment of the report, Unix ms. */
  readonly now: number
  /** Days before the end from which a certificate counts as expiring. */
  readonly expiringDays: number
}

export type ReportValue = string | number | null
export type ReportRow = readonly ReportValue[]

/** Where the rows of a report come from: SQL expressions by column, and what narrows them. */
export interface ReportSource {
  readonly select: Readonly<Partial<Record<ReportColumn, string>>>
  readonly from: string
  /** Rows are read in its order, part by part behind the last one; null where the rows are groups and few. */
  readonly key: string | null
  readonly groupBy?: string
  readonly where: readonly string[]
  readonly bound: Readonly<Record<string, Bindable>>
}

/** Conditions of a period over a column of milliseconds. */
export function periodOver(column: string, { from, to }: ResolvedParameters): Pick<ReportSource, 'where' | 'bound'> {
  return {
    where: [...(from === null ? [] : [`${column} >= @from`]), ...(to === null ? [] : [`${column} < @to`])],
    bound: { ...(from === null ? {} : { from }), ...(to === null ? {} : { to }) }
  }
}

/** Conditions of authority and profile over columns of these names. */
export function ofAuthorityAndProfile(
  table: string,
  { authorityId, profileId }: ResolvedParameters
): Pick<ReportSource, 'where' | 'bound'> {
  return {
    where: [
      ...(authorityId === null ? [] : [`${table}.authority_id = @authorityId`]),
      ...(profileId === null ? [] : [`${table}.profile_id = @profileId`])
    ],
    bound: { ...(authorityId === null ? {} : { authorityId }), ...(profileId === null ? {} : { profileId }) }
  }
}

/** The condition of the states that somebody chose, over a column that holds them as they are. */
export function chosenStates(column: string, { states }: ResolvedParameters): Pick<ReportSource, 'where' | 'bound'> {
  if (states.length === 0) return { where: [], bound: {} }
  return { where: [`${column} IN (SELECT value FROM json_each(@states))`], bound: { states: JSON.stringify(states) } }
}

/** @returns all conditions together */
export function together(
  ...parts: readonly Pick<ReportSource, 'where' | 'bound'>[]
): Pick<ReportSource, 'where' | 'bound'> {
  return {
    where: parts.flatMap(({ where }) => where),
    bound: Object.assign({}, ...parts.map(({ bound }) => bound)) as ReportSource['bound']
  }
}
