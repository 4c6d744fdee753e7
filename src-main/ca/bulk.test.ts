import { afterEach, beforeEach, expect, test } from 'vitest'
import { getCertificateState } from '../store/certificates.ts'
import { allRows } from '../store/connection.ts'
import { close, open } from '../store/open.ts'
import { reader, type Store } from '../store/store.ts'
import { alice, contextOver, engineParts } from '../testing/engine.ts'
import { seedCertificates } from '../testing/seed-certificates.ts'
import { settableClock } from '../world/clock.ts'
import type { CaContext } from './context.ts'
import { revokeMany } from './revoke.ts'

const now = Date.UTC(2026, 10, 20)
const input = { reason: 'superseded', comment: '' } as const
let store: Store
let ca: CaContext
let ids: number[]
beforeEach(async () => {
  store = open(':memory:')
  ca = contextOver(store, engineParts(), settableClock(now))
  await seedCertificates(store, { count: 200, now })
  const live = allRows(
    reader(store),
    `SELECT id FROM certificate WHERE class = 'end-entity' AND state = 'active' AND not_after > ${now} LIMIT 80`
  ) as { id: number }[]
  ids = live.map(({ id }) => id)
  expect(ids).toHaveLength(80)
})
afterEach(() => close(store))

const revoked = (): number[] => ids.filter((id) => getCertificateState(reader(store), id) === 'revoked')
const audited = (): number =>
  allRows(reader(store), `SELECT seq FROM audit WHERE operation = 'certificate.revoke' AND outcome = 'ok'`).length

test('one that cannot be revoked is told and undoes none of those that share its flush', async () => {
  const told: number[] = []
  const asked = [...ids.slice(0, 40), 4_000_000, ...ids.slice(40), ids[3] ?? 0]
  const outcome = await revokeMany(ca, { ...input, ids: asked }, alice, { onProgress: (done) => told.push(done) })
  expect(outcome).toEqual({
    done: 80,
    failed: [{ id: 4_000_000, message: expect.stringContaining('4000000') as string }]
  })
  expect(told).toEqual(Array.from({ length: 81 }, (_, n) => n + 1))
  expect(revoked()).toEqual(ids)
  expect(audited()).toBe(80)
})

test('a stop leaves what was done with its rows of the audit log, and the same call again does the rest', async () => {
  const stop = new AbortController()
  const first = await revokeMany(ca, { ...input, ids }, alice, {
    signal: stop.signal,
    onProgress: (done) => {
      if (done === 20) stop.abort()
    }
  })
  expect(first.failed).toEqual([])
  expect(first.done).toBeGreaterThanOrEqual(20)
  expect(first.done).toBeLessThan(40)
  expect(revoked()).toEqual(ids.slice(0, first.done))
  expect(audited()).toBe(first.done)

  const second = await revokeMany(ca, { ...input, ids }, alice)
  expect(second.done).toBe(80 - first.done)
  expect(second.failed.map(({ id }) => id)).toEqual(ids.slice(0, first.done))
  expect(second.failed[0]?.message).toContain('revoked')
  expect(revoked()).toEqual(ids)
})

test('who stops after the first has changed one only', async () => {
  const stop = new AbortController()
  const outcome = await revokeMany(ca, { ...input, ids }, alice, {
    signal: stop.signal,
    onProgress: () => stop.abort()
  })
  expect(outcome).toEqual({ done: 1, failed: [] })
  expect(revoked()).toEqual(ids.slice(0, 1))
})
