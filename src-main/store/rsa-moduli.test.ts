import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { firstSchema } from './migrations/0001-first-schema.ts'
import { close, open, openAndUpgrade } from './open.ts'
import { getRoleByName, insertRole } from './roles.ts'
import { batchMembers, keepModulus, moduliOfBatch, nextModulusBatch } from './rsa-moduli.ts'
import { reader } from './store.ts'
import { transaction } from './transaction.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chancery-moduli-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const modulus = (index: number): Uint8Array => Uint8Array.of(1, index >> 8, index & 255)
const noProduct = (): never => {
  throw new Error('no batch is full yet')
}

test('a database of schema 1 keeps its rows and takes moduli after the upgrade', async () => {
  const file = join(folder, 'chancery.db')
  const old = open(file, { migrations: [firstSchema] })
  await transaction(old, (tx) => insertRole(tx, { name: 'desk', label: 'Desk', permissions: [], builtIn: false }))
  await close(old)
  const { store, upgrade } = await openAndUpgrade(file, { now: Date.UTC(2026, 10, 20) })
  expect(upgrade).toMatchObject({ from: 1 })
  expect(getRoleByName(reader(store), 'desk')?.label).toBe('Desk')
  await transaction(store, (tx) => keepModulus(tx, 'a', modulus(1), noProduct))
  expect(nextModulusBatch(reader(store), 0)).toEqual({ id: 1, product: null, members: 1 })
  await close(store)
})

test('a full batch gets its product once, and the next modulus begins another', async () => {
  const store = open(':memory:')
  const asked: number[] = []
  await transaction(store, (tx) => {
    for (let index = 0; index <= batchMembers; index++)
      keepModulus(tx, `key ${index}`, modulus(index), (moduli) => {
        asked.push(moduli.length)
        return Uint8Array.of(7)
      })
    keepModulus(tx, 'key 0', modulus(0), noProduct)
  })
  const first = nextModulusBatch(reader(store), 0)
  const second = nextModulusBatch(reader(store), first?.id ?? 0)
  expect(asked).toEqual([batchMembers])
  expect(first?.product).toEqual(Buffer.of(7))
  expect(moduliOfBatch(reader(store), second?.id ?? 0)).toEqual([Buffer.from(modulus(batchMembers))])
  expect(nextModulusBatch(reader(store), second?.id ?? 0)).toBeUndefined()
  await close(store)
})
