import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seedCertificate, seedCertificates, seedInBulk, seedOwners, type Seeded } from '../testing/seed-certificates.ts'
import { changeTags, setOwner } from './certificate-facts.ts'
import type { CertificateFilter, KindCondition } from './certificate-filter.ts'
import { countCertificates } from './certificate-count.ts'
import { listCertificates, type CertificateQuery } from './certificate-list.ts'
import type { CertificateSort } from './certificate-candidates.ts'
import { certificatePlan } from './certificate-plan.ts'
import { certificateStateAt } from './certificate-state.ts'
import {
  annotateCertificate,
  certificateColumns,
  getCertificateByFingerprint,
  insertCertificate,
  type CertificateRecord
} from './certificates.ts'
import { allRows, connectionKey, type Reader } from './connection.ts'
import { close, open } from './open.ts'
import { reader, type Store } from './store.ts'
import { countCertificatesByState, countExpiryWindows } from './tallies.ts'
import { transaction } from './transaction.ts'

const now = Date.UTC(2026, 10, 20, 15)
const moment = { now, expiringDays: 30 }
const dayMs = 86_400_000

/** Follows the pages to the end. */
function everyPage(
  r: Reader,
  filter: CertificateFilter,
  sort: CertificateSort,
  descending: boolean,
  limit: number
): CertificateRecord[] {
  const rows: CertificateRecord[] = []
  let cursor: string | null = null
  do {
    const page = listCertificates(r, { ...moment, filter, sort, descending, cursor, limit })
    expect(page.rows.length).toBeLessThanOrEqual(limit)
    rows.push(...page.rows)
    cursor = page.next
  } while (cursor !== null)
  return rows
}

/** The same filter, row by row. */
function matches(row: CertificateRecord, filter: CertificateFilter): boolean {
  const state = certificateStateAt(row, now, moment.expiringDays)
  if (filter.authorityId !== undefined && row.authorityId !== filter.authorityId) return false
  if (filter.profileId !== undefined && row.profileId !== filter.profileId) return false
  if (filter.class !== undefined && row.class !== filter.class) return false
  if (filter.classes !== undefined && filter.classes.length > 0 && !filter.classes.includes(row.class)) return false
  if (filter.keyAlgorithm !== undefined && row.keyAlgorithm !== filter.keyAlgorithm) return false
  if (filter.requester !== undefined && row.requesterText !== filter.requester) return false
  if (filter.notAfterFrom !== undefined && row.notAfter < filter.notAfterFrom) return false
  if (filter.notAfterTo !== undefined && row.notAfter >= filter.notAfterTo) return false
  if (filter.createdFrom !== undefined && row.createdAt < filter.createdFrom) return false
  if (filter.createdTo !== undefined && row.createdAt >= filter.createdTo) return false
  if (filter.archived !== undefined && row.archived !== filter.archived) return false
  if (filter.kind !== undefined) {
    const { profileIds, exceptRevisionIds } = filter.kind
    if (!profileIds.includes(row.profileId ?? 0) || exceptRevisionIds.includes(row.profileRevisionId ?? 0)) return false
  }
  // One certificate in seven is tagged, one in three hundred has an owner.
  if (filter.tag !== undefined && (filter.tag !== 'seven' || row.id % 7 !== 0)) return false
  if (filter.owner !== undefined && (filter.owner !== 'Ada' || row.id % 300 !== 0)) return false
  if (
    filter.states !== undefined &&
    filter.states.length > 0 &&
    !filter.states.some((each) => each === state || (each === 'active' && state === 'expiring'))
  )
    return false
  const text = (filter.text ?? '').trim().toLowerCase()
  if (text === '') return true
  const hex = text.replace(/[\s:]/g, '')
  if (/^[0-9a-f]{6,}$/.test(hex) && (row.serial.startsWith(hex) || row.fingerprint.startsWith(hex))) return true
  if (/^[0-9a-f]{1,5}$/.test(hex) && row.serial === hex) return true
  const words = text.split(/\s+/).filter((word) => word.length >= 3)
  return (
    words.length > 0 &&
    words.every((word) => row.subject.toLowerCase().includes(word) || row.names.toLowerCase().includes(word))
  )
}

describe('lists of 6000 certificates', () => {
  let store: Store
  let all: CertificateRecord[]
  let seeded: Seeded
  beforeAll(async () => {
    store = open(':memory:')
    seeded = await transaction(store, (tx) => seedOwners(tx, { now, authorities: 4, profiles: 5 }))
    await seedCertificates(store, { count: 6000, now }, seeded)
    await transaction(store, (tx) => {
      const odd = seedCertificate(9001, seeded, now)
      insertCertificate(tx, { ...odd, subject: 'CN=100%_sure\\"quoted",O=Müller Straße', names: 'sure.test' })
      insertCertificate(tx, {
        ...seedCertificate(9002, seeded, now),
        notBefore: now + dayMs,
        notAfter: now + 9 * dayMs
      })
      // Equal subjects and equal ends must not lose or repeat rows at page borders.
      for (let n = 9100; n < 9150; n++)
        insertCertificate(tx, {
          ...seedCertificate(n, seeded, now),
          subject: n % 2 === 0 ? 'CN=Same' : 'CN=same',
          notAfter: now + 5 * dayMs
        })
    })
    await transaction(store, (tx) => {
      for (const { id } of allRows(tx, 'SELECT id FROM certificate') as { id: number }[]) {
        if (id % 7 === 0) changeTags(tx, id, ['seven'], [])
        if (id % 11 === 0) annotateCertificate(tx, id, { archived: true })
        if (id % 300 === 0) setOwner(tx, id, { owner: 'Ada', organization: '', department: '', contacts: '' }, now)
      }
    })
    all = allRows(reader(store), `SELECT ${certificateColumns.list()} FROM certificate`).map(certificateColumns.decode)
  })
  afterAll(() => close(store))

  const authority = (n: number): number => seeded.authorityIds[n] ?? 0
  const listOf = (...which: number[]): KindCondition => ({
    kind: 'tls',
    profileIds: which.map((n) => seeded.profileIds[n] ?? 0),
    exceptRevisionIds: []
  })
  const filters: readonly (readonly [string, () => CertificateFilter])[] = [
    ['nothing', () => ({})],
    ['a large authority', () => ({ authorityId: authority(0) })],
    ['a small authority', () => ({ authorityId: authority(2) })],
    ['an authority that does not exist', () => ({ authorityId: 4711 })],
    ['a profile', () => ({ profileId: seeded.profileIds[1] ?? 0 })],
    ['revoked', () => ({ states: ['revoked'] })],
    ['suspended', () => ({ states: ['suspended'] })],
    ['expired', () => ({ states: ['expired'] })],
    ['expiring', () => ({ states: ['expiring'] })],
    ['not yet valid', () => ({ states: ['not-yet-valid'] })],
    ['active, authority', () => ({ states: ['active'], authorityId: authority(1) })],
    ['revoked or suspended, algorithm', () => ({ states: ['revoked', 'suspended'], keyAlgorithm: 'p256' })],
    ['revoked, authority', () => ({ states: ['revoked'], authorityId: authority(0) })],
    ['class', () => ({ class: 'service' })],
    ['a list of two profiles', () => ({ kind: listOf(1, 3) })],
    [
      'a list of all profiles but one revision',
      () => ({ kind: { ...listOf(0, 1, 2, 3, 4), exceptRevisionIds: [seeded.revisionIds[2] ?? 0] } })
    ],
    ['a list and a profile of it', () => ({ kind: listOf(1, 3), profileId: seeded.profileIds[3] ?? 0 })],
    ['a list, state and text', () => ({ kind: listOf(0, 4), states: ['active'], text: 'mail' })],
    ['an authority and a profile', () => ({ authorityId: authority(2), profileId: seeded.profileIds[1] ?? 0 })],
    ['a tag', () => ({ tag: 'seven' })],
    ['a tag, state, list', () => ({ tag: 'seven', states: ['revoked'], kind: listOf(2) })],
    ['an owner', () => ({ owner: 'Ada' })],
    ['an owner that nobody is', () => ({ owner: 'Charles' })],
    ['end entities', () => ({ class: 'end-entity' })],
    ['classes', () => ({ classes: ['authority', 'service'] })],
    ['classes and state', () => ({ classes: ['end-entity', 'service'], states: ['revoked'] })],
    ['a class outside the classes', () => ({ class: 'service', classes: ['end-entity'] })],
    ['requester', () => ({ requester: 'requester 17' })],
    ['ending in a window', () => ({ notAfterFrom: now, notAfterTo: now + 10 * dayMs })],
    [
      'made in a window, profile',
      () => ({ createdFrom: now - 30 * dayMs, createdTo: now - 20 * dayMs, profileId: seeded.profileIds[0] ?? 0 })
    ],
    ['archived', () => ({ archived: true })],
    ['frequent word', () => ({ text: 'example' })],
    ['rare word', () => ({ text: 'sensor-77' })],
    ['two words', () => ({ text: 'SENSOR lima' })],
    ['word and state', () => ({ text: 'gateway', states: ['revoked'] })],
    ['trigrams in another order', () => ({ text: 'lpexam' })],
    ['nothing like it', () => ({ text: 'xyzzyx' })],
    ['percent and backslash', () => ({ text: '100%_sure\\"q' })],
    ['underscore is no wildcard', () => ({ text: '100__sure' })],
    ['letters beyond ASCII', () => ({ text: 'müller' })],
    ['their trigrams in another order', () => ({ text: 'lermül' })],
    ['beginning of a serial', () => ({ text: seedCertificate(17, seeded, now).serial.slice(0, 9) })],
    [
      'a fingerprint with colons',
      () => ({ text: (seedCertificate(17, seeded, now).fingerprint.match(/../g) ?? []).join(':').toUpperCase() })
    ],
    ['a short serial', () => ({ text: '01' })]
  ]
  const sorts = [
    ['created', true],
    ['created', false],
    ['notAfter', true],
    ['notAfter', false],
    ['subject', false],
    ['subject', true]
  ] as const
  const key = (row: CertificateRecord, sort: CertificateSort): string | number =>
    sort === 'created'
      ? row.id
      : sort === 'notAfter'
        ? row.notAfter
        : row.subject.replace(/[A-Z]/g, (letter) => letter.toLowerCase())

  describe.each(filters)('filtered by %s', (_name, filter) => {
    const expected = (): CertificateRecord[] => all.filter((row) => matches(row, filter()))

    test.each(sorts)('sorted by %s, descending %s: every row once, in order, page after page', (sort, descending) => {
      const sign = descending ? -1 : 1
      const wanted = expected().sort((a, b) => {
        const [x, y] = [key(a, sort), key(b, sort)]
        return sign * (x < y ? -1 : x > y ? 1 : a.id - b.id)
      })
      const limit = wanted.length > 1000 ? 997 : 7
      expect(everyPage(reader(store), filter(), sort, descending, limit).map((row) => row.id)).toEqual(
        wanted.map((row) => row.id)
      )
    })

    test('counted exactly, or not at all', () => {
      const total = countCertificates(reader(store), filter(), moment)
      if (total !== null) expect(total).toBe(expected().length)
    })

    test('what is not archived is counted alike', () => {
      const total = countCertificates(reader(store), { archived: false, ...filter() }, moment)
      const wanted = { archived: false, ...filter() }.archived
      if (total !== null) expect(total).toBe(expected().filter((row) => row.archived === wanted).length)
    })
  })

  test('an empty list of states and a blank text filter nothing', () => {
    expect(countCertificates(reader(store), { states: [], text: '  ' }, moment)).toBe(all.length)
  })

  test('a cursor of another order, or one made up, is refused', () => {
    const query: CertificateQuery = { ...moment, filter: {}, sort: 'created', descending: true, cursor: null, limit: 5 }
    const { next } = listCertificates(reader(store), query)
    expect(() => listCertificates(reader(store), { ...query, sort: 'subject', cursor: next })).toThrow(
      expect.objectContaining({ code: 'malformed' })
    )
    for (const cursor of [
      '',
      'x',
      Buffer.from('["created-",1]').toString('base64url'),
      Buffer.from('["created-",{},1]').toString('base64url'),
      'A'.repeat(10_000)
    ]) {
      expect(() => listCertificates(reader(store), { ...query, cursor }), cursor.slice(0, 20)).toThrow(
        expect.objectContaining({ code: 'malformed' })
      )
    }
  })

  test('words of fewer than three characters are refused with advice', () => {
    expect(() =>
      listCertificates(reader(store), {
        ...moment,
        filter: { text: 'x' },
        sort: 'created',
        descending: true,
        cursor: null,
        limit: 5
      })
    ).toThrow('at least 3 characters')
  })
})

describe('100,000 certificates', () => {
  let store: Store
  let seeded: Seeded
  beforeAll(async () => {
    store = open(':memory:')
    seeded = await transaction(store, (tx) => seedOwners(tx, { now, authorities: 4, profiles: 12 }))
    await seedInBulk(store, { count: 100_000, now, batch: 10_000 }, seeded)
    await transaction(store, (tx) => {
      for (let id = 3; id <= 30_000; id += 3) changeTags(tx, id, ['seven'], [])
      for (let id = 5; id <= 5000; id += 5)
        setOwner(tx, id, { owner: 'Ada', organization: '', department: '', contacts: '' }, now)
    })
  }, 120_000)
  afterAll(() => close(store))

  const listOf = (...which: number[]): KindCondition => ({
    kind: 'tls',
    profileIds: which.map((n) => seeded.profileIds[n] ?? 0),
    exceptRevisionIds: []
  })

  /** Runs with the statements recorded, then explains each of them. */
  function plansOf(action: () => void): string[] {
    const { database, statements } = reader(store)[connectionKey]
    statements.clear()
    action()
    return [...statements.keys()].flatMap((sql) => {
      const names = Object.fromEntries([...sql.matchAll(/@(\w+)/g)].map((found) => [found[1] ?? '', 1]))
      const marks = [...sql.matchAll(/\?/g)].map(() => 1)
      const rows = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(marks.length > 0 ? marks : names) as {
        detail: string
      }[]
      return rows.map((row) => row.detail)
    })
  }

  const list = (filter: CertificateFilter, sort: CertificateSort = 'created'): void => {
    const page = listCertificates(reader(store), {
      ...moment,
      filter,
      sort,
      descending: true,
      cursor: null,
      limit: 100
    })
    if (page.next !== null)
      listCertificates(reader(store), { ...moment, filter, sort, descending: true, cursor: page.next, limit: 100 })
  }
  const shapes: readonly (readonly [string, () => void])[] = [
    ['the first page', () => list({})],
    ['sorted by end', () => list({}, 'notAfter')],
    ['sorted by subject', () => list({}, 'subject')],
    ['authority', () => list({ authorityId: seeded.authorityIds[0] ?? 0 })],
    ['authority by end', () => list({ authorityId: seeded.authorityIds[0] ?? 0 }, 'notAfter')],
    ['profile', () => list({ profileId: seeded.profileIds[3] ?? 0 })],
    ['revoked', () => list({ states: ['revoked'] })],
    ['expiring by end', () => list({ states: ['expiring'] }, 'notAfter')],
    ['a list of two profiles', () => list({ kind: listOf(1, 3) })],
    ['a list of two profiles by end', () => list({ kind: listOf(1, 3) }, 'notAfter')],
    ['a tag', () => list({ tag: 'seven' })],
    ['an owner', () => list({ owner: 'Ada' })],
    ['search', () => list({ text: 'gateway-77' })]
  ]

  test.each(shapes)('%s: no table is sorted or walked without an index', (_name, action) => {
    for (const step of plansOf(action)) {
      expect(step).not.toMatch(/TEMP B-TREE/)
      // Walking the table itself is right only in the order of ids, page by page.
      if (/^SCAN certificate\b/.test(step) && !/USING (COVERING )?INDEX/.test(step))
        expect(_name).toBe('the first page')
    }
  })

  test('point lookups and the dashboard use their indexes', () => {
    const steps = plansOf(() => {
      getCertificateByFingerprint(reader(store), 'ab')
      countCertificatesByState(reader(store), now)
      countExpiryWindows(reader(store), now)
    })
    expect(steps.length).toBeGreaterThan(3)
    for (const step of steps) expect(step).toMatch(/^SEARCH .*USING/)
  })

  test('the planner lets the narrowest filter drive, and the wanted order where none is narrow', () => {
    const source = (filter: CertificateFilter, sort: CertificateSort): string =>
      certificatePlan(reader(store), filter, moment, sort).source
    expect(source({ authorityId: seeded.authorityIds[0] ?? 0, requester: 'requester 5' }, 'subject')).toContain(
      'certificate_requester'
    )
    expect(source({ authorityId: seeded.authorityIds[0] ?? 0 }, 'subject')).toContain('certificate_subject')
    expect(source({ authorityId: seeded.authorityIds[0] ?? 0 }, 'notAfter')).toContain(
      'certificate_authority_not_after'
    )
    expect(source({ states: ['revoked'], authorityId: seeded.authorityIds[0] ?? 0 }, 'created')).toContain(
      'certificate_state'
    )
    expect(source({}, 'created')).toContain('NOT INDEXED')
  })

  test('a page, deep or first, and a search take milliseconds', () => {
    const median = (action: () => void): number => {
      const times = Array.from({ length: 9 }, () => {
        const start = performance.now()
        action()
        return performance.now() - start
      }).sort((a, b) => a - b)
      return times[4] ?? Infinity
    }
    // Ten times what a quiet machine needs, so that only a lost index fails here.
    for (const [name, action] of shapes) expect(median(action), name).toBeLessThan(60)
  })
})
