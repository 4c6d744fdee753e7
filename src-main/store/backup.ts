import type Database from 'better-sqlite3'
import { chmodSync, closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { ChanceryError } from '../../src-shared/errors.ts'
import { storeKey, type Store } from './store.ts'

export interface BackupOptions {
  /** Pages copied and pages in all. */
  readonly onProgress?: (done: number, total: number) => void
  readonly signal?: AbortSignal
}

/** Pages (4 KiB) copied in one turn of the event loop, a few milliseconds. */
const pagesPerTurn = 500

/**
 * Copies the database while it is in use, without holding the event loop. Writes made meanwhile are in the copy.
 * The file appears under its name only when it is complete and on disk, readable by its owner only.
 * @throws `conflict` where the file exists, `cancelled`, `io`
 */
export function backupTo(store: Store, path: string, options: BackupOptions = {}): Promise<void> {
  return backupFile(store[storeKey].connection.database, path, options)
}

/** The same for a connection that is not a store yet. */
export async function backupFile(database: Database.Database, path: string, options: BackupOptions): Promise<void> {
  if (existsSync(path)) throw new ChanceryError('conflict', `${path} exists already. Choose another name.`)
  const partial = `${path}.partial`
  rmSync(partial, { force: true })
  try {
    // Made first, so that nobody else can read it while it grows.
    closeSync(openSync(partial, 'wx', 0o600))
    await database.backup(partial, {
      progress: ({ totalPages, remainingPages }) => {
        options.onProgress?.(totalPages - remainingPages, totalPages)
        if (options.signal?.aborted === true) throw new ChanceryError('cancelled', 'The backup was cancelled.')
        return pagesPerTurn
      }
    })
    chmodSync(partial, 0o600)
    sync(partial)
    renameSync(partial, path)
    sync(dirname(path))
  } catch (error) {
    rmSync(partial, { force: true })
    if (error instanceof ChanceryError) throw error
    throw new ChanceryError(
      'io',
      `The copy ${path} could not be written: ${error instanceof Error ? error.message : String(error)}.`,
      { cause: error }
    )
  }
}

function sync(path: string): void {
  // Windows cannot open a folder; its renames need no such sync.
  if (process.platform === 'win32') return
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
