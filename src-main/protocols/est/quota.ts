import type { Clock } from '../../world/clock.ts'

const MINUTE = 60_000
/** Counted at once; the one that was seen first goes. */
const MOST = 20_000

/** Counts by the stopwatch, so that a jump of the clock lets nobody through. */
export interface Quota {
  /** @param most in a minute; 0 sets no limit. @returns whether it is within */
  take(who: string, most: number): boolean
}

export function createQuota(clock: Pick<Clock, 'monotonic'>): Quota {
  const counts = new Map<string, { readonly since: number; n: number }>()
  return {
    take: (who, most) => {
      if (most === 0) return true
      const now = clock.monotonic()
      const known = counts.get(who)
      if (known !== undefined && now - known.since < MINUTE) {
        known.n += 1
        return known.n <= most
      }
      counts.delete(who)
      if (counts.size >= MOST) {
        const oldest = counts.keys().next()
        if (oldest.done !== true) counts.delete(oldest.value)
      }
      counts.set(who, { since: now, n: 1 })
      return true
    }
  }
}
