import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { makeCsr, makeEngine, subscriberKey, type TestEngine } from '../../testing/engine.ts'
import { storeKey } from '../../store/store.ts'
import { issue } from './issue.ts'

/**
 * What one certificate may cost in the database. These are counts, the same on every machine; the times are measured by
 * `npm run bench`. Raise a figure only with a reason that is worth the speed of every issuance.
 */
const budget = { statements: 22, commits: 2 }

const folder = mkdtempSync(join(tmpdir(), 'chancery-budget-'))
const path = join(folder, 'chancery.db')
let engine: TestEngine
let number = 0

beforeAll(async () => {
  engine = await makeEngine({ path })
  // What is remembered between requests is in place, as it is in an engine that works.
  await issueOne()
})
afterAll(async () => {
  await engine.close()
  rmSync(folder, { recursive: true, force: true })
})

async function issueOne(): Promise<void> {
  const name = `host-${number++}.example.test`
  const csr = makeCsr({ subject: `CN=${name}`, names: [{ kind: 'dns', value: name }], key: subscriberKey() })
  const outcome = await issue(engine.ca, engine.request({}, csr))
  expect(outcome.kind).toBe('issued')
}

/** @returns every statement that the store ran for one certificate, in order. */
async function statements(): Promise<string[]> {
  const ran = vi.spyOn(engine.store[storeKey].connection.statements, 'get')
  try {
    await issueOne()
    return ran.mock.calls.map(([sql]) => sql)
  } finally {
    ran.mockRestore()
  }
}

/** SQLite's write-ahead log (fileformat2.html, 4.1): frames of 24 octets and a page; only a commit has a size in its second word. */
function commitsInLog(): number {
  const log = readFileSync(`${path}-wal`)
  const frame = 24 + log.readUInt32BE(8)
  let commits = 0
  for (let at = 32; at + frame <= log.length; at += frame) if (log.readUInt32BE(at + 4) > 0) commits++
  return commits
}

describe('one certificate', () => {
  test('costs a fixed number of statements', async () => {
    const ran = await statements()
    expect(ran.length, ran.join('\n')).toBeLessThanOrEqual(budget.statements)
    // Neither the second nor the tenth costs more than the first.
    for (let more = 0; more < 8; more++) await issueOne()
    expect(await statements()).toEqual(ran)
  })

  test('is two commits: the intent before the key is used, and the record', async () => {
    // Nothing may start the log anew in between.
    engine.store[storeKey].connection.database.pragma('wal_autocheckpoint = 0')
    const before = commitsInLog()
    await issueOne()
    expect(commitsInLog() - before).toBe(budget.commits)
  })

  test('asks for nothing that takes longer the more certificates there are', async () => {
    const { database } = engine.store[storeKey].connection
    const ran = await statements()
    // What SQLite would look through for a foreign key that is broken already stands in plans too, and is never run.
    database.pragma('foreign_keys = OFF')
    const slow = [...new Set(ran)].flatMap((sql) => {
      const nothing = [...sql.matchAll(/\?/g)].map(() => null)
      const plan = database.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(nothing)
      return plan.filter(({ detail }) => /^SCAN (?!CONSTANT ROW)/.test(detail)).map(({ detail }) => `${detail}: ${sql}`)
    })
    expect(slow).toEqual([])
  })

  test('makes no table of its own for the words of a condition, which would cost as much as the row', async () => {
    const { database } = engine.store[storeKey].connection
    const ran = [...new Set(await statements())]
    const made = ran.filter((sql) => {
      const nothing = [...sql.matchAll(/\?/g)].map(() => null)
      const steps = database.prepare<unknown[], { opcode: string; p4: string | null }>(`EXPLAIN ${sql}`).all(nothing)
      // With a key (p4) it holds the words of an IN; without, the rows of an UPDATE in a trigger, made when that runs.
      return steps.some(({ opcode, p4 }) => opcode === 'OpenEphemeral' && p4 !== null)
    })
    expect(made).toEqual([])
  })
})
