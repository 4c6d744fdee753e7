import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seedCertificate, seedCertificates, seedOwners, type Seeded } from '../testing/seed-certificates.ts'
import { countCertificates } from './certificate-count.ts'
import { both, type CertificateFilter } from './certificate-filter.ts'
import { listCertificates, type CertificateQuery } from './certificate-list.ts'
import type { CertificateSort } from './certificate-candidates.ts'
import { insertCertificate } from './certificates.ts'
import { allRows } from './connection.ts'
import { close, open } from './open.ts'
import { reader, type Store } from './store.ts'
import { transaction } from './transaction.ts'

const now = Date.UTC(2026, 10, 20, 15)
const dayMs = 86_400_000
let store: Store
let seeded: Seeded
beforeAll(async () => {
  store = open(':memory:')
  seeded = await transaction(store, (tx) => seedOwners(tx, { now, authorities: 3, profiles: 4 }))
  await seedCertificates(store, { count: 700, now }, seeded)
  await transaction(store, (tx) => {
    // Issued one an hour, as a clock that goes forward has it.
    for (let n = 0; n < 48; n++)
      insertCertificate(tx, { ...seedCertificate(5000 + n, seeded, now), createdAt: now + n * 3_600_000 })
  })
})
afterAll(() => close(store))

const query = (change: Partial<CertificateQuery>): CertificateQuery => ({
  now,
  expiringDays: 30,
  filter: {},
  sort: 'created',
  descending: true,
  cursor: null,
  limit: 10,
  ...change
})
const ids = (page: { readonly rows: readonly { readonly id: number }[] }): number[] => page.rows.map(({ id }) => id)

describe('pages in both directions', () => {
  const sorts: readonly CertificateSort[] = ['created', 'notAfter', 'subject']
  test.each(sorts)('by %s: the way back gives the pages of the way there', (sort) => {
    for (const filter of [
      {},
      { profileId: seeded.profileIds[1] ?? 0 },
      { text: 'gateway' }
    ] satisfies CertificateFilter[]) {
      const there: number[][] = []
      let page = listCertificates(reader(store), query({ filter, sort, limit: 17 }))
      expect(page.previous).toBeNull()
      for (;;) {
        there.push(ids(page))
        if (page.next === null) break
        page = listCertificates(reader(store), query({ filter, sort, limit: 17, cursor: page.next }))
      }
      const back: number[][] = [ids(page)]
      while (page.previous !== null) {
        page = listCertificates(reader(store), query({ filter, sort, limit: 17, cursor: page.previous }))
        back.unshift(ids(page))
      }
      expect(back).toEqual(there)
      expect(there.length).toBeGreaterThan(1)
    }
  })

  test('a list begins at a moment, and goes back from there', () => {
    const at = now + 20 * 3_600_000
    const page = listCertificates(reader(store), query({ at, limit: 5 }))
    const issued = page.rows.map(({ createdAt }) => createdAt)
    expect(issued).toEqual([20, 19, 18, 17, 16].map((hour) => now + hour * 3_600_000))
    const before = listCertificates(reader(store), query({ cursor: page.previous, limit: 3 }))
    expect(before.rows.map(({ createdAt }) => createdAt)).toEqual([23, 22, 21].map((hour) => now + hour * 3_600_000))
  })

  test('by end it begins with the first that ends then or later, by subject with the first behind a text', () => {
    const at = now + 10 * dayMs
    const page = listCertificates(reader(store), query({ sort: 'notAfter', descending: false, at, limit: 3 }))
    const wanted = allRows(
      reader(store),
      'SELECT id FROM certificate WHERE not_after >= ? ORDER BY not_after, id LIMIT 3',
      [at]
    )
    expect(page.rows.map(({ id }) => ({ id }))).toEqual(wanted)
    const named = listCertificates(
      reader(store),
      query({ sort: 'subject', descending: false, at: 'CN=gate', limit: 1 })
    )
    expect(named.rows[0]?.subject).toMatch(/^CN=gateway/)
  })
})

describe('several filters', () => {
  test('give every row that one of them lets through, once and in order', () => {
    const part = fc.record(
      {
        profileId: fc.constantFrom(0, 1, 2, 3).map((n) => seeded.profileIds[n] ?? 0),
        states: fc.subarray(['active', 'revoked', 'expired', 'suspended', 'expiring'] as const),
        text: fc.constantFrom('gateway', 'mail lima', 'sensor'),
        notAfterFrom: fc.constant(now),
        notAfterTo: fc.constantFrom(now + 20 * dayMs, now + 90 * dayMs)
      },
      { requiredKeys: [] }
    )
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 4 }),
        part,
        fc.constantFrom<CertificateSort>('created', 'notAfter', 'subject'),
        (any, filter, sort) => {
          const all = (one: CertificateFilter): number[] =>
            ids(listCertificates(reader(store), query({ filter: one, sort, limit: 5000 })))
          const union = new Set(
            any.flatMap((each) => {
              const one = both(filter, each)
              return one === null ? [] : all(one)
            })
          )
          const wanted = all({}).filter((id) => union.has(id))
          expect(ids(listCertificates(reader(store), query({ filter, any, sort, limit: 5000 })))).toEqual(wanted)
          const total = countCertificates(reader(store), filter, { now, expiringDays: 30 }, any)
          if (total !== null || any.length === 1) expect(total).toBe(wanted.length)
        }
      ),
      { seed: 9, numRuns: 150 }
    )
  })

  test('both: what two filters have in common is what each of them lets through', () => {
    const list = (one: CertificateFilter): number[] =>
      ids(listCertificates(reader(store), query({ filter: one, limit: 5000 })))
    const pairs: readonly (readonly [CertificateFilter, CertificateFilter])[] = [
      [{ states: ['active'] }, { states: ['expiring', 'revoked'] }],
      [{ states: ['revoked'] }, { states: ['expired'] }],
      [{ text: 'gateway' }, { text: 'lima' }],
      [{ notAfterFrom: now }, { notAfterFrom: now + 9 * dayMs, notAfterTo: now + 30 * dayMs }],
      [{ authorityId: 1 }, { authorityId: 2 }]
    ]
    for (const [one, other] of pairs) {
      const common = both(one, other)
      const second = new Set(list(other))
      expect(common === null ? [] : list(common)).toEqual(list(one).filter((id) => second.has(id)))
    }
  })
})
