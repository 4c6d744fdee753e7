import { ChanceryError } from '../../src-shared/errors.ts'
import { claimJob, failJob, finishJob, nextJobAt, pruneJobs, requeueRunningJobs, retryJob } from '../store/jobs.ts'
import type { JobRow } from '../store/jobs.ts'
import { reader, type Store } from '../store/store.ts'
import { transaction } from '../store/transaction.ts'
import type { Clock } from '../world/clock.ts'
import type { Log } from '../world/log.ts'

/** Work that comes round by itself and finds out from the database what is due: CRLs, expiry of requests. */
export interface Chore {
  readonly name: string
  /** Does what is due. @returns when it wants to run again, milliseconds since the epoch; null: within the hour */
  run(signal: AbortSignal): Promise<number | null>
}

/** Does one durable job of its kind; throws to have it tried again. */
export type JobHandler = (payload: unknown, signal: AbortSignal) => Promise<void>

export interface Jobs {
  /** Looks for what is due now rather than at the next tick: something was added or changed. */
  wake(): void
  /** Waits until what is due at this moment is done. */
  settle(): Promise<void>
  close(): Promise<void>
}

/** A tick at least this often: after the machine slept, or its clock was set, what fell due is found within a minute. */
const longestSleep = 60_000
const hour = 3_600_000
const tries = 8
/** How long done jobs stay listed. */
const keepDone = 7 * 24 * hour

/** Starts the scheduler. A chore or job that fails is logged and tried again later; it never stops the others. */
export function startJobs(world: {
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
  readonly chores: readonly Chore[]
  readonly handlers: Readonly<Record<string, JobHandler>>
}): Jobs {
  const { store, clock } = world
  const log = world.log.with({ area: 'jobs' })
  const stop = new AbortController()
  const dueAt = new Map(world.chores.map((chore) => [chore.name, Number.NEGATIVE_INFINITY]))
  /** When the present round began. Before it nothing was planned: where the clock says less, it was set back. */
  let plannedAt = Number.NEGATIVE_INFINITY
  let timer: NodeJS.Timeout | undefined
  let round: Promise<void> | undefined
  let again = false

  const allDue = (): void => {
    for (const name of dueAt.keys()) dueAt.set(name, Number.NEGATIVE_INFINITY)
  }

  const runChore = async (chore: Chore): Promise<void> => {
    const now = clock.now()
    if ((dueAt.get(chore.name) ?? 0) > now) return
    try {
      const next = await chore.run(stop.signal)
      dueAt.set(chore.name, Math.min(next ?? Number.POSITIVE_INFINITY, clock.now() + hour))
    } catch (error) {
      dueAt.set(chore.name, now + longestSleep)
      // A locked vault is the usual state of a desktop at night, not a fault.
      if (error instanceof ChanceryError && error.code === 'locked')
        log.debug('a chore waits for the vault', { chore: chore.name })
      else log.error('a chore failed', error, { chore: chore.name })
    }
  }

  const runJob = async (job: JobRow): Promise<void> => {
    const handler = Object.hasOwn(world.handlers, job.kind) ? world.handlers[job.kind] : undefined
    try {
      if (handler === undefined)
        throw new ChanceryError('unknown-operation', `No part of Chancery does jobs of kind ${job.kind}.`)
      await handler(job.payload, stop.signal)
      await transaction(store, (writer) => finishJob(writer, job.id, clock.now()))
    } catch (error) {
      const message =
        error instanceof ChanceryError
          ? error.message
          : `see the log: ${log.error('a job failed', error, { job: job.id, kind: job.kind })}`
      await transaction(store, (writer) => {
        if (stop.signal.aborted) retryJob(writer, job.id, 'the engine stopped while this ran', clock.now())
        else if (job.attempts >= tries || handler === undefined) failJob(writer, job.id, message, clock.now())
        else retryJob(writer, job.id, message, clock.now() + Math.min(hour, 1000 * 4 ** job.attempts))
      })
    }
  }

  const runRound = async (): Promise<void> => {
    const now = clock.now()
    if (now < plannedAt) allDue()
    plannedAt = now
    for (const chore of world.chores) {
      if (stop.signal.aborted) return
      await runChore(chore)
    }
    while (!stop.signal.aborted && jobsDueAt() <= clock.now()) {
      const job = await transaction(store, (writer) => claimJob(writer, clock.now()))
      if (job === undefined) break
      await runJob(job)
    }
  }

  /** @returns when the next job is due, Unix ms; a database that cannot be read now is asked again at the next tick */
  const jobsDueAt = (): number => {
    try {
      return nextJobAt(reader(store)) ?? Number.POSITIVE_INFINITY
    } catch (error) {
      log.error('jobs could not be read', error)
      return Number.POSITIVE_INFINITY
    }
  }

  const schedule = (): void => {
    if (stop.signal.aborted) return
    const next = Math.min(jobsDueAt(), ...dueAt.values())
    clearTimeout(timer)
    timer = setTimeout(wake, Math.min(longestSleep, Math.max(0, next - clock.now())))
    timer.unref()
  }

  const wake = (): void => {
    if (stop.signal.aborted) return
    if (round !== undefined) {
      again = true
      return
    }
    // Not within this call: a chore that wakes the scheduler before it first waits would begin a second round.
    round = Promise.resolve()
      .then(runRound)
      .catch((error: unknown) => void log.error('the scheduler stumbled', error))
      .finally(() => {
        round = undefined
        if (again) {
          again = false
          allDue()
          wake()
        } else schedule()
      })
  }

  const settle = async (): Promise<void> => {
    while (round !== undefined) await round
  }

  round = transaction(store, (writer) => {
    requeueRunningJobs(writer, clock.now())
    pruneJobs(writer, clock.now() - keepDone)
  })
    .catch((error: unknown) => void log.error('jobs of the last run could not be put back', error))
    .finally(() => {
      round = undefined
      again = false
      wake()
    })

  return {
    wake: () => {
      allDue()
      wake()
    },
    settle,
    close: async () => {
      stop.abort()
      clearTimeout(timer)
      await settle()
    }
  }
}
