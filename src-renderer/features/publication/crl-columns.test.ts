import { expect, test } from 'vitest'
import { crlRowState } from './crl-columns.tsx'

test('only the newest CRL of an authority can be overdue; an earlier one was replaced', () => {
  expect(crlRowState({ current: true, nextUpdate: 10 }, 9)).toBe('current')
  expect(crlRowState({ current: true, nextUpdate: 10 }, 10)).toBe('overdue')
  expect(crlRowState({ current: false, nextUpdate: 10 }, 99)).toBe('replaced')
})
