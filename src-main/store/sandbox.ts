import Database from 'better-sqlite3'
import { ChanceryError } from '../../src-shared/errors.ts'
import { connectionKey, run, type Reader, type Writer } from './connection.ts'
import { storeOver } from './open.ts'
import type { Store } from './store.ts'

/** Where the header of a database says how it is written and read: 2 for a log beside it, 1 without (file format 1.3.3). */
const VERSION_BYTES = [18, 19] as const

/**
 * @returns a copy of what is committed, in memory: what happens to it happens nowhere else. The caller closes it.
 * @throws ChanceryError `too-large` beyond `mostBytes`
 */
export function copyInMemory(reader: Reader, mostBytes: number): Store {
  const { database } = reader[connectionKey]
  const size =
    Number(database.pragma('page_count', { simple: true })) * Number(database.pragma('page_size', { simple: true }))
  if (size > mostBytes)
    throw new ChanceryError(
      'too-large',
      `The database has ${Math.ceil(size / 1024 / 1024)} MiB; a test authority is made of at most ${Math.floor(mostBytes / 1024 / 1024)}.`
    )
  const image = database.serialize()
  // A database in memory has no log beside it.
  for (const at of VERSION_BYTES) image[at] = 1
  const copy = new Database(image)
  copy.pragma('foreign_keys = ON')
  copy.pragma('trusted_schema = OFF')
  return storeOver(copy, ':memory:', {})
}

/** Puts another key in the place of one; only ever in a copy. */
export function putTestKey(writer: Writer, id: number, spki: Uint8Array, sealed: Uint8Array): void {
  run(writer, "UPDATE key SET spki = ?, sealed = ?, location = 'software' WHERE id = ?", [spki, sealed, id])
}
