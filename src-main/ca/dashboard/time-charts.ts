import { barDays, certificateTypes, type CertificateType, type ChartWindow } from '../../../src-shared/api/dashboard.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { issuedOnDays, requestsOnDays } from '../../store/tallies-days.ts'
import type { Figures } from './figures.ts'

const dayMs = 86_400_000

/** What people ask for; certificates of authorities and services are Chancery's own business. */
export const requestedTypes: readonly CertificateType[] = certificateTypes.filter(
  (type) => type !== 'authority' && type !== 'service'
)
export const requestSeries = ['requested', 'issued'] as const

/** Days of one bar, since the epoch, [from, to). */
export interface Bar {
  readonly key: string
  readonly from: number
  readonly to: number
}

/** The bars of a window, the oldest first; the last takes in today. */
export function barsOf(now: number, window: ChartWindow): Bar[] {
  const length = barDays[window]
  const end = Math.floor(now / dayMs) + 1
  const count = Math.ceil(window / length)
  return Array.from({ length: count }, (_, index) => {
    const from = end - (count - index) * length
    return { key: new Date(from * dayMs).toISOString().slice(0, 10), from, to: from + length }
  })
}

/** @returns the bar that a mark names; all of the window for an empty one. @throws ChanceryError `invalid-input` */
export function barNamed(now: number, window: ChartWindow, key: string): Bar {
  const bars = barsOf(now, window)
  const [first, last] = [bars[0], bars.at(-1)]
  const found = bars.find((bar) => bar.key === key)
  if (found !== undefined) return found
  if (key === '' && first !== undefined && last !== undefined) return { key, from: first.from, to: last.to }
  throw new ChanceryError('invalid-input', `The chart has no bar ${key} any more. Open it from the dashboard again.`)
}

/** @returns the type of what a request asks for; `other` where its profile says nothing */
export function requestType(figures: Figures, revisionId: number): CertificateType {
  return figures.meaning(revisionId)?.type ?? 'other'
}

/** Requests of the days by type, counted ones and late ones. */
export function requestsByDay(
  figures: Figures,
  days: { readonly from: number; readonly to: number }
): { readonly day: number; readonly type: CertificateType; readonly n: number }[] {
  const { from, authorityId, lateRequests } = figures
  const counted = requestsOnDays(from, days.from, days.to, authorityId)
  const late = lateRequests
    .filter((request) => authorityId === null || request.authorityId === authorityId)
    .map(({ createdAt, profileRevisionId }) => ({ day: Math.floor(createdAt / dayMs), profileRevisionId, n: 1 }))
    .filter(({ day }) => day >= days.from && day < days.to)
  return [...counted, ...late].map(({ day, profileRevisionId, n }) => ({
    day,
    type: requestType(figures, profileRevisionId),
    n
  }))
}

/** End entities issued on the days, counted ones and late ones. */
export function issuedByDay(
  figures: Figures,
  days: { readonly from: number; readonly to: number }
): { readonly day: number; readonly n: number }[] {
  const { from, authorityId, late } = figures
  const counted = [...issuedOnDays(from, days.from, days.to, authorityId)].map(([day, n]) => ({ day, n }))
  const more = late
    .filter((row) => row.class === 'end-entity' && (authorityId === null || row.authorityId === authorityId))
    .map(({ createdAt }) => ({ day: Math.floor(createdAt / dayMs), n: 1 }))
    .filter(({ day }) => day >= days.from && day < days.to)
  return [...counted, ...more]
}
