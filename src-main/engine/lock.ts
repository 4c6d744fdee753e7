import Database from 'better-sqlite3'
import { chmodSync } from 'node:fs'
import { ChanceryError } from '../../src-shared/errors.ts'
import { readAddress, removeAddress, type DataFolder } from './data-folder.ts'

/** The right to be the one engine of a data folder. */
export interface FolderLock {
  release(): void
}

/**
 * Takes the lock of a data folder. It is SQLite's own exclusive file lock on a file of its own: the operating system
 * drops it with the process, so that a kill leaves nothing to clean up.
 * @throws ChanceryError `busy` when another engine holds the folder, `io`
 */
export function lockDataFolder(folder: DataFolder): FolderLock {
  let database: Database.Database | undefined
  try {
    database = new Database(folder.lock, { timeout: 0 })
    database.pragma('journal_mode = MEMORY')
    database.exec('BEGIN EXCLUSIVE')
    if (process.platform !== 'win32') chmodSync(folder.lock, 0o600)
  } catch (error) {
    database?.close()
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code.startsWith('SQLITE_BUSY')) {
      const holder = readAddress(folder)
      throw new ChanceryError(
        'busy',
        `Another Chancery${holder === undefined ? '' : ` (process ${holder.pid})`} works with the data folder ${folder.path}. Use that one, or end it first.`,
        { cause: error }
      )
    }
    throw new ChanceryError('io', `The lock file ${folder.lock} cannot be used (${code}).`, { cause: error })
  }
  const held = database
  return {
    release: () => {
      if (!held.open) return
      removeAddress(folder)
      held.exec('ROLLBACK')
      held.close()
    }
  }
}
