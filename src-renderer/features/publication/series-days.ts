import { addDuration, parseDuration } from '../../../src-shared/model/duration.ts'

export interface SeriesDay {
  /** Day of release, thisUpdate. */
  readonly at: number
  /** nextUpdate. */
  readonly until: number
}

/** A year of monthly CRLs: what is proposed where nothing waits. */
const usual = 12
const most = 60

/** @returns how many are proposed: never fewer than wait, because the new ones take the place of all of those */
export function seriesLength(waiting: number): number {
  return Math.min(most, Math.max(usual, waiting))
}

/**
 * What a series would be, as the engine reckons it.
 * @param every from one to the next; empty: the life less the overlap
 * @returns the days; or why there are none: `no-overlap` where none would follow another, `gap` where a time without a
 * CRL would come between two, `incomplete` while somebody still types
 */
export function seriesDays(
  policy: { readonly life: string; readonly overlap: string },
  wish: { readonly count: number; readonly from: number; readonly every: string }
): readonly SeriesDay[] | 'no-overlap' | 'gap' | 'incomplete' {
  const life = parseDuration(policy.life)
  const overlap = parseDuration(policy.overlap)
  const every = wish.every === '' ? null : parseDuration(wish.every)
  if (life === undefined || overlap === undefined || every === undefined) return 'incomplete'
  if (!Number.isInteger(wish.count) || wish.count < 1 || wish.count > most) return 'incomplete'
  const days: SeriesDay[] = []
  let at = Math.floor(wish.from / 1000) * 1000
  while (days.length < wish.count) {
    const until = addDuration(at, life)
    days.push({ at, until })
    const next = every === null ? addDuration(until, overlap, -1) : addDuration(at, every)
    if (next <= at) return 'no-overlap'
    if (next > until) return 'gap'
    at = next
  }
  return days
}
