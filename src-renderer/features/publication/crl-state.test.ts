import { expect, test } from 'vitest'
import { crlRowState } from './crl-state.ts'

const out = { current: true, nextUpdate: 10, state: 'released', stale: false } as const

test('only the newest CRL of a part can be overdue; an earlier one was replaced', () => {
  expect(crlRowState(out, 9)).toBe('current')
  expect(crlRowState(out, 10)).toBe('overdue')
  expect(crlRowState({ ...out, current: false }, 99)).toBe('replaced')
})

test('one that was signed ahead waits, is held back when it misses a revocation, or was withdrawn', () => {
  const waits = { ...out, current: false, state: 'waiting' } as const
  expect(crlRowState(waits, 0)).toBe('waiting')
  expect(crlRowState({ ...waits, stale: true }, 0)).toBe('stale')
  expect(crlRowState({ ...waits, state: 'withdrawn' }, 0)).toBe('withdrawn')
})
