import type { PublishTarget } from '../../src-shared/api/publishing.ts'
import { ChanceryError } from '../../src-shared/errors.ts'
import type { Actor } from '../../src-shared/model/channel.ts'
import { addDuration, durationOf } from '../../src-shared/model/duration.ts'
import type { PublishContents, PublishDestination } from '../../src-shared/model/publishing.ts'
import type { Ref } from '../../src-shared/model/scalars.ts'
import { recordAudit } from '../ca/audit.ts'
import type { CaContext } from '../ca/context.ts'
import { folderPath, requireShown, requireTargetFolder } from '../ca/publish/address.ts'
import { TEST_FILE, type Destination, type DestinationSecret } from '../ca/publish/destination.ts'
import { publish, type PublishControl, type PublishCount } from '../ca/publish/run.ts'
import {
  baseOf,
  dataFolderOf,
  destinationOf,
  listTargets,
  publishSettingsOf,
  requirePublishTarget,
  secretOf,
  targetView
} from '../ca/publish/targets.ts'
import { openDestination } from '../connectors/publish/open.ts'
import {
  countPublishedFiles,
  deletePublishTarget,
  forgetSignedFiles,
  getPublishTarget,
  HIDDEN,
  hiddenTargets,
  insertPublishRun,
  insertPublishTarget,
  updatePublishTarget,
  type PublishedCount,
  type PublishRunRow,
  type PublishTargetRow
} from '../store/publishing.ts'
import { reader } from '../store/store.ts'
import { transaction } from '../store/transaction.ts'
import type { Net } from '../world/net.ts'
import type { Chore } from './jobs.ts'
import { requireOwnFolder, requireStillThere } from './publish-folder.ts'

export type PublishCause = 'by hand' | 'on change' | 'on schedule' | 'after a failure'

/** What a test of a connection found. */
export interface Tested {
  readonly ok: boolean
  readonly message: string
  readonly hostKey: string | null
  readonly milliseconds: number
}

/** Publishes to targets: when something changed, on schedule, and when somebody says so. */
export interface Publishing {
  /** Starts what is due and does not wait for it: a slow target holds up nobody. */
  readonly chore: Chore
  isRunning(targetId: number): boolean
  view(row: PublishTargetRow): PublishTarget
  /** @throws ChanceryError `not-found`, `busy` while a run is under way; what the destination throws */
  run(
    target: Ref,
    options: { readonly full: boolean; readonly actor: Actor },
    control: PublishControl
  ): Promise<PublishRunRow>
  /** One-off, to a folder that is no target. @throws ChanceryError `conflict` for a folder with something else in it; as `run` */
  export(
    order: { readonly to: string; readonly what: PublishContents; readonly base: string | null },
    actor: Actor,
    control: PublishControl
  ): Promise<{ readonly run: PublishRunRow; readonly published: readonly PublishedCount[] }>
  test(destination: PublishDestination, secret: DestinationSecret, signal: AbortSignal): Promise<Tested>
  close(): Promise<void>
}

/** Pause after the first failure; it doubles with each in a row, up to an hour. */
const FIRST_PAUSE = 30_000
const LONGEST_PAUSE = 3_600_000
/** Certificates come one by one; those of so long go out together. */
const GATHER = 10_000

/** @param wake has the chore asked again: a run that ended knows when the next is due, and the chore did not wait for it. */
export function createPublishing(ca: CaContext, net: Net, wake: () => void): Publishing {
  const log = ca.log.with({ area: 'publishing' })
  const stop = new AbortController()
  const running = new Map<number, Promise<unknown>>()

  const open = (
    destination: PublishDestination,
    secret: DestinationSecret,
    signal: AbortSignal
  ): Promise<Destination> => openDestination(destination, secret, { net, clock: ca.clock, signal })

  const runRow = async (
    row: PublishTargetRow,
    cause: PublishCause,
    full: boolean,
    control: PublishControl
  ): Promise<PublishRunRow> => {
    const settings = publishSettingsOf(row)
    const startedAt = ca.clock.now()
    const count: PublishCount = { written: 0, unchanged: 0, removed: 0, bytes: 0, notes: [] }
    const signal = AbortSignal.any([stop.signal, control.signal])
    let failure: unknown
    try {
      requireTargetFolder(destinationOf(row), dataFolderOf(ca))
      if (!full) await requireStillThere(ca, row.id, destinationOf(row))
      const destination = await open(destinationOf(row), secretOf(ca, row), signal)
      try {
        const { what, removeOld } = settings
        await publish(ca, { targetId: row.id, what, base: baseOf(ca, settings), removeOld, full }, destination, count, {
          ...control,
          signal
        })
      } finally {
        await destination.close()
      }
    } catch (error) {
      failure = error
    }
    const error = failure === undefined ? null : wordsOf(failure)
    const endedAt = ca.clock.now()
    const run = {
      targetId: row.id,
      cause,
      outcome:
        error !== null ? ('failed' as const) : count.notes.length > 0 ? ('incomplete' as const) : ('done' as const),
      startedAt,
      endedAt,
      error,
      ...count
    }
    const id = await transaction(ca.store, (tx) => {
      const now = getPublishTarget(tx, row.id)
      // Where the engine stops the next start goes on; it is no failure of the target.
      if (now === undefined || stop.signal.aborted) return 0
      const failures = error === null ? 0 : now.failures + 1
      const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(10, failures - 1))
      const due = addDuration(endedAt, durationOf(settings.every))
      updatePublishTarget(tx, row.id, {
        failures,
        lastRunAt: endedAt,
        lastError: error ?? (count.notes.length > 0 ? count.notes.join(' ') : null),
        ...(error === null ? { lastSuccessAt: endedAt } : {}),
        // What changed while this ran asks for another run at once.
        nextRunAt: error !== null ? endedAt + pause : now.changes !== row.changes ? 0 : due
      })
      return insertPublishRun(tx, run)
    })
    ca.emit('publishing.changed', { id: row.id })
    if (error !== null) log.warn('publishing failed', { target: row.name, reason: error })
    else if (count.written + count.removed > 0)
      log.info('published', { target: row.name, written: count.written, removed: count.removed, bytes: count.bytes })
    return { ...run, id }
  }

  const wordsOf = (error: unknown): string =>
    error instanceof ChanceryError
      ? error.message
      : `An unexpected problem. The log has it under ${log.error('publishing stumbled', error)}.`

  const tracked = async <T>(id: number, work: () => Promise<T>): Promise<T> => {
    if (running.has(id))
      throw new ChanceryError('busy', 'A run over this target is under way. Wait until it has ended.')
    const run = work()
    running.set(
      id,
      run.catch(() => undefined)
    )
    ca.emit('publishing.changed', { id })
    try {
      return await run
    } finally {
      running.delete(id)
      ca.emit('publishing.changed', { id })
      wake()
    }
  }

  const causeOf = (row: PublishTargetRow): PublishCause =>
    row.failures > 0 ? 'after a failure' : row.nextRunAt === 0 ? 'on change' : 'on schedule'

  const audited = (actor: Actor, operation: string, object: string | number, run: PublishRunRow): Promise<void> =>
    transaction(ca.store, (tx) => {
      const { written, removed, bytes, error, notes } = run
      recordAudit(tx, ca, {
        actor,
        operation,
        object: { kind: 'publish-target', id: object },
        outcome: error === null ? 'ok' : 'failed',
        detail: { written, removed, bytes, error, notes }
      })
    })

  return {
    isRunning: (id) => running.has(id),
    view: (row) => targetView(ca, row, running.has(row.id)),
    chore: {
      name: 'publishing',
      run: () => {
        if (stop.signal.aborted) return Promise.resolve(null)
        const now = ca.clock.now()
        let next: number | null = null
        for (const row of listTargets(ca)) {
          if (row.state !== 'enabled' || running.has(row.id)) continue
          if (row.nextRunAt <= now) {
            const quiet = { signal: stop.signal, progress: () => undefined }
            tracked(row.id, () => runRow(row, causeOf(row), false, quiet)).catch(
              (error: unknown) => void log.error('a run could not be recorded', error, { target: row.name })
            )
          } else next = Math.min(next ?? row.nextRunAt, row.nextRunAt)
        }
        return Promise.resolve(next)
      }
    },
    run: async (ref, { full, actor }, control) => {
      const row = requirePublishTarget(reader(ca.store), ref)
      const run = await tracked(row.id, async () => {
        if (full) await transaction(ca.store, (tx) => forgetSignedFiles(tx, row.id))
        return runRow(requirePublishTarget(reader(ca.store), row.id), 'by hand', full, control)
      })
      await audited(actor, 'publish.run', row.id, run)
      return run
    },
    export: async ({ to, what, base }, actor, control) => {
      const path = folderPath(to, dataFolderOf(ca))
      requireShown(path)
      await requireOwnFolder(path)
      // A target for the time of one run: what is written is counted and recorded in one way only.
      const now = ca.clock.now()
      const settings = { baseAddress: base, every: '1h', onChange: false, removeOld: false, what }
      const id = await transaction(ca.store, (tx) => {
        for (const left of hiddenTargets(tx)) if (!running.has(left)) deletePublishTarget(tx, left)
        return insertPublishTarget(tx, {
          // A name that no operator can give; it is not listed.
          name: `${HIDDEN}${Buffer.from(ca.random.bytes(9)).toString('base64url')}`,
          state: 'disabled',
          destination: { kind: 'folder', path },
          sealed: null,
          settings,
          onChange: false,
          withOcsp: false,
          nextRunAt: now,
          createdAt: now
        })
      })
      try {
        const run = await tracked(id, () =>
          runRow(requirePublishTarget(reader(ca.store), id), 'by hand', false, control)
        )
        await audited(actor, 'publish.export', path, run)
        if (run.error !== null) throw new ChanceryError('io', run.error)
        return { run, published: countPublishedFiles(reader(ca.store), id) }
      } finally {
        await transaction(ca.store, (tx) => deletePublishTarget(tx, id))
      }
    },
    test: async (destination, secret, signal) => {
      const started = ca.clock.monotonic()
      let hostKey: string | null = null
      const ended = (ok: boolean, message: string): Tested => ({
        ok,
        message,
        hostKey,
        milliseconds: Math.round(ca.clock.monotonic() - started)
      })
      try {
        const parts = { net, clock: ca.clock, signal, onHostKey: (shown: string) => (hostKey = shown) }
        const opened = await openDestination(destination, secret, parts)
        try {
          const bytes = Buffer.from('Chancery can write here. This file may be deleted.\n')
          await opened.put({ path: TEST_FILE, bytes, mediaType: 'text/plain', nextUpdate: null }, signal)
          await opened.remove(TEST_FILE, signal)
        } finally {
          await opened.close()
        }
        return ended(true, 'A small file was written, and taken away again.')
      } catch (error) {
        return ended(false, wordsOf(error))
      }
    },
    close: async () => {
      stop.abort()
      await Promise.all(running.values())
    }
  }
}

/** @returns a function that asks for a run of targets with answers soon after certificates were issued. */
export function gatherChanges(ca: CaContext, wake: () => void): { tell(): void; close(): void } {
  let timer: NodeJS.Timeout | undefined
  return {
    tell: () => {
      timer ??= setTimeout(() => {
        timer = undefined
        const rows = listTargets(ca).filter((row) => row.state === 'enabled' && row.onChange && row.withOcsp)
        if (rows.length === 0) return
        transaction(ca.store, (tx) => {
          for (const { id, changes } of rows) updatePublishTarget(tx, id, { nextRunAt: 0, changes: changes + 1 })
        }).then(wake, (error: unknown) => void ca.log.error('targets could not be told of a certificate', error))
      }, GATHER).unref()
    },
    close: () => clearTimeout(timer)
  }
}
