import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ChanceryError } from '../../src-shared/errors.ts'
import { afterCommit, connectionKey, getNumber, run, type Writer } from './connection.ts'
import { close, open, openReader } from './open.ts'
import { getSetting, setSetting } from './settings.ts'
import { reader, type Store } from './store.ts'
import { transaction } from './transaction.ts'

let folder: string
let store: Store
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chancery-store-'))
  store = open(join(folder, 'chancery.db'))
})
afterEach(async () => {
  await close(store)
  rmSync(folder, { recursive: true, force: true })
})

/** Counts commits by the change counter of the log, seen from a second connection. */
function versionSeenBy(other: ReturnType<typeof openReader>): number {
  return Number(other.reader[connectionKey].database.pragma('data_version', { simple: true }))
}

describe('group commit', () => {
  test('writers of one turn share one commit', async () => {
    const other = openReader(store.path)
    const before = versionSeenBy(other)
    const commits = new Set<number>()
    await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        transaction(store, (tx) => {
          setSetting(tx, `key ${n}`, n)
          commits.add(versionSeenBy(other))
        })
      )
    )
    // While all fifty ran, another connection saw nothing, and afterwards all of it. A batch ends after 20 ms, so that a
    // machine that does something else meanwhile may need a second or third commit; alone they would be fifty.
    expect([...commits][0]).toBe(before)
    expect(commits.size).toBeLessThanOrEqual(3)
    expect(versionSeenBy(other)).not.toBe(before)
    expect(getNumber(other.reader, 'SELECT count(*) FROM setting')).toBe(50)
    other.close()
  })

  test('those who write again soon go first, and their second writes share the next commit with what waited', async () => {
    const log: string[] = []
    const flow = async (name: string): Promise<void> => {
      await transaction(store, (tx) => setSetting(tx, `${name} 1`, log.push(`${name} 1`)), { leads: true })
      // As a signature that is made elsewhere, for a turn of the event loop.
      await new Promise(setImmediate)
      await transaction(store, (tx) => setSetting(tx, `${name} 2`, log.push(`${name} 2`)))
    }
    const single = transaction(store, (tx) => setSetting(tx, 'single', log.push('single')))
    await Promise.all([flow('a'), flow('b'), single, flow('c')])
    expect(log).toEqual(['a 1', 'b 1', 'c 1', 'single', 'a 2', 'b 2', 'c 2'])
  })

  test('whoever waits is passed over once, however many go first', async () => {
    const order: string[] = []
    let stop = false
    const leader = async (): Promise<void> => {
      while (!stop) await transaction(store, (tx) => setSetting(tx, 'leader', order.push('leader')), { leads: true })
    }
    const leaders = [leader(), leader(), leader()]
    await transaction(store, (tx) => setSetting(tx, 'other', order.push('other')))
    stop = true
    await Promise.all(leaders)
    // Three went first, three more came with it or before it at most.
    expect(order.indexOf('other')).toBeLessThanOrEqual(6)
  })

  test('nobody waits long for a caller who does not come back', async () => {
    await transaction(store, (tx) => setSetting(tx, 'gone', 1), { leads: true })
    const before = performance.now()
    await transaction(store, (tx) => setSetting(tx, 'next', 1))
    expect(performance.now() - before).toBeLessThan(500)
  })

  test('a writer that throws takes back its own changes only and rejects only its own promise', async () => {
    const outcomes = await Promise.allSettled([
      transaction(store, (tx) => setSetting(tx, 'a', 1)),
      transaction(store, (tx) => {
        setSetting(tx, 'b', 2)
        throw new ChanceryError('refused-by-policy', 'no')
      }),
      transaction(store, (tx) => {
        setSetting(tx, 'c', 3)
        return 'c is in'
      })
    ])
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(outcomes[2]).toEqual({ status: 'fulfilled', value: 'c is in' })
    expect(['a', 'b', 'c'].map((key) => getSetting(reader(store), key))).toEqual([1, undefined, 3])
  })

  test('no promise resolves and no event goes out before the commit is there for others', async () => {
    const other = openReader(store.path)
    const seen: string[] = []
    await transaction(store, (tx) => {
      setSetting(tx, 'a', 1)
      afterCommit(tx, () => seen.push(`event sees ${String(getSetting(other.reader, 'a'))}`))
      seen.push(`writing, others see ${String(getSetting(other.reader, 'a'))}`)
    })
    expect(seen).toEqual(['writing, others see undefined', 'event sees 1'])
    other.close()
  })

  test('an event of a writer that was rolled back never goes out, and one that throws does not harm the write', async () => {
    const told: unknown[] = []
    await close(store)
    store = open(store.path, { onActionError: (error) => told.push(error) })
    const never: string[] = []
    const failed = transaction(store, (tx) => {
      afterCommit(tx, () => never.push('out'))
      throw new Error('stop')
    })
    const wrote = transaction(store, (tx) => {
      afterCommit(tx, () => {
        throw new Error('listener')
      })
      setSetting(tx, 'a', 1)
    })
    await expect(failed).rejects.toThrow('stop')
    await wrote
    expect(never).toEqual([])
    expect(told).toEqual([new Error('listener')])
  })

  test('a commit that fails rejects every writer of the batch and leaves nothing', async () => {
    await transaction(store, (tx) => {
      run(
        tx,
        'CREATE TABLE late (id INTEGER PRIMARY KEY, other INTEGER REFERENCES late(id) DEFERRABLE INITIALLY DEFERRED)'
      )
    })
    const outcomes = await Promise.allSettled([
      transaction(store, (tx) => setSetting(tx, 'innocent', 1)),
      transaction(store, (tx) => run(tx, 'INSERT INTO late (id, other) VALUES (1, 99)'))
    ])
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['rejected', 'rejected'])
    expect(outcomes[0]).toMatchObject({ reason: { code: 'conflict' } })
    expect(getSetting(reader(store), 'innocent')).toBeUndefined()
    await transaction(store, (tx) => setSetting(tx, 'innocent', 2))
    expect(getSetting(reader(store), 'innocent')).toBe(2)
  })

  test('a full disk rejects whoever met it as io; what was answered before stays, and writing goes on once there is room', async () => {
    await transaction(store, (tx) => setSetting(tx, 'before', 1))
    const { database } = reader(store)[connectionKey]
    const pages = Number(database.pragma('page_count', { simple: true }))
    database.pragma(`max_page_count = ${pages}`)
    await expect(transaction(store, (tx) => setSetting(tx, 'big', 'x'.repeat(1_000_000)))).rejects.toMatchObject({
      code: 'io'
    })
    database.pragma('max_page_count = 1000000')
    await transaction(store, (tx) => setSetting(tx, 'after', 1))
    expect(['before', 'big', 'after'].map((key) => getSetting(reader(store), key))).toEqual([1, undefined, 1])
  })

  test('more writers than one batch holds are all answered, with a turn for others in between', async () => {
    let turns = 0
    const tick = (): void => {
      turns++
      handle = setImmediate(tick)
    }
    let handle = setImmediate(tick)
    await Promise.all(Array.from({ length: 1000 }, (_, n) => transaction(store, (tx) => setSetting(tx, `k${n}`, n))))
    clearImmediate(handle)
    expect(getNumber(reader(store), 'SELECT count(*) FROM setting')).toBe(1000)
    expect(turns).toBeGreaterThanOrEqual(3)
  })

  test('writers are served in the order in which they came', async () => {
    const order: number[] = []
    await Promise.all(
      Array.from({ length: 600 }, (_, n) =>
        transaction(store, () => {
          order.push(n)
        })
      )
    )
    expect(order).toEqual(Array.from({ length: 600 }, (_, n) => n))
  })
})

describe('a writer', () => {
  test('is dead after its transaction', async () => {
    const kept: Writer[] = []
    await transaction(store, (tx) => {
      kept.push(tx)
    })
    for (const writer of kept) expect(() => setSetting(writer, 'a', 1)).toThrow('after its transaction had ended')
    expect(getSetting(reader(store), 'a')).toBeUndefined()
  })

  test('may not wait: a promise as value is refused and its writes are undone', async () => {
    const sneaky: (tx: Writer) => unknown = (tx) => {
      setSetting(tx, 'a', 1)
      return Promise.resolve()
    }
    await expect(transaction(store, sneaky)).rejects.toMatchObject({ code: 'internal' })
    expect(getSetting(reader(store), 'a')).toBeUndefined()
  })
})

test('close commits what waits and refuses what comes later', async () => {
  const waiting = transaction(store, (tx) => setSetting(tx, 'a', 1))
  const closing = close(store)
  const late = transaction(store, (tx) => setSetting(tx, 'b', 1))
  await waiting
  await closing
  await expect(late).rejects.toMatchObject({ code: 'not-ready' })
  store = open(store.path)
  expect(getSetting(reader(store), 'a')).toBe(1)
  expect(getSetting(reader(store), 'b')).toBeUndefined()
})
