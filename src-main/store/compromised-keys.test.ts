import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { seedCertificate, seedOwners } from '../testing/seed-certificates.ts'
import { compromisedByKey, insertCertificate } from './certificates.ts'
import { allRows, run } from './connection.ts'
import { compromisedKeys } from './migrations/0038-compromised-keys.ts'
import { migrations } from './migrations/index.ts'
import { close, open, openAndUpgrade } from './open.ts'
import { revokeCertificate } from './revocations.ts'
import { reader } from './store.ts'
import { transaction } from './transaction.ts'

const now = Date.UTC(2026, 10, 20)
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chancery-compromised-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('after an upgrade the compromised among many certificates of one key is found by the index of such alone', async () => {
  const file = join(folder, 'chancery.db')
  const old = open(file, { migrations: migrations.slice(0, compromisedKeys.number - 1) })
  const seeded = await transaction(old, (tx) => seedOwners(tx, { now, authorities: 1, profiles: 1 }))
  await transaction(old, (tx) => {
    for (let id = 1; id <= 300; id++) {
      const spkiSha256 = id <= 200 ? 'aa' : id <= 250 ? 'bb' : 'cc'
      insertCertificate(tx, { ...seedCertificate(id, seeded, now), spkiSha256 })
    }
    run(tx, 'UPDATE certificate SET key_compromised = 1 WHERE id IN (7, 9)')
    revokeCertificate(tx, 210, { at: now, reason: 'keyCompromise', invalidityAt: null })
    revokeCertificate(tx, 270, { at: now, reason: 'superseded', invalidityAt: null })
  })
  await close(old)

  const { store, upgrade } = await openAndUpgrade(file, { now })
  expect(upgrade).toMatchObject({ from: compromisedKeys.number - 1 })
  const from = reader(store)
  expect(['aa', 'bb', 'cc'].map((key) => compromisedByKey(from, key)?.id)).toEqual([9, 210, undefined])
  const plan = allRows(
    from,
    `EXPLAIN QUERY PLAN SELECT id FROM certificate WHERE spki_sha256 = ?
    AND (key_compromised = 1 OR revocation_reason = 'keyCompromise') ORDER BY id DESC LIMIT 1`,
    ['aa']
  ) as { detail: string }[]
  expect(plan.map(({ detail }) => detail)).toEqual([
    'SEARCH certificate USING INDEX certificate_compromised (spki_sha256=?)'
  ])
  await close(store)
})
