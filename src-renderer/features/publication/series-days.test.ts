import { expect, test } from 'vitest'
import { seriesDays, seriesLength } from './series-days.ts'

const day = 86_400_000
const policy = { life: '40d', overlap: '10d' }
const start = Date.UTC(2026, 0, 1)

test('one follows another a life less the overlap later, and never leaves a day without a CRL', () => {
  const days = seriesDays(policy, { count: 12, from: start + 400, every: '' })
  if (typeof days === 'string') throw new Error(days)
  expect(days.map(({ at }) => at)).toEqual(Array.from({ length: 12 }, (_, index) => start + index * 30 * day))
  for (const [index, { at }] of days.entries()) expect(at).toBeLessThan(days[index - 1]?.until ?? Infinity)
})

test('twelve are proposed, and never fewer than wait', () => {
  expect(seriesLength(0)).toBe(12)
  expect(seriesLength(11)).toBe(12)
  expect(seriesLength(24)).toBe(24)
})

test('a gap, an overlap as long as the life, and what is not yet a number are said before anything is signed', () => {
  expect(seriesDays(policy, { count: 3, from: start, every: '41d' })).toBe('gap')
  expect(seriesDays({ life: '1d', overlap: '1d' }, { count: 3, from: start, every: '' })).toBe('no-overlap')
  expect(seriesDays(policy, { count: 61, from: start, every: '' })).toBe('incomplete')
  expect(seriesDays(policy, { count: 3, from: start, every: '3x' })).toBe('incomplete')
})
