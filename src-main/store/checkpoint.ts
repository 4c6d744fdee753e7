import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import type { Connection } from './connection.ts'

/** Quiet time after which the log is written back, and the WAL size (pages of 4 KiB) at which the writer itself helps. */
const delayMs = 300
const helpAtPages = 16_384
/** SQLite's own checkpoint inside a commit stays as the last resort only (256 MiB): it costs that commit 10 ms and more. */
export const autoCheckpointPages = 65_536

/** Writes the log back into the database off the hot path. */
export interface Checkpointer {
  /** Tells it that something was committed. */
  readonly noteCommit: () => void
  readonly close: () => Promise<void>
}

/*
 * Plain text, not a module: it must load the same from sources, from the bundle and from inside an archive.
 * PASSIVE never waits for readers or writers and never makes them wait.
 */
const workerSource = `
const { parentPort, workerData } = require('node:worker_threads')
const Database = require(workerData.driver)
const database = new Database(workerData.path, { fileMustExist: true })
database.pragma('busy_timeout = 0')
parentPort.on('message', message => {
  if (message === 'close') { database.close(); parentPort.close(); return }
  try {
    const [row] = database.pragma('wal_checkpoint(PASSIVE)')
    parentPort.postMessage(row.log)
  } catch { parentPort.postMessage(0) }
})
`

/** Starts the checkpoint worker at the first commit, not before. */
export function checkpointer(over: Connection, path: string): Checkpointer {
  let worker: Worker | null = null
  let timer: NodeJS.Timeout | null = null
  let running = false
  let again = false
  let closed = false

  function start(): Worker {
    const driver = createRequire(import.meta.url).resolve('better-sqlite3')
    const made = new Worker(workerSource, { eval: true, workerData: { driver, path } })
    made.unref()
    made.on('message', (pages: unknown) => {
      running = false
      if (closed) return
      // Under unbroken load the worker never reaches the end of the log, and only a fully copied log starts anew.
      if (typeof pages === 'number' && pages > helpAtPages) over.database.pragma('wal_checkpoint(PASSIVE)')
      if (again) schedule()
    })
    // A worker that died leaves SQLite's own checkpoint, and the next commit starts another.
    made.on('error', () => forget(made))
    made.on('exit', () => forget(made))
    return made
  }

  function forget(gone: Worker): void {
    if (worker !== gone) return
    worker = null
    running = false
  }

  function schedule(): void {
    again = false
    if (timer !== null || closed) return
    timer = setTimeout(() => {
      timer = null
      if (running) {
        again = true
        return
      }
      running = true
      worker ??= start()
      worker.postMessage('checkpoint')
    }, delayMs)
    timer.unref()
  }

  return {
    noteCommit: () => {
      if (running) again = true
      else schedule()
    },
    close: async () => {
      closed = true
      if (timer !== null) clearTimeout(timer)
      const last = worker
      if (last === null) return
      const gone = new Promise<void>((done) => last.once('exit', () => done()))
      // Otherwise a process with nothing else to do would end before the worker has.
      last.ref()
      last.postMessage('close')
      await gone
    }
  }
}
