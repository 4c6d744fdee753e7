import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { appendAudit } from '../store/audit.ts'
import { reader } from '../store/store.ts'
import { transaction } from '../store/transaction.ts'
import { startTestEngine, type TestEngine } from '../testing/test-engine.ts'
import { listRows, type WantedRows } from './audit-rows.ts'

/** More rows than one page of a search looks through. */
const rows = 50_500
let made: TestEngine
beforeAll(async () => {
  made = await startTestEngine({ schedule: false })
  await transaction(made.engine.ca.store, (tx) => {
    for (let n = 1; n <= rows; n++)
      appendAudit(tx, {
        at: n * 1000,
        actor: n === 7 ? 'Ünal' : n % 2 === 0 ? 'alice' : 'Bob',
        operatorId: null,
        channel: 'desk',
        operation: n % 1000 === 0 ? 'crl.issue' : 'certificate.issue',
        objectKind: 'certificate',
        objectId: String(n),
        outcome: 'ok',
        detail: { subject: n === 3 ? 'CN=first.example.test' : `CN=host_${n % 100}%`, organization: 'Größe' }
      })
  })
})
afterAll(() => made.stop())

const page = (wanted: WantedRows, cursor?: string): { seqs: number[]; next: string | null; total: number | null } => {
  const found = listRows(reader(made.engine.ca.store), wanted, cursor, 50)
  return { seqs: found.rows.map(({ seq }) => seq), next: found.next, total: found.total }
}
/** @returns every match, page by page */
function all(wanted: WantedRows): number[] {
  const seqs: number[] = []
  let cursor: string | undefined
  do {
    const found = page(wanted, cursor)
    seqs.push(...found.seqs)
    cursor = found.next ?? undefined
  } while (cursor !== undefined)
  return seqs
}

describe('a search of the audit log', () => {
  test('finds parts of actor, operation, object and detail whatever the case, newest first', () => {
    expect(page({ text: 'CRL.ISSUE' }).seqs.slice(0, 2)).toEqual([50_000, 49_000])
    expect(page({ text: 'HOST_77%' }).seqs.slice(0, 2)).toEqual([50_477, 50_377])
    expect(page({ text: '50499' }).seqs).toEqual([50_499])
  })

  test('takes percent sign, underline and backslash as they are', () => {
    expect(page({ text: 'host%77' }).seqs).toEqual([])
    expect(page({ text: 'host-77' }).seqs).toEqual([])
    expect(page({ text: '\\' }).seqs).toEqual([])
  })

  test('that ends a page without a match says where to go on, and reaches the first row', () => {
    const first = page({ text: 'first.example' })
    expect(first).toEqual({ seqs: [], next: expect.any(String) as string, total: null })
    expect(all({ text: 'first.example' })).toEqual([3])
  })

  test('gives each match once, over all pages', () => {
    const seqs = all({ text: 'crl.issue' })
    expect(seqs).toEqual(Array.from({ length: 50 }, (_, at) => 50_000 - at * 1000))
    expect(new Set(all({ text: 'host_5%' })).size).toBe(505)
  })

  test('goes with the other filters', () => {
    expect(all({ text: 'host', operation: 'crl.issue', from: 48_000_000 })).toEqual([50_000, 49_000, 48_000])
    expect(all({ text: 'host_1%', actor: 'BOB', from: 50_400_000 })).toEqual([50_401])
    expect(all({ text: 'host_1%', actor: 'bo', from: 50_400_000 })).toEqual([])
  })

  test('folds letters beyond ASCII too', () => {
    expect(all({ actor: 'ünal' })).toEqual([7])
    expect(page({ text: 'GRÖSSE' }).seqs).toEqual([])
    expect(page({ text: 'GRÖßE' }).seqs).toHaveLength(50)
  })
})
