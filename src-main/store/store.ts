import type { Connection, Reader } from './connection.ts'
import type { Checkpointer } from './checkpoint.ts'
import type { WriteQueue } from './write-queue.ts'

/** Reaches what is inside a Store; exported for the files of this folder only. */
export const storeKey: unique symbol = Symbol('store')

/** An open database. Nothing can be done with it but to hand it to `reader`, `transaction`, `backupTo`, `close` … */
export interface Store {
  /** The file, or `:memory:`. */
  readonly path: string
  readonly [storeKey]: StoreParts
}

export interface StoreParts {
  readonly connection: Connection
  readonly reader: Reader
  readonly queue: WriteQueue
  /** Null in memory and for read-only connections. */
  readonly checkpointer: Checkpointer | null
}

/** @returns the right to read: what is committed, on the connection of the store, in the turn of the call */
export function reader(store: Store): Reader {
  return store[storeKey].reader
}
