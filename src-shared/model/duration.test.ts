import { expect, test } from 'vitest'
import { durationWords } from './duration.ts'

test.each([
  ['1y', '1 year'],
  ['398d', '398 days'],
  ['1y6mo', '1 year 6 months'],
  ['36h30m', '36 hours 30 minutes'],
  ['0d', '0 seconds'],
  ['soon', 'soon']
])('%s is said as %s', (text, words) => {
  expect(durationWords(text)).toBe(words)
})
