import { expect, test } from 'vitest'
import { dayText, momentOfDay } from './day-text.ts'

test('a day is midnight UTC, whatever the zone of the operator', () => {
  expect(momentOfDay('2026-12-15')).toBe(Date.UTC(2026, 11, 15))
  expect(dayText(Date.UTC(2026, 11, 15))).toBe('2026-12-15')
})

test('what is no day asks for nothing', () => {
  for (const text of ['', '2026-12', '2026-13-40', 'soon', '1900-01-01']) expect(momentOfDay(text)).toBeNull()
})
