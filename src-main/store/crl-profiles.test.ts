import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { seedOwners } from '../testing/seed-certificates.ts'
import { getAuthority, updateAuthority } from './authorities.ts'
import { followCrlProfile, followedCrlProfile, insertCrlProfile, listCrlFollowers } from './crl-profiles.ts'
import { crlProfiles } from './migrations/0034-crl-profiles.ts'
import { migrations } from './migrations/index.ts'
import { close, open, openAndUpgrade } from './open.ts'
import { reader } from './store.ts'
import { transaction } from './transaction.ts'

const now = Date.UTC(2026, 10, 20)
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chancery-crl-profiles-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('an upgrade leaves the CRL settings of every authority as they are, and none follows a profile', async () => {
  const file = join(folder, 'chancery.db')
  const old = open(file, { migrations: migrations.slice(0, crlProfiles.number - 1) })
  const settings = { crl: { life: '9d', overlap: '2d' } }
  const id = await transaction(old, (tx) => {
    const [first = 0] = seedOwners(tx, { now, authorities: 2, profiles: 1 }).authorityIds
    updateAuthority(tx, first, getAuthority(tx, first)?.version ?? 0, { settings })
    return first
  })
  await close(old)
  const { store } = await openAndUpgrade(file, { now })
  expect(getAuthority(reader(store), id)?.settings).toEqual(settings)
  expect(followedCrlProfile(reader(store), id)).toBeUndefined()
  const profile = { name: 'weekly', description: '', settings: {}, createdAt: now, updatedAt: now }
  const [one, two] = await transaction(store, (tx) => [
    insertCrlProfile(tx, profile),
    insertCrlProfile(tx, { ...profile, name: 'rare' })
  ])
  await transaction(store, (tx) => followCrlProfile(tx, id, one ?? 0))
  await transaction(store, (tx) => followCrlProfile(tx, id, two ?? 0))
  expect(listCrlFollowers(reader(store), one ?? 0)).toEqual([])
  expect(listCrlFollowers(reader(store), two ?? 0)).toEqual([{ id, name: getAuthority(reader(store), id)?.name }])
  await close(store)
})
