import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { appendAudit, auditHead, countAudit, exportAudit, listAudit, sealAudit, type AuditEntry } from './audit.ts'
import { auditHash, genesisHash } from './audit-hash.ts'
import { verifyAudit } from './audit-verify.ts'
import { canonicalJson } from './canonical-json.ts'
import { connectionKey } from './connection.ts'
import { close, open } from './open.ts'
import { setSetting, getSetting } from './settings.ts'
import { reader, type Store } from './store.ts'
import { transaction } from './transaction.ts'

let store: Store
beforeEach(async () => {
  store = open(':memory:')
  await transaction(store, (tx) => {
    for (let n = 1; n <= 2500; n++) appendAudit(tx, entry(n))
  })
})
afterEach(() => close(store))

const entry = (n: number): AuditEntry => ({
  at: 1000 + n,
  actor: n % 2 === 0 ? 'alice' : 'bob',
  operatorId: n % 2 === 0 ? 1 : 2,
  channel: 'desk',
  operation: n % 5 === 0 ? 'certificate.revoke' : 'certificate.read',
  objectKind: 'certificate',
  objectId: String(n),
  outcome: n % 7 === 0 ? 'refused' : 'ok',
  detail: { b: n, a: 'ä' }
})

/** What somebody does who has the file and an SQLite tool: the triggers are no obstacle to them. */
function tamper(sql: string): void {
  const { database } = reader(store)[connectionKey]
  database.exec('DROP TRIGGER IF EXISTS audit_no_update; DROP TRIGGER IF EXISTS audit_no_delete;')
  database.exec(sql)
}

describe('the audit log', () => {
  test('is appended in the transaction of its fact: a fact that is undone leaves no row and no gap', async () => {
    await expect(
      transaction(store, (tx) => {
        setSetting(tx, 'fact', 1)
        appendAudit(tx, entry(9))
        throw new Error('undone')
      })
    ).rejects.toThrow('undone')
    expect(getSetting(reader(store), 'fact')).toBeUndefined()
    await transaction(store, (tx) => appendAudit(tx, entry(10)))
    expect(auditHead(reader(store)).seq).toBe(2501)
    expect((await verifyAudit(reader(store))).problem).toBeNull()
  })

  test('refuses updates and deletes', () => {
    const { database } = reader(store)[connectionKey]
    expect(() => database.exec(`UPDATE audit SET actor = 'eve' WHERE seq = 3`)).toThrow('append-only')
    expect(() => database.exec('DELETE FROM audit WHERE seq = 3')).toThrow('append-only')
  })

  test('is listed newest first, by page and by filter', () => {
    const page = listAudit(reader(store), { operatorId: 1, operation: 'certificate.revoke' }, null, 3)
    expect(page.map((row) => row.seq)).toEqual([2500, 2490, 2480])
    expect(
      listAudit(reader(store), { operatorId: 1, operation: 'certificate.revoke' }, 2480, 2).map((row) => row.seq)
    ).toEqual([2470, 2460])
    expect(listAudit(reader(store), { from: 1005, to: 1007 }, null, 10).map((row) => row.seq)).toEqual([6, 5])
    expect(countAudit(reader(store), {})).toBe(2500)
    expect(countAudit(reader(store), { outcome: 'refused' })).toBe(357)
  })

  test('is exported whole and in order', () => {
    const rows = [...exportAudit(reader(store), {}, 1, 300)]
    expect(rows.map((row) => row.seq)).toEqual(Array.from({ length: 2500 }, (_, n) => n + 1))
    expect(rows[0]?.detail).toBe('{"a":"ä","b":1}')
  })
})

describe('the check of the chain', () => {
  test('finds nothing wrong in a log that nobody touched, and tells how far it is', async () => {
    const progress: number[] = []
    const verdict = await verifyAudit(reader(store), { onProgress: (rows) => progress.push(rows) })
    expect(verdict).toMatchObject({ rows: 2500, problem: null, seal: 'not-checked' })
    expect(progress).toEqual([1000, 2000, 2500])
  })

  test('can be cancelled', async () => {
    const stop = new AbortController()
    stop.abort()
    await expect(verifyAudit(reader(store), { signal: stop.signal })).rejects.toMatchObject({ code: 'cancelled' })
  })

  const columns: readonly (readonly [string, string])[] = [
    ['at', 'at + 1'],
    ['actor', `'eve'`],
    ['operator_id', '77'],
    ['operator_id', 'NULL'],
    ['channel', `'acme'`],
    ['operation', `'x'`],
    ['object_kind', `'x'`],
    ['object_id', `'x'`],
    ['outcome', `'failed'`],
    ['detail', `'{}'`],
    ['prev_hash', `'${'1'.repeat(64)}'`],
    ['hash', `'${'1'.repeat(64)}'`]
  ]
  test.each(columns)('names the row whose %s was set to %s', async (column, value) => {
    tamper(`UPDATE audit SET ${column} = ${value} WHERE seq = 1234`)
    expect((await verifyAudit(reader(store))).problem).toMatchObject({ kind: 'altered', seq: 1234 })
  })

  test('names a row that was removed, at the start, in the middle, across a chunk', async () => {
    tamper('DELETE FROM audit WHERE seq = 1001')
    expect((await verifyAudit(reader(store))).problem).toMatchObject({ kind: 'removed', seq: 1001 })
    tamper('DELETE FROM audit WHERE seq = 1')
    expect((await verifyAudit(reader(store))).problem).toMatchObject({ kind: 'removed', seq: 1 })
  })

  test('names rows that changed places', async () => {
    tamper(
      'UPDATE audit SET seq = -1 WHERE seq = 500; UPDATE audit SET seq = 500 WHERE seq = 900; UPDATE audit SET seq = 900 WHERE seq = -1;'
    )
    expect((await verifyAudit(reader(store))).problem).toMatchObject({ kind: 'moved', seq: 500 })
  })

  test('names a row that was moved to the end', async () => {
    tamper('UPDATE audit SET seq = 9999 WHERE seq = 700')
    expect((await verifyAudit(reader(store))).problem).toMatchObject({ kind: 'moved', seq: 700 })
  })

  test('sees rows cut off at the end, and an emptied log', async () => {
    tamper('DELETE FROM audit WHERE seq > 2490')
    expect((await verifyAudit(reader(store))).problem).toMatchObject({ kind: 'truncated', seq: 2491 })
    tamper('DELETE FROM audit')
    expect((await verifyAudit(reader(store))).problem).toMatchObject({ kind: 'truncated', seq: 1 })
  })

  test('sees a row forged behind the head', async () => {
    const { hash } = auditHead(reader(store))
    const forged = {
      seq: 2501,
      at: 1,
      actor: 'eve',
      operatorId: null,
      channel: 'desk',
      operation: 'x',
      objectKind: 'x',
      objectId: '',
      outcome: 'ok',
      detail: 'null',
      prevHash: hash
    }
    tamper(
      `INSERT INTO audit VALUES (2501, 1, 'eve', NULL, 'desk', 'x', 'x', '', 'ok', 'null', '${hash}', '${auditHash(forged)}')`
    )
    expect((await verifyAudit(reader(store))).problem).toMatchObject({ kind: 'altered', seq: 2501 })
  })

  test('a seal shows up a log that was rewritten with good hashes, head and all', async () => {
    const seal = new Uint8Array([1, 2, 3])
    const sealedAt = auditHead(reader(store))
    await transaction(store, (tx) => sealAudit(tx, seal, 5000))
    await transaction(store, (tx) => appendAudit(tx, entry(1)))
    const checkSeal = (seq: number, hash: string, given: Uint8Array): boolean =>
      seq === sealedAt.seq && hash === sealedAt.hash && Buffer.compare(given, seal) === 0
    expect(await verifyAudit(reader(store), { checkSeal })).toMatchObject({ problem: null, seal: 'verified' })
    const rows = [...exportAudit(reader(store))].map((row) => (row.seq === 42 ? { ...row, actor: 'eve' } : row))
    let previous = genesisHash
    for (const row of rows) {
      const hash = auditHash({ ...row, prevHash: previous })
      tamper(
        `UPDATE audit SET actor = '${row.actor}', prev_hash = '${previous}', hash = '${hash}' WHERE seq = ${row.seq}`
      )
      previous = hash
    }
    tamper(`UPDATE audit_head SET hash = '${previous}'`)
    expect((await verifyAudit(reader(store), { checkSeal })).problem).toMatchObject({ kind: 'seal' })
    tamper(`UPDATE audit_head SET sealed_hash = (SELECT hash FROM audit WHERE seq = sealed_seq)`)
    expect((await verifyAudit(reader(store), { checkSeal })).problem).toMatchObject({ kind: 'seal' })
  })
})

describe('the hash of a row', () => {
  const facts = {
    seq: 1,
    at: 2,
    actor: 'ab',
    operatorId: null,
    channel: 'c',
    operation: 'o',
    objectKind: 'k',
    objectId: '1',
    outcome: 'ok',
    detail: 'null',
    prevHash: genesisHash
  }

  test('is as documented, computed by hand', async () => {
    const { createHash } = await import('node:crypto')
    const field = (tag: number, text: string): Buffer =>
      Buffer.concat([Buffer.from([tag, 0, 0, 0, Buffer.byteLength(text)]), Buffer.from(text)])
    const bytes = Buffer.concat([
      Buffer.from('chancery audit row 1\n'),
      field(1, '1'),
      field(1, '2'),
      field(2, 'ab'),
      field(0, ''),
      field(2, 'c'),
      field(2, 'o'),
      field(2, 'k'),
      field(2, '1'),
      field(2, 'ok'),
      field(2, 'null'),
      field(2, genesisHash)
    ])
    expect(auditHash(facts)).toBe(createHash('sha256').update(bytes).digest('hex'))
  })

  test('tells apart what only joins to the same text', () => {
    expect(auditHash({ ...facts, actor: 'a', channel: 'bc' })).not.toBe(
      auditHash({ ...facts, actor: 'ab', channel: 'c' })
    )
    expect(auditHash({ ...facts, operatorId: null })).not.toBe(auditHash({ ...facts, operatorId: 0 }))
  })
})

test('canonical JSON sorts members, drops undefined ones and refuses what JSON cannot say', () => {
  expect(canonicalJson({ b: [1, { z: null, y: undefined }], a: '\u20ac"' })).toBe('{"a":"€\\"","b":[1,{"z":null}]}')
  expect(() => canonicalJson({ n: Number.NaN })).toThrow('not finite')
  expect(() => canonicalJson(() => 1)).toThrow('function')
})
