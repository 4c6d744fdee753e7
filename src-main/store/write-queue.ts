import type Database from 'better-sqlite3'
import { ChanceryError } from '../../src-shared/errors.ts'
import { closeWriter, writerOver, type Connection, type Writer } from './connection.ts'
import { isSqliteError, storeFailure } from './sqlite-error.ts'

/** Most writers in one commit, and the longest that one batch may hold the event loop before it commits what it has. */
const batchWriters = 256
const batchMs = 20
/** Longest that the first writer of a batch waits for others to come. */
const gatherMs = 2

interface Waiting {
  /** Runs the caller's closure and keeps its value. */
  readonly work: (writer: Writer) => void
  /** Called once after COMMIT has returned. */
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
  /** Its caller writes again soon after the commit. */
  readonly leads: boolean
}

/** One that has run in the open transaction and waits for its commit. */
interface Ran {
  readonly waiting: Waiting
  readonly committed: readonly (() => void)[]
}

/** Writers waiting for the next commit. */
export interface WriteQueue {
  readonly add: (waiting: Waiting) => void
  /** Commits everything that waits, now, and refuses what comes later. */
  readonly close: () => void
}

export interface WriteQueueOptions {
  /** Told after each commit. */
  readonly onCommit: () => void
  /** Told of an error that an `afterCommit` action threw; the write itself stands. */
  readonly onActionError: (error: unknown) => void
}

/**
 * Group commit. Writers that arrive in one turn of the event loop share one transaction and one fsync; each runs in a
 * savepoint of its own, so that one which throws takes back its own changes only. The batch runs in one synchronous
 * stretch: no reader of this connection ever sees uncommitted rows, and no writer sees another's half-done work.
 */
export function writeQueue(over: Connection, options: WriteQueueOptions): WriteQueue {
  const { database } = over
  const waiting: Waiting[] = []
  let scheduled = false
  let closed = false
  /** What waits was passed over by the last commit. */
  let passed = false
  /** Callers of the last commit that will write again soon. */
  let owed = 0
  const begin = database.prepare('BEGIN IMMEDIATE')
  const commit = database.prepare('COMMIT')
  const savepoint = database.prepare('SAVEPOINT writer')
  const release = database.prepare('RELEASE writer')
  const undo = database.prepare('ROLLBACK TO writer')

  function schedule(): void {
    if (scheduled) return
    scheduled = true
    const begun = performance.now()
    let seen = waiting.length
    setImmediate(function next() {
      // While each turn of the event loop brings more writers, they are worth the wait: a commit costs as much as what
      // ten of them write. One that is alone waits for nobody.
      if ((waiting.length > seen || owed > 0) && performance.now() - begun < gatherMs) {
        seen = waiting.length
        setImmediate(next)
        return
      }
      scheduled = false
      owed = 0
      flush()
      // The rest waits for the next turn, so that sockets and timers get theirs.
      if (waiting.length > 0) schedule()
    })
  }

  function flush(): void {
    const batch = take()
    if (batch.length === 0) return
    try {
      begin.run()
    } catch (error) {
      const failure = storeFailure(error)
      for (const one of batch) one.reject(failure)
      return
    }
    // One that has the transaction for itself needs no savepoint, whose pages SQLite would copy first.
    const alone = batch.length === 1
    const ran: Ran[] = []
    const until = performance.now() + batchMs
    let next = 0
    for (; next < batch.length; next++) {
      const one = batch[next]
      if (one === undefined || (next > 0 && performance.now() > until)) break
      const outcome = runOne(one, alone)
      if (outcome.kind === 'ran') ran.push(outcome.ran)
      if (outcome.kind === 'lost') {
        // SQLite has rolled back the whole transaction (disk full, I/O error): what ran before is gone too.
        for (const before of ran) before.waiting.reject(outcome.failure)
        waiting.unshift(...batch.slice(next + 1))
        return
      }
    }
    waiting.unshift(...batch.slice(next))
    finish(ran)
  }

  /**
   * What goes into the next commit. Those that lead go before the rest, which waits for one commit at most: their callers
   * come back, and the next commit holds the second writes of all. A commit of one kind of write changes a fifth fewer pages
   * than a mixed one.
   */
  function take(): Waiting[] {
    const leading = passed ? [] : waiting.filter(({ leads }) => leads)
    passed = leading.length > 0 && leading.length < waiting.length
    if (!passed) return waiting.splice(0, batchWriters)
    const batch = leading.slice(0, batchWriters)
    const taken = new Set(batch)
    waiting.splice(0, waiting.length, ...waiting.filter((one) => !taken.has(one)))
    return batch
  }

  function runOne(
    one: Waiting,
    alone: boolean
  ): { kind: 'ran'; ran: Ran } | { kind: 'refused' } | { kind: 'lost'; failure: unknown } {
    const writer = writerOver(over)
    try {
      if (!alone) savepoint.run()
      one.work(writer)
      const committed = closeWriter(writer)
      if (!alone) release.run()
      return { kind: 'ran', ran: { waiting: one, committed } }
    } catch (error) {
      closeWriter(writer)
      // What it had changed and read back is undone now.
      over.definitions.clear()
      const failure = isSqliteError(error) ? storeFailure(error) : error
      one.reject(failure)
      if (alone && database.inTransaction) rollback(database)
      if (!database.inTransaction) return { kind: 'lost', failure }
      try {
        undo.run()
        release.run()
      } catch (second) {
        // What cannot be taken back alone is taken back with the whole batch.
        if (database.inTransaction) rollback(database)
        return { kind: 'lost', failure: storeFailure(second) }
      }
      return { kind: 'refused' }
    }
  }

  function finish(ran: readonly Ran[]): void {
    try {
      commit.run()
    } catch (error) {
      over.definitions.clear()
      if (database.inTransaction) rollback(database)
      const failure = storeFailure(error)
      for (const one of ran) one.waiting.reject(failure)
      return
    }
    owed = ran.filter(({ waiting: { leads } }) => leads).length
    for (const one of ran) {
      for (const action of one.committed) {
        try {
          action()
        } catch (error) {
          options.onActionError(error)
        }
      }
      one.waiting.resolve()
    }
    if (ran.length > 0) options.onCommit()
  }

  return {
    add: (one) => {
      if (closed) {
        one.reject(new ChanceryError('not-ready', 'The database is closed.'))
        return
      }
      waiting.push(one)
      if (owed > 0) owed--
      schedule()
    },
    close: () => {
      closed = true
      while (waiting.length > 0) flush()
    }
  }
}

function rollback(database: Database.Database): void {
  database.exec('ROLLBACK')
}
