import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { seedCertificates } from '../testing/seed-certificates.ts'
import { countCertificates } from './certificate-count.ts'
import type { CertificateFilter } from './certificate-filter.ts'
import { listCertificates } from './certificate-list.ts'
import { annotateCertificate } from './certificates.ts'
import { allRows } from './connection.ts'
import { listIndexes } from './migrations/0033-list-indexes.ts'
import { migrations } from './migrations/index.ts'
import { close, open, openAndUpgrade } from './open.ts'
import { reader } from './store.ts'
import { transaction } from './transaction.ts'

const now = Date.UTC(2026, 10, 20)
const dayMs = 86_400_000
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chancery-lists-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('after an upgrade the lists of what was archived, revoked and issued in a time find the certificates of before', async () => {
  const file = join(folder, 'chancery.db')
  const old = open(file, { migrations: migrations.slice(0, listIndexes.number - 1) })
  await seedCertificates(old, { count: 800, now })
  await transaction(old, (tx) => {
    for (let id = 10; id <= 800; id += 10) annotateCertificate(tx, id, { archived: true })
  })
  const ids = (where: string): unknown[] =>
    allRows(reader(old), `SELECT id FROM certificate NOT INDEXED WHERE ${where} ORDER BY id`)
  const asked: readonly (readonly [CertificateFilter, unknown[]])[] = [
    [{ archived: true }, ids('archived = 1')],
    [{ archived: false, states: ['revoked'] }, ids(`archived = 0 AND state = 'revoked'`)],
    [
      { createdFrom: now - 20 * dayMs, createdTo: now - 9 * dayMs },
      ids(`created_at >= ${now - 20 * dayMs} AND created_at < ${now - 9 * dayMs}`)
    ]
  ]
  await close(old)

  const { store, upgrade } = await openAndUpgrade(file, { now })
  expect(upgrade).toMatchObject({ from: listIndexes.number - 1 })
  const moment = { now, expiringDays: 30 }
  for (const [filter, wanted] of asked) {
    expect(wanted.length).toBeGreaterThan(5)
    const query = { ...moment, filter, sort: 'created', descending: false, cursor: null, limit: 1000 } as const
    expect(listCertificates(reader(store), query).rows.map(({ id }) => ({ id }))).toEqual(wanted)
    expect(countCertificates(reader(store), filter, moment)).toBe(wanted.length)
  }
  await close(store)
})
