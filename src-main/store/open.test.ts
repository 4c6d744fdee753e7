import Database from 'better-sqlite3'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { backupTo } from './backup.ts'
import { allRows, connectionKey, getNumber, run } from './connection.ts'
import { applicationId, checkOrder } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import type { Migration } from './migrations/migration.ts'
import { close, open, openAndUpgrade, openReader, quickCheck } from './open.ts'
import { getSetting, setSetting } from './settings.ts'
import { reader } from './store.ts'
import { transaction } from './transaction.ts'

const now = Date.UTC(2026, 10, 20, 12, 0, 0)
let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chancery-open-'))
  file = join(folder, 'chancery.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A step after the last real one, as the next release may bring. */
const nextStep: Migration = {
  number: migrations.length + 1,
  name: 'colours',
  sql: `ALTER TABLE setting ADD COLUMN colour TEXT NOT NULL DEFAULT 'grey'`
}

describe('a new database', () => {
  test('has the durability and safety settings that the plan asks for', async () => {
    const store = open(file)
    const { database } = reader(store)[connectionKey]
    const pragma = (name: string): unknown => database.pragma(name, { simple: true })
    expect(pragma('journal_mode')).toBe('wal')
    expect(pragma('synchronous')).toBe(2)
    expect(pragma('foreign_keys')).toBe(1)
    expect(pragma('trusted_schema')).toBe(0)
    expect(pragma('application_id')).toBe(applicationId)
    expect(pragma('user_version')).toBe(migrations.length)
    expect(quickCheck(reader(store))).toEqual([])
    await close(store)
  })

  test.skipIf(process.platform === 'win32')('is readable by its owner only', async () => {
    const store = open(file)
    await transaction(store, (tx) => setSetting(tx, 'a', 1))
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o077, name).toBe(0)
    await close(store)
  })

  test('has only STRICT tables', async () => {
    const store = open(':memory:')
    const loose = allRows(
      reader(store),
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'`
    )
    expect(loose).toEqual([])
    await close(store)
  })

  test('has an index behind every reference, so that no check of a reference walks a table', async () => {
    const store = open(':memory:')
    const columns = allRows(
      reader(store),
      `SELECT t.name || '.' || f."from" AS reference FROM pragma_table_list t, pragma_foreign_key_list(t.name) f
      WHERE t.type = 'table' AND f."table" IN ('certificate', 'request', 'reservation') AND NOT EXISTS (
        SELECT 1 FROM pragma_index_list(t.name) i, pragma_index_info(i.name) c WHERE c.seqno = 0 AND c.name = f."from")
      AND NOT EXISTS (SELECT 1 FROM pragma_table_info(t.name) k WHERE k.name = f."from" AND k.pk = 1) ORDER BY reference`
    )
    // Certificates and requests are never deleted by the program, and reservations are few.
    expect(columns.map((row) => (row as { reference: string }).reference)).toEqual([
      'certificate.superseded_by',
      'request.certificate_id',
      'reservation.request_id'
    ])
    await close(store)
  })
})

describe('the runner of migrations', () => {
  test('upgrades a database of the previous version with its rows, and leaves a copy of it as it was', async () => {
    const old = open(file)
    await transaction(old, (tx) => setSetting(tx, 'kept', [1, 2]))
    await close(old)
    expect(() => open(file, { migrations: [...migrations, nextStep] })).toThrow(
      expect.objectContaining({ code: 'not-ready' })
    )
    const { store, upgrade } = await openAndUpgrade(file, { now, migrations: [...migrations, nextStep] })
    expect(upgrade).toEqual({
      from: migrations.length,
      to: migrations.length + 1,
      copy: `${file}.schema-${migrations.length}.20261120T120000Z.bak`
    })
    expect(allRows(reader(store), 'SELECT * FROM setting')).toEqual([{ key: 'kept', value: '[1,2]', colour: 'grey' }])
    await close(store)
    const copy = open(upgrade?.copy ?? '')
    expect(getSetting(reader(copy), 'kept')).toEqual([1, 2])
    expect(getNumber(reader(copy), `SELECT count(*) FROM pragma_table_info('setting') WHERE name = 'colour'`)).toBe(0)
    await close(copy)
  })

  test('a step that fails leaves the database as it was', async () => {
    await close(open(file))
    const broken: Migration = {
      number: migrations.length + 1,
      name: 'broken',
      sql: 'CREATE TABLE half (id INTEGER) STRICT; INSERT INTO nowhere VALUES (1);'
    }
    await expect(openAndUpgrade(file, { now, migrations: [...migrations, broken] })).rejects.toThrow('nowhere')
    const store = open(file)
    expect(getNumber(reader(store), `SELECT count(*) FROM sqlite_schema WHERE name = 'half'`)).toBe(0)
    await close(store)
  })

  test('a step that leaves rows pointing nowhere is refused as a whole', async () => {
    const old = open(file)
    await transaction(old, (tx) =>
      run(
        tx,
        `INSERT INTO operator (name, display_name, roles, state, created_at, preferences) VALUES ('a', 'A', '[]', 'active', 0, '{}')`
      )
    )
    await transaction(old, (tx) =>
      run(
        tx,
        `INSERT INTO vault_slot (kind, operator_id, kdf, wrapped, created_at) VALUES ('operator', 1, '{}', x'00', 0)`
      )
    )
    await close(old)
    const careless: Migration = { number: migrations.length + 1, name: 'careless', sql: 'DELETE FROM operator' }
    await expect(openAndUpgrade(file, { now, migrations: [...migrations, careless] })).rejects.toMatchObject({
      code: 'damaged'
    })
    const store = open(file)
    expect(getNumber(reader(store), 'SELECT count(*) FROM operator')).toBe(1)
    await close(store)
  })

  test('refuses a database of a newer Chancery and does not touch it', async () => {
    const { store } = await openAndUpgrade(file, { now, migrations: [...migrations, nextStep] })
    await close(store)
    const before = statSync(file).mtimeMs
    expect(() => open(file)).toThrow(expect.objectContaining({ code: 'newer-database' }))
    await expect(openAndUpgrade(file, { now })).rejects.toMatchObject({ code: 'newer-database' })
    expect(statSync(file).mtimeMs).toBe(before)
  })

  test('refuses a database of another program, and a file that is none', () => {
    const other = new Database(file)
    other.exec('CREATE TABLE theirs (x)')
    other.close()
    expect(() => open(file)).toThrow(expect.objectContaining({ code: 'damaged' }))
    const text = join(folder, 'text.db')
    writeFileSync(text, 'this is no database, and it is long enough to be seen as one that is broken. '.repeat(20))
    expect(() => open(text)).toThrow(expect.objectContaining({ code: 'damaged' }))
  })

  test('knows its steps to run 1, 2, 3 without gaps', () => {
    expect(() => checkOrder(migrations)).not.toThrow()
    expect(() => checkOrder([...migrations, { number: migrations.length + 2, name: 'gap', sql: '' }])).toThrow(
      'has number'
    )
  })
})

describe('backup', () => {
  test('holds what was written before and while it ran, reports progress, and opens as a database', async () => {
    const store = open(file)
    await transaction(store, (tx) => {
      for (let n = 0; n < 400; n++) setSetting(tx, `filler ${n}`, 'x'.repeat(10_000))
    })
    const progress: number[] = []
    const copy = join(folder, 'copy.db')
    const running = backupTo(store, copy, { onProgress: (done, total) => progress.push(done / total) })
    await transaction(store, (tx) => setSetting(tx, 'meanwhile', true))
    await running
    expect(progress.length).toBeGreaterThan(1)
    await close(store)
    const restored = open(copy)
    expect(getNumber(reader(restored), `SELECT count(*) FROM setting WHERE key LIKE 'filler%'`)).toBe(400)
    expect(getSetting(reader(restored), 'meanwhile')).toBe(true)
    expect(quickCheck(reader(restored))).toEqual([])
    await close(restored)
  })

  test('never writes over a file, and leaves nothing behind when it is cancelled', async () => {
    const store = open(file)
    const taken = join(folder, 'taken')
    writeFileSync(taken, 'mine')
    await expect(backupTo(store, taken)).rejects.toMatchObject({ code: 'conflict' })
    const stop = new AbortController()
    stop.abort()
    await expect(backupTo(store, join(folder, 'half'), { signal: stop.signal })).rejects.toMatchObject({
      code: 'cancelled'
    })
    expect(readdirSync(folder).filter((name) => name.startsWith('half'))).toEqual([])
    await close(store)
  })
})

test('quick check names damage', async () => {
  const store = open(file)
  await transaction(store, (tx) => {
    for (let n = 0; n < 400; n++) setSetting(tx, `filler ${n}`, 'x'.repeat(1000))
  })
  await close(store)
  const size = statSync(file).size
  const { openSync, writeSync, closeSync } = await import('node:fs')
  const handle = openSync(file, 'r+')
  writeSync(handle, Buffer.alloc(8192, 0xaa), 0, 8192, Math.floor(size / 2 / 4096) * 4096)
  closeSync(handle)
  const damaged = openReader(file)
  expect(quickCheck(damaged.reader).length).toBeGreaterThan(0)
  damaged.close()
})

test('a read-only connection cannot write, whatever it is asked', async () => {
  const store = open(file)
  const other = openReader(file)
  expect(() => other.reader[connectionKey].database.exec(`INSERT INTO setting VALUES ('a', '1')`)).toThrow()
  other.close()
  await close(store)
})
