import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { seedOwners, type Seeded } from '../testing/seed-certificates.ts'
import { getCrl, getCrlDer, insertCrl, latestCrl, pruneCrlBytes, type CrlRow } from './crls.ts'
import {
  addJob,
  claimJob,
  failJob,
  finishJob,
  getJob,
  listJobs,
  nextJobAt,
  pruneJobs,
  requeueRunningJobs,
  retryJob
} from './jobs.ts'
import { close, open } from './open.ts'
import { insertServiceLog, listServiceLog, pruneServiceLog } from './service-log.ts'
import { deleteSetting, getSetting, setSetting } from './settings.ts'
import { reader, type Store } from './store.ts'
import { transaction } from './transaction.ts'

const now = Date.UTC(2026, 10, 20)
let store: Store
let seeded: Seeded
let authorityId: number
beforeEach(async () => {
  store = open(':memory:')
  seeded = await transaction(store, (tx) => seedOwners(tx, { now, authorities: 2, profiles: 2 }))
  authorityId = seeded.authorityIds[0] ?? 0
})
afterEach(() => close(store))

test('CRLs: the highest number is the latest, old bytes can go while rows stay', async () => {
  const stored = (number: number): string => number.toString(16).padStart(40, '0')
  const row = (number: number): Omit<CrlRow, 'id'> => ({
    authorityId,
    number: stored(number),
    kind: 'complete',
    scope: '',
    baseNumber: null,
    thisUpdate: number,
    nextUpdate: number + 10,
    entries: 0,
    size: 2,
    sha256: 'x',
    createdAt: number,
    reason: 'by hand',
    seenSeq: 0,
    state: 'released',
    releasedAt: number
  })
  const ids = await transaction(store, (tx) =>
    [1, 2, 3].map((number) => insertCrl(tx, row(number), new Uint8Array([number, 0])))
  )
  await expect(transaction(store, (tx) => insertCrl(tx, row(3), new Uint8Array([0])))).rejects.toMatchObject({
    code: 'conflict'
  })
  expect(latestCrl(reader(store), authorityId)?.number).toBe(stored(3))
  expect(latestCrl(reader(store), authorityId, 'delta')).toBeUndefined()
  const pruned = (): Promise<string[]> =>
    transaction(store, (tx) => pruneCrlBytes(tx, 1_000_000, 1).map(({ number }) => number))
  expect([await pruned(), await pruned(), await pruned()]).toEqual([[stored(1)], [stored(2)], []])
  expect(ids.map((id) => getCrlDer(reader(store), id)?.[0])).toEqual([undefined, undefined, 3])
  expect(getCrl(reader(store), ids[0] ?? 0)?.number).toBe(stored(1))
})

describe('jobs', () => {
  const job = { kind: 'crl', payload: { authority: 1 }, runAt: 100, now: 50 }

  test('are claimed when due, the longest due first, and once', async () => {
    const [late, early] = await transaction(
      store,
      (tx) => [addJob(tx, job), addJob(tx, { ...job, runAt: 60 })] as const
    )
    expect(nextJobAt(reader(store))).toBe(60)
    const claim = (at: number): Promise<number | undefined> => transaction(store, (tx) => claimJob(tx, at)?.id)
    expect(await claim(59)).toBeUndefined()
    expect([await claim(200), await claim(200), await claim(200)]).toEqual([early, late, undefined])
    await transaction(store, (tx) => {
      retryJob(tx, early, 'no route', 300)
      finishJob(tx, late, 210)
    })
    expect(getJob(reader(store), early)).toMatchObject({
      state: 'waiting',
      attempts: 1,
      lastError: 'no route',
      runAt: 300,
      payload: { authority: 1 }
    })
    expect(await claim(301)).toBe(early)
    await transaction(store, (tx) => failJob(tx, early, 'gave up', 302))
    expect(listJobs(reader(store), 'failed', 10).map((row) => row.lastError)).toEqual(['gave up'])
    expect(await transaction(store, (tx) => pruneJobs(tx, 1000))).toBe(1)
  })

  test.each([[null], [undefined], [{ n: 1 }], ['text'], [0]])('carry %j', async (payload) => {
    const id = await transaction(store, (tx) => addJob(tx, { ...job, payload }))
    expect(getJob(reader(store), id)?.payload).toEqual(payload ?? null)
  })

  test('with a key wait once; a wish that comes while one runs is not lost', async () => {
    const keyed = { ...job, uniqueKey: 'crl 1' }
    const [first, same] = await transaction(
      store,
      (tx) => [addJob(tx, keyed), addJob(tx, { ...keyed, runAt: 10 })] as const
    )
    expect(same).toBe(first)
    expect(nextJobAt(reader(store))).toBe(10)
    await transaction(store, (tx) => claimJob(tx, 100))
    const second = await transaction(store, (tx) => addJob(tx, keyed))
    expect(second).not.toBe(first)
    expect(await transaction(store, (tx) => requeueRunningJobs(tx, 500))).toBe(1)
    expect(listJobs(reader(store), 'waiting', 10).map((row) => row.id)).toEqual([second])
  })
})

test('settings keep JSON values', async () => {
  await transaction(store, (tx) => {
    setSetting(tx, 'a', { b: [1] })
    setSetting(tx, 'n', null)
    setSetting(tx, 'a', { b: [2] })
  })
  expect(['a', 'n'].map((name) => getSetting(reader(store), name))).toEqual([{ b: [2] }, null])
  await transaction(store, (tx) => deleteSetting(tx, 'a'))
  expect(getSetting(reader(store), 'a')).toBeUndefined()
})

test('the service log is paged, filtered and pruned by age', async () => {
  await transaction(store, (tx) => {
    for (let n = 1; n <= 6; n++)
      insertServiceLog(tx, {
        at: n,
        service: n % 2 === 0 ? 'http' : 'jobs',
        level: 'info',
        message: `m${n}`,
        detail: n === 6 ? { a: 1 } : null
      })
  })
  expect(listServiceLog(reader(store), { service: 'http' }, null, 2).map((row) => [row.message, row.detail])).toEqual([
    ['m6', { a: 1 }],
    ['m4', null]
  ])
  expect(await transaction(store, (tx) => pruneServiceLog(tx, 4, 2))).toBe(2)
  expect(listServiceLog(reader(store), {}, null, 10).map((row) => row.at)).toEqual([6, 5, 4, 3])
})
