import { expect, test } from 'vitest'
import { afterGuess, longestWait, noGuesses, waitBeforeGuess, type GuessRecord } from './guess-throttle.ts'

const start = Date.UTC(2026, 0, 1)

function guess(times: number): GuessRecord {
  let record = noGuesses
  for (let count = 0; count < times; count++) record = afterGuess(record, start)
  return record
}

test('the first two mistakes cost nothing, then the wait doubles from one second to fifteen minutes', () => {
  const waits = Array.from({ length: 16 }, (_, failed) => waitBeforeGuess(guess(failed), start))
  expect(waits).toEqual(
    [0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900].map((seconds) => seconds * 1000)
  )
  expect(waitBeforeGuess(guess(100_000), start)).toBe(longestWait)
})

test('the wait ends by itself and begins again, longer, with the next mistake', () => {
  const record = guess(5)
  expect(waitBeforeGuess(record, start + 3_999)).toBe(1)
  expect(waitBeforeGuess(record, start + 4_000)).toBe(0)
  expect(waitBeforeGuess(afterGuess(record, start + 4_000), start + 4_000)).toBe(8_000)
})

test('a clock that was set back by years does not lock an operator out for longer than the longest wait', () => {
  expect(waitBeforeGuess(guess(4), Date.UTC(2010, 0, 1))).toBe(longestWait)
})
