import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { seedCertificates } from '../testing/seed-certificates.ts'
import { allRows } from './connection.ts'
import { close, open } from './open.ts'
import { reader, type Store } from './store.ts'

let folder: string | undefined
afterEach(() => {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
})

const texts = (store: Store, sql: string): string[] =>
  allRows(reader(store), sql).map((row) => String(Object.values(row as Record<string, unknown>).at(-1)))

const plan = `EXPLAIN QUERY PLAN SELECT s.id FROM scep_certificate s JOIN certificate c ON c.id = s.certificate_id
  JOIN key k ON k.id = s.key_id WHERE s.service_id = 1 AND k.sealed IS NOT NULL AND c.state = 'active' ORDER BY s.id DESC`

/** @returns a store that was closed with so many certificates in it, opened again */
async function reopenedWith(count: number): Promise<Store> {
  folder = mkdtempSync(join(tmpdir(), 'statistics-'))
  const path = join(folder, 'chancery.db')
  const before = open(path)
  await seedCertificates(before, { count, now: Date.UTC(2026, 10, 20) })
  await close(before)
  return open(path)
}

it('an engine that stopped with a few certificates reads them by index when they are many', async () => {
  const store = await reopenedWith(2)
  expect(texts(store, plan)[0]).toContain('SEARCH s USING INDEX scep_certificate_service')
  expect(texts(store, plan).join()).not.toContain('SCAN')
  expect(texts(store, 'SELECT DISTINCT tbl FROM sqlite_stat1')).not.toContain('certificate')
  await close(store)
})

it('what was counted of a large table is kept', async () => {
  const store = await reopenedWith(12_000)
  expect(texts(store, 'SELECT DISTINCT tbl FROM sqlite_stat1')).toContain('certificate')
  await close(store)
})
