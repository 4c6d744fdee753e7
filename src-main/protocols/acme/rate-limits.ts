import type { Counted } from '../../store/acme.ts'

/**
 * Counts events in fixed spans. Bounded: the oldest keys are forgotten first. What the database knows of is counted from
 * there when a key is met for the first time, so that a restart sets no limit back.
 */
export interface RateLimits {
  /** Counts one event. @returns null where it is within the limit, else seconds until it would be */
  count(key: string, limit: number, span: number, now: number, earlier?: () => Counted): number | null
  /** Looks without counting. @returns as `count` */
  look(key: string, limit: number, span: number, now: number, earlier?: () => Counted): number | null
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
  const keep = (key: string, span: { readonly ends: number; n: number }): void => {
    spans.delete(key)
    if (spans.size >= most) {
      const oldest = spans.keys().next()
      if (oldest.done !== true) spans.delete(oldest.value)
    }
    spans.set(key, span)
  }
  const remember = (key: string, length: number, earlier: (() => Counted) | undefined): void => {
    if (earlier === undefined || spans.has(key)) return
    const { n, first } = earlier()
    if (first !== null) keep(key, { ends: first + length, n })
  }
  return {
    look: (key, limit, length, now, earlier) => {
      if (limit === 0) return null
      remember(key, length, earlier)
      return waiting(key, limit, now)
    },
    count: (key, limit, length, now, earlier) => {
      if (limit === 0) return null
      remember(key, length, earlier)
      const refused = waiting(key, limit, now)
      if (refused !== null) return refused
      const span = spans.get(key)
      if (span !== undefined && span.ends > now) span.n += 1
      else keep(key, { ends: now + length, n: 1 })
      return null
    }
  }
}
