import { expect, test } from 'vitest'
import { isTooShort } from './search-words.ts'

test('words of one or two letters are too short, unless one is long enough', () => {
  for (const text of ['de', ' a b ', 'x1', '1 x']) expect(isTooShort(text), text).toBe(true)
  expect(isTooShort('de quay')).toBe(false)
  expect(isTooShort('')).toBe(false)
})

test('digits may be a whole serial number', () => {
  expect(isTooShort('01')).toBe(false)
  expect(isTooShort('0a')).toBe(false)
})
