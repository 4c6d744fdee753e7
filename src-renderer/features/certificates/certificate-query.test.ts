import { expect, test } from 'vitest'
import { certificateQuery } from './certificate-query.ts'

const now = Date.UTC(2026, 0, 1)

test('without filters the newest certificates of all authorities are asked for', () => {
  expect(certificateQuery({}, null, now)).toEqual({ limit: 100, sort: 'newest', archived: false })
})

test('an expiry window is a span from now, and the scope limits the authority', () => {
  expect(certificateQuery({ expires: ['30'] }, 4, now)).toMatchObject({
    authority: 4,
    expiresAfter: now,
    expiresBefore: now + 30 * 86_400_000
  })
})

test('words in the address that are no states are left out, not sent', () => {
  expect(
    certificateQuery({ state: ['revoked', 'nonsense'], sort: ['sideways'], expires: ['soon'] }, null, now)
  ).toEqual({
    limit: 100,
    sort: 'newest',
    archived: false,
    state: ['revoked']
  })
})
