import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { seedCertificate, seedOwners } from '../testing/seed-certificates.ts'
import { insertCertificate } from './certificates.ts'
import { allRows } from './connection.ts'
import { certificateFacts } from './migrations/0030-certificate-facts.ts'
import { migrations } from './migrations/index.ts'
import { close, open, openAndUpgrade } from './open.ts'
import { insertOperator, listOperators } from './operators.ts'
import { listSavedViews, mostViews, saveView } from './saved-views.ts'
import { reader } from './store.ts'
import { transaction } from './transaction.ts'

const now = Date.UTC(2026, 10, 20)
const file = (): string => join(folder, 'chancery.db')
const account = {
  displayName: '',
  roles: ['officer'],
  state: 'active',
  createdAt: now,
  lastSignInAt: null,
  failedCount: 0,
  blockedUntil: null
} as const
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chancery-views-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('an upgrade moves the views that were preferences, and tells the list of what was taken in from elsewhere', async () => {
  const old = open(file(), { migrations: migrations.slice(0, certificateFacts.number - 1) })
  await transaction(old, (tx) => {
    const view = (name: unknown, query: unknown): unknown => ({ name, query })
    insertOperator(tx, {
      ...account,
      name: 'alice',
      preferences: {
        theme: 'dark',
        'views.certificates': [
          view('Web', 'profile=1'),
          view('web', 'profile=2'),
          'no view',
          view(7, 'x'),
          view('Ends', 'expires=30')
        ],
        'views.audit': [view('Mine', 'actor=alice')],
        'views.broken': 'not a list'
      }
    })
    insertOperator(tx, { ...account, name: 'bob', preferences: {} })
    const seeded = seedOwners(tx, { now, authorities: 1, profiles: 1 })
    const from = (n: number, purposes: string): void => {
      const der = Buffer.from(`30300603551d25${purposes}`, 'hex')
      insertCertificate(tx, {
        ...seedCertificate(n, seeded, now),
        class: 'imported',
        profileId: null,
        profileRevisionId: null,
        authorityId: null,
        der
      })
    }
    from(1, '06082b06010505070302')
    from(2, '06082b0601050507030206082b06010505070301')
    from(3, '06082b06010505070303')
    from(4, '060a2b060104018237140202')
    from(5, '06082b06010505070311')
    from(6, '06082b06010505070309')
    // Ours are told by their profiles, whatever their bytes.
    insertCertificate(tx, { ...seedCertificate(7, seeded, now), der: Buffer.from('06082b06010505070301', 'hex') })
  })
  await close(old)
  const { store } = await openAndUpgrade(file(), { now })
  const from = reader(store)
  const [alice, bob] = listOperators(from)
  const views = (list: string, id = 0): unknown[] =>
    listSavedViews(from, list, id, []).map(({ name, query }) => [name, query])
  expect(views('certificates', alice?.id)).toEqual([
    ['Ends', 'expires=30'],
    ['Web', 'profile=1']
  ])
  expect(views('audit', alice?.id)).toEqual([['Mine', 'actor=alice']])
  expect(views('certificates', bob?.id)).toEqual([])
  expect(
    allRows(
      from,
      `SELECT certificate_id - (SELECT min(certificate_id) FROM imported_kind) + 1 AS id, kind FROM imported_kind ORDER BY 1`
    )
  ).toEqual([
    { id: 1, kind: 'client' },
    { id: 2, kind: 'tls' },
    { id: 3, kind: 'code-signing' },
    { id: 4, kind: 'client' },
    { id: 5, kind: 'device' }
  ])
  expect(allRows(from, 'PRAGMA foreign_key_check')).toEqual([])
  await close(store)
})

test('a list takes a hundred views of one operator, and the next one replaces one of the same name only', async () => {
  const store = open(':memory:')
  const operatorId = await transaction(store, (tx) =>
    insertOperator(tx, { ...account, name: 'alice', preferences: {} })
  )
  const row = { list: 'certificates', operatorId, query: '', shown: null, role: null, updatedAt: now }
  await transaction(store, (tx) => {
    for (let n = 0; n < mostViews; n++) saveView(tx, { ...row, name: `view ${n}` })
  })
  await transaction(store, (tx) => saveView(tx, { ...row, name: 'VIEW 7', query: 'x=1' }))
  await expect(transaction(store, (tx) => saveView(tx, { ...row, name: 'one more' }))).rejects.toMatchObject({
    code: 'conflict'
  })
  const all = listSavedViews(reader(store), 'certificates', operatorId, [])
  expect(all).toHaveLength(mostViews)
  expect(all.find(({ name }) => name === 'VIEW 7')?.query).toBe('x=1')
  await close(store)
})
