import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ChanceryError } from '../../src-shared/errors.ts'
import { connectionKey } from '../store/connection.ts'
import { addJob, claimJob, getJob } from '../store/jobs.ts'
import { close, open } from '../store/open.ts'
import { reader, type Store } from '../store/store.ts'
import { transaction } from '../store/transaction.ts'
import { settableClock } from '../world/clock.ts'
import { silentLog } from '../world/pino-log.ts'
import { systemRandom } from '../world/random.ts'
import { startJobs, type Chore, type JobHandler, type Jobs } from './jobs.ts'

const log = silentLog(systemRandom)
const minute = 60_000
const opened: { store: Store; jobs: Jobs }[] = []
afterEach(async () => {
  for (const { store, jobs } of opened.splice(0)) {
    await jobs.close()
    await close(store)
  }
})

function start(options: {
  store?: Store
  clock?: ReturnType<typeof settableClock>
  chores?: readonly Chore[]
  handlers?: Readonly<Record<string, JobHandler>>
}): { store: Store; jobs: Jobs } {
  const store = options.store ?? open(':memory:')
  const jobs = startJobs({
    store,
    clock: options.clock ?? settableClock(1_000_000),
    log,
    chores: options.chores ?? [],
    handlers: options.handlers ?? {}
  })
  opened.push({ store, jobs })
  return { store, jobs }
}

test('a chore runs at start, and again only when it said', async () => {
  const clock = settableClock(1_000_000)
  let runs = 0
  const chore: Chore = {
    name: 'crl',
    run: () => {
      runs += 1
      return Promise.resolve(clock.now() + 10_000)
    }
  }
  const { jobs } = start({ clock, chores: [chore] })
  await jobs.settle()
  expect(runs).toBe(1)
  jobs.wake()
  await jobs.settle()
  expect(runs).toBe(2)
})

describe('a minute later', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  })
  afterEach(() => {
    vi.useRealTimers()
  })
  /** Lets what the scheduler waits for come, and the round that follows end. */
  const passMinute = async ({ settle }: Jobs): Promise<void> => {
    vi.advanceTimersByTime(minute)
    await settle()
  }

  test('a chore runs after the clock of the machine was set back, however far', async () => {
    const clock = settableClock(Date.UTC(2027, 10, 20))
    let runs = 0
    const run = async (): Promise<null> => {
      runs += 1
      return null
    }
    const { jobs } = start({ clock, chores: [{ name: 'crl', run }] })
    await jobs.settle()
    clock.set(Date.UTC(2026, 10, 20))
    await passMinute(jobs)
    expect(runs).toBe(2)
    clock.advance(minute)
    await passMinute(jobs)
    expect(runs).toBe(2)
  })

  test('the scheduler has gone on after a moment in which the database could not be read', async () => {
    const clock = settableClock(1_000_000)
    let runs = 0
    const store = open(':memory:')
    const { database } = reader(store)[connectionKey]
    const run = async (): Promise<number> => {
      if (++runs === 1) database.exec('ALTER TABLE job RENAME TO gone')
      return clock.now() + 1000
    }
    const { jobs } = start({ store, clock, chores: [{ name: 'crl', run }] })
    await jobs.settle()
    expect(runs).toBe(1)
    database.exec('ALTER TABLE gone RENAME TO job')
    clock.advance(minute)
    await passMinute(jobs)
    expect(runs).toBe(2)
  })
})

test('a chore that wakes the scheduler at once gets another round after this one, not a second beside it', async () => {
  let inside = 0
  let most = 0
  let runs = 0
  const { jobs } = start({
    chores: [
      {
        name: 'eager',
        run: async () => {
          if (++runs === 1) jobs.wake()
          most = Math.max(most, ++inside)
          await new Promise((resolve) => setImmediate(resolve))
          inside--
          return null
        }
      }
    ]
  })
  await jobs.settle()
  jobs.wake()
  await jobs.settle()
  expect(most).toBe(1)
  expect(runs).toBeGreaterThan(1)
})

test('a chore that fails does not keep the next from running', async () => {
  let ran = false
  const { jobs } = start({
    chores: [
      { name: 'bad', run: () => Promise.reject(new Error('broken')) },
      {
        name: 'good',
        run: () => {
          ran = true
          return Promise.resolve(null)
        }
      }
    ]
  })
  await jobs.settle()
  expect(ran).toBe(true)
})

test('a durable job that fails is tried again later and given up after eight times', async () => {
  const clock = settableClock(1_000_000)
  let tries = 0
  const { store, jobs } = start({
    clock,
    handlers: {
      publish: () => {
        tries += 1
        return Promise.reject(new ChanceryError('io', 'nobody answers'))
      }
    }
  })
  await jobs.settle()
  const id = await transaction(store, (writer) => addJob(writer, { kind: 'publish', payload: {}, runAt: 0, now: 0 }))
  jobs.wake()
  await jobs.settle()
  expect(getJob(reader(store), id)).toMatchObject({ state: 'waiting', attempts: 1, lastError: 'nobody answers' })
  for (let round = 0; round < 10; round++) {
    clock.advance(3_600_000)
    jobs.wake()
    await jobs.settle()
  }
  expect(tries).toBe(8)
  expect(getJob(reader(store), id)).toMatchObject({ state: 'failed', attempts: 8 })
})

test('what ran when the engine stopped is done at the next start', async () => {
  const clock = settableClock(1_000_000)
  const store = open(':memory:')
  const id = await transaction(store, (writer) =>
    addJob(writer, { kind: 'publish', payload: { crl: 1 }, runAt: 0, now: 0 })
  )
  await transaction(store, (writer) => {
    claimJob(writer, 1)
  })
  const seen: unknown[] = []
  const { jobs } = start({
    store,
    clock,
    handlers: {
      publish: (payload) => {
        seen.push(payload)
        return Promise.resolve()
      }
    }
  })
  await jobs.settle()
  expect(seen).toEqual([{ crl: 1 }])
  expect(getJob(reader(store), id)?.state).toBe('done')
})

test('a job of a kind that nobody knows is given up and says so', async () => {
  const { store, jobs } = start({})
  await jobs.settle()
  const id = await transaction(store, (writer) => addJob(writer, { kind: 'other', payload: {}, runAt: 0, now: 0 }))
  jobs.wake()
  await jobs.settle()
  expect(getJob(reader(store), id)).toMatchObject({
    state: 'failed',
    lastError: 'No part of Chancery does jobs of kind other.'
  })
})
