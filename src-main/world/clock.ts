import { uptime } from 'node:os'

/** The time of day and a stopwatch. Nothing else in the engine reads the machine's clock. */
export interface Clock {
  /** @returns milliseconds since the Unix epoch, UTC. May jump when the machine's clock is set. */
  now(): number
  /** @returns milliseconds from an arbitrary start; never goes backwards. For durations and timeouts only. */
  monotonic(): number
  /** @returns milliseconds since the machine started, those that it slept included; absent where nobody counts them. */
  sinceBoot?(): number
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  sinceBoot: () => uptime() * 1000
}

/** The time since the start of the machine is told in whole seconds on some systems: below this no sleep shows in it. */
export const shortestSleep = 1500

/**
 * A stopwatch that goes on while the machine sleeps, where somebody counts that time: for what a person who went away
 * must not find open, and for what others said would hold for so long.
 * @returns milliseconds from an arbitrary start; never goes backwards, whatever is done to the time of day
 */
export function sleeplessStopwatch(clock: Clock): () => number {
  let awake = clock.monotonic()
  let whole = clock.sinceBoot?.()
  let slept = 0
  return () => {
    const now = clock.monotonic()
    const since = clock.sinceBoot?.()
    if (since !== undefined && whole !== undefined) {
      const asleep = since - whole - (now - awake)
      if (asleep > shortestSleep) slept += asleep
    }
    awake = now
    whole = since
    return now + slept
  }
}

/** A clock that stands still until it is told otherwise: for tests, and for demonstration data of past dates. */
export interface SettableClock extends Clock {
  /** Jumps to a time of day; the stopwatch does not move. */
  set(now: number | Date): void
  /** Lets time pass: both the time of day and the stopwatch move on. @throws RangeError for a negative duration. */
  advance(milliseconds: number): void
}

/** @returns a clock that shows `start` until it is moved. */
export function settableClock(start: number | Date): SettableClock {
  let now = Number(start)
  let elapsed = 0
  return {
    now: () => now,
    monotonic: () => elapsed,
    set: (time) => {
      now = Number(time)
    },
    advance: (milliseconds) => {
      if (!(milliseconds >= 0)) throw new RangeError(`time cannot pass by ${milliseconds} ms`)
      now += milliseconds
      elapsed += milliseconds
    }
  }
}
