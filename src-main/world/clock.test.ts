import { expect, test } from 'vitest'
import { settableClock, systemClock } from './clock.ts'

test('a settable clock stands still, jumps when set, and passes time on both hands', () => {
  const clock = settableClock(new Date('2026-01-01T00:00:00Z'))
  expect(clock.now()).toBe(Date.UTC(2026, 0, 1))
  clock.advance(1500)
  clock.set(Date.UTC(2020, 0, 1))
  expect([clock.now(), clock.monotonic()]).toEqual([Date.UTC(2020, 0, 1), 1500])
  clock.advance(1)
  expect([clock.now(), clock.monotonic()]).toEqual([Date.UTC(2020, 0, 1) + 1, 1501])
  expect(() => clock.advance(-1)).toThrow(RangeError)
})

test('the system clock shows the time of day and its stopwatch does not go backwards', () => {
  expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(1000)
  const first = systemClock.monotonic()
  expect(systemClock.monotonic()).toBeGreaterThanOrEqual(first)
})
