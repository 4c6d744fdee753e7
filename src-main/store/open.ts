import Database from 'better-sqlite3'
import { chmodSync, closeSync, existsSync, openSync } from 'node:fs'
import { ChanceryError } from '../../src-shared/errors.ts'
import { backupFile } from './backup.ts'
import { autoCheckpointPages, checkpointer } from './checkpoint.ts'
import { connection, connectionKey, readerOver, type Reader } from './connection.ts'
import { migrate, schemaStatus } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import type { Migration } from './migrations/migration.ts'
import { isSqliteError, storeFailure } from './sqlite-error.ts'
import { refreshStatistics } from './statistics.ts'
import { storeKey, type Store } from './store.ts'
import { writeQueue } from './write-queue.ts'

export interface OpenOptions {
  /** Milliseconds to wait for a lock that another process holds. Default 5000. */
  readonly busyTimeoutMs?: number
  /** Told of an error that an `afterCommit` action threw. Default: a process warning. */
  readonly onActionError?: (error: unknown) => void
  /** Steps of the schema; tests of the runner pass their own. */
  readonly migrations?: readonly Migration[]
}

export interface UpgradeOptions extends OpenOptions {
  /** Time in the name of the copy, milliseconds since the epoch. */
  readonly now: number
  /** Told how far the copy before an upgrade has come. */
  readonly onProgress?: (done: number, total: number) => void
}

/**
 * Opens the database, creating it where there is none.
 * @param path a file, or `:memory:`
 * @throws `newer-database`; `damaged` where the file is not ours; `not-ready` where it is older: use `openAndUpgrade`
 */
export function open(path: string, options: OpenOptions = {}): Store {
  const steps = options.migrations ?? migrations
  const database = connect(path, options)
  try {
    const status = schemaStatus(database, steps)
    if (status.kind === 'older') {
      throw new ChanceryError(
        'not-ready',
        `This database has schema ${status.from} and must be upgraded to ${steps.length} first.`
      )
    }
    prepareFile(database, path)
    if (status.kind === 'empty') migrate(database, steps)
    return storeOver(database, path, options)
  } catch (error) {
    database.close()
    throw storeFailure(error)
  }
}

/**
 * Opens the database like `open`; one of an earlier version is first copied beside itself, as
 * `<file>.schema-<version>.<time>.bak`, and then upgraded in one transaction.
 * @returns the store and, where an upgrade took place, what was done
 */
export async function openAndUpgrade(
  path: string,
  options: UpgradeOptions
): Promise<{
  readonly store: Store
  readonly upgrade: { readonly from: number; readonly to: number; readonly copy: string } | null
}> {
  const steps = options.migrations ?? migrations
  if (path === ':memory:' || !existsSync(path)) return { store: open(path, options), upgrade: null }
  const database = connect(path, options)
  try {
    const status = schemaStatus(database, steps)
    if (status.kind !== 'older') {
      database.close()
      return { store: open(path, options), upgrade: null }
    }
    const time = new Date(options.now).toISOString().replace(/[-:]/g, '').replace(/\.\d+/, '')
    const copy = `${path}.schema-${status.from}.${time}.bak`
    await backupFile(database, copy, options.onProgress === undefined ? {} : { onProgress: options.onProgress })
    prepareFile(database, path)
    migrate(database, steps)
    return { store: storeOver(database, path, options), upgrade: { from: status.from, to: steps.length, copy } }
  } catch (error) {
    database.close()
    throw storeFailure(error)
  }
}

/** A read-only connection of its own, for worker threads. `snapshot` holds one state of the database over many reads. */
export interface ReadConnection {
  readonly reader: Reader
  readonly snapshot: <Value>(read: (reader: Reader) => Value) => Value
  readonly close: () => void
}

/** Opens the file for reading only; the store must have been opened (and so upgraded) before. */
export function openReader(path: string): ReadConnection {
  const database = new Database(path, { readonly: true, fileMustExist: true })
  try {
    database.pragma('trusted_schema = OFF')
    database.pragma('query_only = ON')
    if (schemaStatus(database, migrations).kind !== 'current')
      throw new ChanceryError('not-ready', 'The database is not set up yet.')
  } catch (error) {
    database.close()
    throw storeFailure(error)
  }
  const over = readerOver(connection(database))
  return {
    reader: over,
    snapshot: (read) => database.transaction(() => read(over)).deferred(),
    close: () => {
      database.close()
    }
  }
}

/**
 * Commits what waits, writes the log back and closes the file. Later writes are refused. Where the disk takes nothing
 * more, the log stays beside the file, and the next start finds in it what was committed.
 */
export async function close(store: Store): Promise<void> {
  const parts = store[storeKey]
  const { database } = parts.connection
  if (!database.open) return
  parts.queue.close()
  await parts.checkpointer?.close()
  parts.connection.statements.clear()
  try {
    refreshStatistics(database)
    if (parts.checkpointer !== null) database.pragma('wal_checkpoint(TRUNCATE)')
  } catch (error) {
    if (!isSqliteError(error)) throw error
  } finally {
    database.close()
  }
}

/**
 * SQLite's own check of the file's structure. Reads the whole file: call it from a worker (`openReader`) for large ones.
 * @returns what is wrong, one line each; empty when nothing is
 */
export function quickCheck(reader: Reader, most = 100): readonly string[] {
  try {
    const rows = reader[connectionKey].database.pragma(`quick_check(${Math.trunc(most)})`)
    const lines = Array.isArray(rows) ? rows.map((row) => String(Object.values(row as Record<string, unknown>)[0])) : []
    return lines.length === 1 && lines[0] === 'ok' ? [] : lines
  } catch (error) {
    // Damage that keeps even the check from running.
    if (isSqliteError(error) && error.code.startsWith('SQLITE_CORRUPT')) return [error.message]
    throw storeFailure(error)
  }
}

function connect(path: string, options: OpenOptions): Database.Database {
  try {
    // A new file belongs to its owner only from the first moment.
    if (path !== ':memory:' && !existsSync(path)) closeSync(openSync(path, 'wx', 0o600))
    return new Database(path, { timeout: options.busyTimeoutMs ?? 5000 })
  } catch (error) {
    throw new ChanceryError(
      'io',
      `The database ${path} cannot be opened: ${error instanceof Error ? error.message : String(error)}.`,
      { cause: error }
    )
  }
}

function prepareFile(database: Database.Database, path: string): void {
  // Journal mode is kept in the file, the others per connection.
  if (path !== ':memory:') {
    database.pragma('journal_mode = WAL')
    // The file holds sealed keys and who asked for what: its owner's business only. -wal and -shm inherit the mode.
    chmodSync(path, 0o600)
  }
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = ON')
  database.pragma('trusted_schema = OFF')
  database.pragma('cell_size_check = ON')
  // Zeroes what is deleted within pages that are written anyway, so that a destroyed key leaves the file.
  database.pragma('secure_delete = FAST')
  database.pragma('cache_size = -65536')
  database.pragma(`wal_autocheckpoint = ${autoCheckpointPages}`)
}

/** Makes a store over a connection that is set up. */
export function storeOver(database: Database.Database, path: string, options: OpenOptions): Store {
  // The sub-journal of the writers' savepoints stays in memory: in a file it costs two system calls for each page that a
  // writer changes, a third of an insert into a table with a dozen indexes. Set after migrations, whose sorts may be large.
  database.pragma('temp_store = MEMORY')
  const over = connection(database)
  const keeper = path === ':memory:' ? null : checkpointer(over, path)
  const queue = writeQueue(over, {
    onCommit: () => keeper?.noteCommit(),
    onActionError:
      options.onActionError ?? ((error) => process.emitWarning(error instanceof Error ? error : String(error)))
  })
  const reader = readerOver(over)
  return { path, [storeKey]: { connection: over, reader, queue, checkpointer: keeper } }
}
