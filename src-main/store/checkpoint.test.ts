import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectionKey, getNumber } from './connection.ts'
import { close, open, openReader } from './open.ts'
import { setSetting } from './settings.ts'
import { reader, type Store } from './store.ts'
import { transaction } from './transaction.ts'

let folder: string
let store: Store
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chancery-wal-'))
  store = open(join(folder, 'chancery.db'))
})
afterEach(async () => {
  await close(store)
  rmSync(folder, { recursive: true, force: true })
})

const mebibyte = 1024 * 1024
const write = (key: string): Promise<void> => transaction(store, (tx) => setSetting(tx, key, 'x'.repeat(2 * mebibyte)))

test('the log is written back between commits and begins anew, so that it does not grow', async () => {
  for (let round = 0; round < 4; round++) {
    await write(`round ${round}`)
    await pause(700)
  }
  // Four times two mebibytes went through a log that had to hold one round only.
  expect(statSync(`${store.path}-wal`).size).toBeLessThan(5 * mebibyte)
  expect(statSync(store.path).size).toBeGreaterThan(8 * mebibyte)
})

test('a reader with an older view keeps it while the log is written back, and the writer goes on', async () => {
  await write('a')
  const other = openReader(store.path)
  const { database } = other.reader[connectionKey]
  database.exec('BEGIN')
  const count = (): number => getNumber(other.reader, 'SELECT count(*) FROM setting')
  expect(count()).toBe(1)
  await write('b')
  await pause(700)
  await write('c')
  expect(count()).toBe(1)
  database.exec('COMMIT')
  expect(count()).toBe(3)
  other.close()
})

test('closing writes everything back and leaves one file', async () => {
  await write('a')
  await pause(500)
  await write('b')
  await close(store)
  expect(() => statSync(`${store.path}-wal`)).toThrow()
  store = open(store.path)
  expect(getNumber(reader(store), 'SELECT count(*) FROM setting')).toBe(2)
})
