import { expect, test } from 'vitest'
import { crlRowState } from './crl-state.ts'

const out = { current: true, thisUpdate: 0, nextUpdate: 10, state: 'released', stale: false } as const

test('only the newest CRL of a part can be overdue; an earlier one was replaced', () => {
  expect(crlRowState(out, 9)).toBe('current')
  expect(crlRowState(out, 10)).toBe('overdue')
  expect(crlRowState({ ...out, current: false }, 99)).toBe('replaced')
})

test('one that was signed while the clock was ahead has not begun, but for what clocks are apart anyway', () => {
  const ahead = { ...out, thisUpdate: 3_600_000, nextUpdate: 7_200_000 }
  expect(crlRowState(ahead, 0)).toBe('not-begun')
  expect(crlRowState(ahead, 3_300_000)).toBe('current')
  expect(crlRowState({ ...ahead, current: false }, 0)).toBe('replaced')
})

test('one that was signed ahead waits, is held back when it misses a revocation, or was withdrawn', () => {
  const waits = { ...out, current: false, state: 'waiting' } as const
  expect(crlRowState(waits, 0)).toBe('waiting')
  expect(crlRowState({ ...waits, stale: true }, 0)).toBe('stale')
  expect(crlRowState({ ...waits, state: 'withdrawn' }, 0)).toBe('withdrawn')
})
