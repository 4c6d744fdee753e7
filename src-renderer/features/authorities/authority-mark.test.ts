import { expect, test } from 'vitest'
import { certificateRanOut } from './authority-mark.tsx'

test('an active authority past the end of its certificate is not called active', () => {
  expect(certificateRanOut({ state: 'active', notAfter: 10 }, 11)).toBe(true)
  expect(certificateRanOut({ state: 'active', notAfter: 10 }, 10)).toBe(false)
  expect(certificateRanOut({ state: 'awaiting-certificate', notAfter: null }, 11)).toBe(false)
  expect(certificateRanOut({ state: 'destroyed', notAfter: 10 }, 11)).toBe(false)
})
