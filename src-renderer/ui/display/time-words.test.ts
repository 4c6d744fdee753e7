import { expect, test } from 'vitest'
import { relativeTime, utcTime } from './time-words.ts'

const now = Date.UTC(2026, 0, 15, 12)

test('the relative time uses the largest unit that fits', () => {
  expect(relativeTime(now + 90 * 86_400_000, now, 'en')).toBe('in 2 months')
  expect(relativeTime(now - 7_200_000, now, 'en')).toBe('2 hours ago')
  expect(relativeTime(now + 86_400_000, now, 'en')).toBe('tomorrow')
  expect(relativeTime(now - 5_000, now, 'en')).toBe('this minute')
  expect(relativeTime(now + 3 * 86_400_000, now, 'de')).toBe('in 3 Tagen')
})

test('yesterday is the day before today, and not what lies 24 to 48 hours back; a month and a bit is no last month', () => {
  const night = new Date(2026, 10, 22, 3, 10).getTime()
  expect(relativeTime(new Date(2026, 10, 19, 10, 22).getTime(), night, 'de')).toBe('vor 3 Tagen')
  expect(relativeTime(new Date(2026, 10, 20, 2, 0).getTime(), night, 'de')).toBe('vorgestern')
  expect(relativeTime(new Date(2026, 9, 1).getTime(), night, 'en')).toBe('1 month ago')
})

test('UTC is written to the second without milliseconds', () => {
  expect(utcTime(now)).toBe('2026-01-15 12:00:00 UTC')
})
