import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { seedCertificate, seedOwners } from '../testing/seed-certificates.ts'
import { insertCertificate } from './certificates.ts'
import { allRows, run } from './connection.ts'
import { migrations } from './migrations/index.ts'
import { close, open, openAndUpgrade } from './open.ts'
import { lostSerialRevokedAt } from './ocsp.ts'
import { getReservation, listOpenReservations, reserve } from './reservations.ts'
import { reader } from './store.ts'
import { transaction } from './transaction.ts'

const now = Date.UTC(2026, 10, 20)
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chancery-issuance-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('an upgrade keeps the reservations that a crash left or that were given up; closed ones live on as certificates', async () => {
  const file = join(folder, 'chancery.db')
  const old = open(file, { migrations: migrations.slice(0, 4) })
  const authorityId = await transaction(old, (tx) => {
    const seeded = seedOwners(tx, { now, authorities: 1, profiles: 1 })
    const authority = seeded.authorityIds[0] ?? 0
    const certificateId = insertCertificate(tx, {
      ...seedCertificate(1, seeded, now),
      authorityId: authority,
      serial: 'cc'
    })
    const insert = `INSERT INTO reservation (authority_id, serial, transaction_id, tbs, requester, state, created_at, closed_at, certificate_id, revoked_at)
      VALUES (?, ?, ?, x'03', '{}', ?, ?, ?, ?, ?)`
    run(tx, insert, [authority, 'cc', 't1', 'closed', now, now, certificateId, null])
    run(tx, insert, [authority, 'aa', 't2', 'open', now, null, null, null])
    run(tx, insert, [authority, 'bb', 't3', 'abandoned', now, now, null, now])
    return authority
  })
  await close(old)
  const { store } = await openAndUpgrade(file, { now })
  const from = reader(store)
  expect(listOpenReservations(from).map(({ serial }) => serial)).toEqual(['aa'])
  expect(lostSerialRevokedAt(from, authorityId, 'bb')).toBe(now)
  expect(getReservation(from, authorityId, 'cc')).toBeUndefined()
  for (const serial of ['aa', 'bb', 'cc'])
    await expect(
      transaction(store, (tx) =>
        reserve(tx, {
          authorityId,
          serial,
          requestId: null,
          profileRevisionId: null,
          tbs: new Uint8Array([3]),
          requester: {},
          createdAt: now
        })
      )
    ).rejects.toMatchObject({ code: 'conflict' })
  expect(allRows(from, 'PRAGMA foreign_key_check')).toEqual([])
  await close(store)
})
