import { describe, expect, test } from 'vitest'
import { domainProofEnd, endForTls, mailboxProofEnd } from './reuse.ts'

const day = 86_400_000
const at = (text: string): number => Date.parse(`${text}T00:00:00Z`)
const dayOf = (ms: number | null): string => (ms === null ? 'none' : new Date(ms).toISOString().slice(0, 10))

describe('how long the proof of a domain is used again for publicly trusted TLS (BR 4.2.1, ballot SC-081v3)', () => {
  test.each([
    ['398 days while that period lasts', '2025-01-01', '2026-02-03'],
    ['a proof of 2025 older than 200 days ends on the day on which 200 days begin', '2025-08-01', '2026-03-15'],
    ['a younger one ends 200 days after it was made', '2025-12-01', '2026-06-19'],
    ['200 days in 2026', '2026-04-01', '2026-10-18'],
    [
      'today it ends on the day on which 100 days begin, because it is older than that by then',
      '2026-11-20',
      '2027-03-15'
    ],
    ['a proof of December 2026 is used for 100 days', '2026-12-20', '2027-03-30'],
    ['100 days from March 2027', '2027-03-15', '2027-06-23'],
    ['10 days from March 2029', '2029-03-15', '2029-03-25'],
    ['a proof of ten days before ends there too', '2029-03-10', '2029-03-20'],
    ['a proof of January 2029 ends with the period of 100 days', '2029-01-01', '2029-03-15']
  ])('%s', (_what, made, end) => expect(dayOf(endForTls(at(made)))).toBe(end))

  test('at every moment of its use a proof is no older than the period of that day', () => {
    const limits = [
      ['2029-03-15', 10],
      ['2027-03-15', 100],
      ['2026-03-15', 200],
      ['1970-01-01', 398]
    ] as const
    for (let made = at('2025-01-01'); made < at('2030-01-01'); made += 3 * day) {
      const end = endForTls(made)
      expect(end).toBeGreaterThan(made)
      const last = end - 1
      const days = limits.find(([from]) => at(from) <= last)?.[1] ?? 0
      expect(last - made).toBeLessThan(days * day)
      const first = limits.find(([from]) => at(from) <= end)?.[1] ?? 0
      expect(end - made).toBeGreaterThanOrEqual(first * day)
    }
  })
})

const settings = { proofReuseDays: 90 }
const made = at('2026-11-20')

test('for mail a proof of a domain stands 398 days, for private certificates as long as the installation says', () => {
  const proof = { basis: 'validated', verifiedAt: made, until: null } as const
  expect(dayOf(domainProofEnd(proof, 'smime', settings))).toBe('2027-12-23')
  expect(dayOf(domainProofEnd(proof, 'none', settings))).toBe('2027-02-18')
})

test('the decision of a person never counts for publicly trusted certificates, and ends when that person said', () => {
  const proof = { basis: 'asserted', verifiedAt: made, until: at('2026-12-01') } as const
  expect(domainProofEnd(proof, 'tls', settings)).toBeNull()
  expect(domainProofEnd(proof, 'smime', settings)).toBeNull()
  expect(dayOf(domainProofEnd(proof, 'none', settings))).toBe('2026-12-01')
})

test('the proof of a mailbox by token stands as the profile says, 30 days at most where the public relies on it', () => {
  expect(dayOf(mailboxProofEnd(made, 100, 'none'))).toBe('2027-02-28')
  expect(dayOf(mailboxProofEnd(made, 100, 'smime'))).toBe('2026-12-20')
  expect(mailboxProofEnd(null, 30, 'none')).toBeNull()
})
