import { expect, test } from 'vitest'
import { durationIn } from './duration-words.ts'

test('a duration is said in the language of the window', () => {
  expect(durationIn('1y6mo', 'en-GB')).toBe('1 year 6 months')
  expect(durationIn('398d', 'de')).toBe('398 Tage')
  expect(durationIn('36h', 'de')).toBe('36 Stunden')
})

test('what is no duration stays as it is', () => {
  expect(durationIn('until 2030', 'en')).toBe('until 2030')
})
