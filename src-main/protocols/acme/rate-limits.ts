/** Counts events in fixed spans. Bounded: the oldest keys are forgotten first, and all of them at a restart. */
export interface RateLimits {
  /** Counts one event. @returns null where it is within the limit, else seconds until it would be */
  count(key: string, limit: number, span: number, now: number): number | null
  /** Looks without counting. @returns as `count` */
  look(key: string, limit: number, span: number, now: number): number | null
}

export const hour = 3_600_000
export const week = 7 * 24 * hour

/** @param most keys that are remembered */
export function createRateLimits(most = 50_000): RateLimits {
  const spans = new Map<string, { readonly ends: number; n: number }>()
  const waiting = (key: string, limit: number, now: number): number | null => {
    const span = spans.get(key)
    if (limit === 0 || span === undefined || span.ends <= now || span.n < limit) return null
    return Math.max(1, Math.ceil((span.ends - now) / 1000))
  }
  return {
    look: (key, limit, _span, now) => waiting(key, limit, now),
    count: (key, limit, length, now) => {
      if (limit === 0) return null
      const refused = waiting(key, limit, now)
      if (refused !== null) return refused
      const span = spans.get(key)
      if (span !== undefined && span.ends > now) span.n += 1
      else {
        spans.delete(key)
        if (spans.size >= most) {
          const oldest = spans.keys().next()
          if (oldest.done !== true) spans.delete(oldest.value)
        }
        spans.set(key, { ends: now + length, n: 1 })
      }
      return null
    }
  }
}
