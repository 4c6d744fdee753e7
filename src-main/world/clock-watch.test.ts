import { describe, expect, test } from 'vitest'
import { clockWatch } from './clock-watch.ts'
import type { Clock } from './clock.ts'

/** A machine whose time of day, stopwatch and time since its start can be moved apart. */
function machine(counts: 'counts sleep' | 'does not' = 'counts sleep'): {
  readonly clock: Clock
  pass(ms: number): void
  sleep(ms: number): void
  step(ms: number): void
} {
  let [now, run, since] = [1_800_000_000_000, 0, 5_000]
  return {
    clock: {
      now: () => now,
      monotonic: () => run,
      ...(counts === 'counts sleep' ? { sinceBoot: () => since } : {})
    },
    pass: (ms) => {
      now += ms
      run += ms
      since += ms
    },
    sleep: (ms) => {
      now += ms
      since += ms
    },
    step: (ms) => {
      now += ms
    }
  }
}

const watched = (of: ReturnType<typeof machine>): ReturnType<typeof clockWatch> => clockWatch(of.clock, () => 500)

describe('a clock', () => {
  test('that runs evenly is right, for days', () => {
    const one = machine()
    const watch = watched(one)
    for (let hour = 0; hour < 100; hour++) {
      one.pass(3_600_000)
      expect(watch.check()).toBeNull()
    }
  })

  test.each([5000, -5000, 501, -501])('that jumps by %d ms has jumped, until it is accepted', (by) => {
    const one = machine()
    const watch = watched(one)
    one.pass(60_000)
    expect(watch.check()).toBeNull()
    one.step(by)
    expect(watch.check()).toEqual({ by })
    one.pass(60_000)
    expect(watch.check()).toEqual({ by })
    watch.accept()
    expect(watch.check()).toBeNull()
  })

  test('that jumps a little, again and again, has jumped once it adds up', () => {
    const one = machine()
    const watch = watched(one)
    const seen: unknown[] = []
    for (let n = 0; n < 10; n++) {
      one.pass(1000)
      one.step(100)
      seen.push(watch.check())
    }
    expect(seen.slice(0, 5).every((step) => step === null)).toBe(true)
    expect(seen.at(-1)).not.toBeNull()
  })

  test('that a time service pulls by 400 parts in a million is right', () => {
    const one = machine()
    const watch = watched(one)
    for (let minute = 0; minute < 3000; minute++) {
      one.pass(60_000)
      one.step(24)
      expect(watch.check()).toBeNull()
    }
  })

  test('that went on while the machine slept is right, and one that was set in its sleep is not', () => {
    const one = machine()
    const watch = watched(one)
    one.pass(30_000)
    watch.check()
    one.sleep(8 * 3_600_000)
    expect(watch.check()).toBeNull()
    one.sleep(8 * 3_600_000)
    one.step(60_000)
    expect(watch.check()).not.toBeNull()
  })

  test('is not believed to have slept where nobody counts it', () => {
    const one = machine('does not')
    const watch = watched(one)
    one.sleep(10_000)
    expect(watch.check()).toEqual({ by: 10_000 })
  })
})
