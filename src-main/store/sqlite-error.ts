import { ChanceryError } from '../../src-shared/errors.ts'

/** better-sqlite3 gives its errors a `code` that begins with SQLITE_. */
export function isSqliteError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('SQLITE_')
}

/** @returns the error for the caller: what SQLite could not do, as one of our codes */
export function storeFailure(error: unknown): unknown {
  if (!isSqliteError(error)) return error
  if (error.code.startsWith('SQLITE_BUSY') || error.code.startsWith('SQLITE_LOCKED')) {
    return new ChanceryError('busy', 'Another program holds the database. Close it and try again.', { cause: error })
  }
  // The index of the log lies in a file of its own, which has one reason only not to grow.
  if (error.code.startsWith('SQLITE_FULL') || error.code === 'SQLITE_IOERR_SHMSIZE')
    return new ChanceryError('io', 'The disk is full; nothing of this step was saved.', { cause: error })
  if (error.code.startsWith('SQLITE_IOERR'))
    return new ChanceryError('io', `The disk refused a write (${error.code}); nothing of this step was saved.`, {
      cause: error
    })
  if (error.code.startsWith('SQLITE_READONLY') || error.code.startsWith('SQLITE_CANTOPEN'))
    return new ChanceryError(
      'io',
      `The data folder cannot be written any more (${error.code}); nothing of this step was saved.`,
      { cause: error }
    )
  if (error.code.startsWith('SQLITE_CORRUPT') || error.code === 'SQLITE_NOTADB') {
    return new ChanceryError('damaged', 'The database file is damaged. Restore it from a backup.', { cause: error })
  }
  if (error.code.startsWith('SQLITE_CONSTRAINT'))
    return new ChanceryError('conflict', `The database refused the change: ${error.message}.`, { cause: error })
  return error
}
