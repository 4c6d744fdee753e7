import { expect, test } from 'vitest'
import { answerIsNo, exitCodes, interrupted } from './exit-codes.ts'

test('every error has an exit code that a shell can carry, and only wrong usage shares one', () => {
  const codes = Object.values(exitCodes)
  expect(codes.every((code) => code > 0 && code < 126)).toBe(true)
  expect(codes.length - new Set(codes).size).toBe(1)
  expect(exitCodes['invalid-input']).toBe(exitCodes['unknown-operation'])
  expect(codes).not.toContain(answerIsNo)
  expect(codes).not.toContain(interrupted)
})
