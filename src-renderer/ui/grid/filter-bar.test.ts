import { expect, test } from 'vitest'
import { isTooShort } from './filter-bar.tsx'

test('words of one or two letters are too short where the list wants three, unless one is long enough', () => {
  expect(isTooShort('de', 3)).toBe(true)
  expect(isTooShort(' a b ', 3)).toBe(true)
  expect(isTooShort('de quay', 3)).toBe(false)
  expect(isTooShort('', 3)).toBe(false)
  expect(isTooShort('de', 1)).toBe(false)
})

test('digits may be a whole serial number', () => {
  expect(isTooShort('01', 3)).toBe(false)
})
