import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { firstOrganization } from './migrations/0039-first-organization.ts'
import { migrations } from './migrations/index.ts'
import { close, open, openAndUpgrade } from './open.ts'
import { listOrganizations } from './organizations.ts'
import { reader } from './store.ts'
import { transaction } from './transaction.ts'
import { insertVault } from './vault.ts'

const now = Date.UTC(2026, 10, 20)
const firstRun = Date.UTC(2026, 0, 2)
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chancery-organization-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function upgraded(setUp: boolean): Promise<readonly (readonly [created: number, updated: number])[]> {
  const file = join(folder, 'chancery.db')
  const old = open(file, { migrations: migrations.slice(0, firstOrganization.number - 1) })
  if (setUp) await transaction(old, (tx) => insertVault(tx, { vaultId: 'v', createdAt: firstRun }))
  await close(old)
  const { store } = await openAndUpgrade(file, { now })
  const days = listOrganizations(reader(store)).map(({ createdAt, updatedAt }) => [createdAt, updatedAt] as const)
  await close(store)
  return days
}

test('after an upgrade the first organization has the day of the first run', async () => {
  expect(await upgraded(true)).toEqual([[firstRun, firstRun]])
})

test('where no first run was yet, its day is still to come', async () => {
  expect(await upgraded(false)).toEqual([[0, 0]])
})
