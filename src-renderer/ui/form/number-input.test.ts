import { expect, test } from 'vitest'
import { wholeNumber } from './number-input.tsx'

test('an empty field is no value, digits are a number, the rest stays what was typed', () => {
  expect(wholeNumber(' ')).toBeNull()
  expect(wholeNumber('12 ')).toBe(12)
  expect(wholeNumber('1.5')).toBe('1.5')
  expect(wholeNumber('ten')).toBe('ten')
})
