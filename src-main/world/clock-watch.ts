import { shortestSleep, type Clock } from './clock.ts'

/** What is wrong with the time of day. */
export interface ClockStep {
  /** How far it jumped, milliseconds; negative where it went back. */
  readonly by: number
}

/** Watches whether the time of day runs evenly with the stopwatch. */
export interface ClockWatch {
  /** @returns the jump since the last time that the clock was right, or null */
  check(): ClockStep | null
  /** From now on the present time of day is right. */
  accept(): void
}

/**
 * How fast a time service may move the clock without anybody calling it a jump: RFC 5905 11.3 bounds the frequency
 * correction at 500 parts in a million.
 */
const SLEW = 500e-6
/** How often the two clocks are compared with the one that counts while the machine sleeps. */
const SAMPLE_EVERY = 10_000

/**
 * Compares the time of day with the stopwatch. Small differences are followed as slowly as a time service corrects a
 * clock, so that only jumps remain; many small ones add up to a large one.
 * @param toleranceMs jumps up to this size are passed over
 */
export function clockWatch(clock: Clock, toleranceMs: () => number): ClockWatch {
  const offset = (): number => clock.now() - clock.monotonic()
  let anchor = offset()
  let checkedAt = clock.monotonic()
  let sample = boot()

  function boot(): { readonly since: number; readonly at: number } | null {
    const since = clock.sinceBoot?.()
    return since === undefined ? null : { since, at: clock.monotonic() }
  }

  /** The stopwatch stands still while the machine sleeps, and the time of day does not: no jump, although it looks like one. */
  const slept = (difference: number): boolean => {
    const now = boot()
    if (sample === null || now === null) return false
    const asleep = now.since - sample.since - (now.at - sample.at)
    return asleep > shortestSleep && Math.abs(difference - asleep) <= toleranceMs() + shortestSleep
  }

  return {
    check: () => {
      const at = clock.monotonic()
      const present = offset()
      const difference = present - anchor
      if (Math.abs(difference) > toleranceMs()) {
        if (!slept(difference)) return { by: Math.round(difference) }
        anchor = present
        sample = boot()
      } else {
        const most = SLEW * (at - checkedAt)
        anchor += Math.max(-most, Math.min(most, difference))
      }
      checkedAt = at
      if (sample !== null && at - sample.at > SAMPLE_EVERY) sample = boot()
      return null
    },
    accept: () => {
      anchor = offset()
      checkedAt = clock.monotonic()
      sample = boot()
    }
  }
}
