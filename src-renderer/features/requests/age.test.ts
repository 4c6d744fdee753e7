import { expect, test } from 'vitest'
import { ageStep, ageText } from './age.ts'

const now = Date.UTC(2026, 10, 20, 12)
const hoursAgo = (n: number): number => now - n * 3_600_000

test('a request turns amber at half of its time and red at its end', () => {
  const at = (n: number): string =>
    ageStep({ state: 'pending-approval', createdAt: hoursAgo(n), askedBackAt: null }, 24, now)
  expect([0, 11.9, 12, 23.9, 24, 400].map(at)).toEqual(['fresh', 'fresh', 'soon', 'soon', 'late', 'late'])
})

test('what is decided, or waits for its requester, is never late', () => {
  const old = { createdAt: hoursAgo(400), askedBackAt: null }
  expect(ageStep({ ...old, state: 'issued' }, 24, now)).toBe('fresh')
  expect(ageStep({ ...old, state: 'pending-approval', askedBackAt: hoursAgo(1) }, 24, now)).toBe('fresh')
})

test('ages are short in both languages', () => {
  expect([0.2, 5.9, 47, 72].map((n) => ageText(hoursAgo(n), now, 'en'))).toEqual(['12 min', '5 hr', '47 hr', '3 days'])
  expect(ageText(hoursAgo(72), now, 'de')).toBe('3 Tg.')
  expect(ageText(now + 5000, now, 'en')).toBe('0 min')
})
