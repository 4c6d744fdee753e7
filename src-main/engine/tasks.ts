import type { Task } from '../../src-shared/api/desk.ts'
import { ChanceryError, toFailure } from '../../src-shared/errors.ts'
import type { Clock } from '../world/clock.ts'
import type { Log } from '../world/log.ts'
import type { Random } from '../world/random.ts'
import type { Events } from './events.ts'

/** What long work is given to tell how far it is. */
export interface TaskControl {
  readonly id: string
  readonly signal: AbortSignal
  readonly progress: (done: number, total?: number | null, message?: string) => void
}

export interface Tasks {
  /**
   * Runs work that takes a while under the eyes of who started it.
   * @param options.id chosen by the caller so that it can watch and cancel before the answer comes; else a new one.
   * @returns what the work returned
   * @throws what the work threw; `conflict` where the id is taken; `cancelled`
   */
  run<T>(options: TaskOptions, work: (control: TaskControl) => Promise<T>): Promise<T>
  list(): readonly Task[]
  /** Asks the work to stop after the step it is at. @throws `not-found` */
  cancel(id: string): void
  /** Asks all work to stop and waits until it has. */
  close(): Promise<void>
}

export interface TaskOptions {
  readonly id?: string | undefined
  readonly title: string
  readonly operator: string
  readonly total?: number
  /** Cancels it as well: the caller went away. */
  readonly signal?: AbortSignal
}

interface Entry {
  task: Task
  readonly controller: AbortController
  ended: Promise<void>
  toldAt: number
}

/** Ended tasks that stay listed, and how often one task may tell of its progress (milliseconds). */
const keptEnded = 50
const tellEvery = 200

export function createTasks(world: { clock: Clock; random: Random; log: Log; events: Events }): Tasks {
  const entries = new Map<string, Entry>()

  const change = (entry: Entry, part: Partial<Task>, always: boolean): void => {
    entry.task = { ...entry.task, ...part }
    const now = world.clock.monotonic()
    if (!always && now - entry.toldAt < tellEvery) return
    entry.toldAt = now
    world.events.emit('task.changed', { id: entry.task.id })
  }

  const forgetOld = (): void => {
    const ended = [...entries.values()].filter((entry) => entry.task.endedAt !== null)
    for (const entry of ended.slice(0, Math.max(0, ended.length - keptEnded))) entries.delete(entry.task.id)
  }

  const run = async <T>(options: TaskOptions, work: (control: TaskControl) => Promise<T>): Promise<T> => {
    const id = options.id ?? Buffer.from(world.random.bytes(12)).toString('base64url')
    if (entries.has(id)) throw new ChanceryError('conflict', `There is a task ${id} already. Choose another id.`)
    const controller = new AbortController()
    const signal =
      options.signal === undefined ? controller.signal : AbortSignal.any([controller.signal, options.signal])
    const settled = Promise.withResolvers<void>()
    const entry: Entry = {
      task: {
        id,
        title: options.title,
        operator: options.operator,
        state: 'running',
        done: 0,
        total: options.total ?? null,
        message: '',
        startedAt: world.clock.now(),
        endedAt: null
      },
      controller,
      ended: settled.promise,
      toldAt: world.clock.monotonic()
    }
    entries.set(id, entry)
    world.events.emit('task.changed', { id })
    try {
      const value = await work({
        id,
        signal,
        progress: (done, total, message) =>
          change(
            entry,
            { done, ...(total === undefined ? {} : { total }), ...(message === undefined ? {} : { message }) },
            false
          )
      })
      change(entry, { state: signal.aborted ? 'cancelled' : 'done', endedAt: world.clock.now() }, true)
      return value
    } catch (error) {
      const cancelled = signal.aborted || (error instanceof ChanceryError && error.code === 'cancelled')
      const message = error instanceof ChanceryError ? error.message : toFailure(error, 'this task').message
      change(entry, { state: cancelled ? 'cancelled' : 'failed', message, endedAt: world.clock.now() }, true)
      throw error
    } finally {
      settled.resolve()
      forgetOld()
    }
  }

  return {
    run,
    list: () => [...entries.values()].map((entry) => entry.task).reverse(),
    cancel: (id) => {
      const entry = entries.get(id)
      if (entry === undefined) throw new ChanceryError('not-found', `There is no task ${id}.`)
      entry.controller.abort()
    },
    close: async () => {
      for (const entry of entries.values()) entry.controller.abort()
      await Promise.all([...entries.values()].map((entry) => entry.ended))
    }
  }
}
