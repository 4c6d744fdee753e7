import { expect, test } from 'vitest'
import { earlierOf } from './earlier-crl.ts'

const one = (
  id: number,
  kind: 'complete' | 'delta' = 'complete',
  scope = '',
  state: 'released' | 'withdrawn' = 'released'
) => ({
  id,
  kind,
  scope,
  state,
  thisUpdate: id
})

test('a CRL is compared with the one of its kind and part that was out before', () => {
  const rows = [
    one(9),
    one(8, 'delta'),
    one(7, 'complete', 'users'),
    one(6, 'complete', '', 'withdrawn'),
    one(5),
    one(4, 'delta')
  ]
  expect(earlierOf(rows, rows[0])?.id).toBe(5)
  expect(earlierOf(rows, rows[1])?.id).toBe(4)
  expect(earlierOf(rows, rows[2])).toBeUndefined()
  expect(earlierOf(rows, undefined)).toBeUndefined()
})
