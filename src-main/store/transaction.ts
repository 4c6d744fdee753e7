import { ChanceryError } from '../../src-shared/errors.ts'
import type { Writer } from './connection.ts'
import { storeKey, type Store } from './store.ts'

/** A closure that awaits would leave its savepoint; a promise as value is refused when compiling and when running. */
type Plain<Value> = Value extends PromiseLike<unknown> ? never : Value

/**
 * The only way to write. `work` runs synchronously, together with the other writers of this turn of the event loop, in a
 * savepoint of one shared transaction. It may run after several others and must not await anything.
 * @param options.leads the caller writes again soon after: goes before others that wait, so that the second writes meet
 * @returns the value of `work`, after the commit is on disk
 * @throws (rejects) what `work` threw, its changes undone; `busy`, `io`, `conflict` or `damaged` where SQLite refused
 */
export function transaction<Value>(
  store: Store,
  work: (writer: Writer) => Plain<Value>,
  options: { readonly leads?: boolean } = {}
): Promise<Value> {
  return new Promise<Value>((resolve, reject) => {
    const kept: Value[] = []
    store[storeKey].queue.add({
      work: (writer) => {
        const value = work(writer)
        if (value instanceof Promise)
          throw new ChanceryError('internal', 'A transaction must not wait: its work returned a promise.')
        kept.push(value)
      },
      resolve: () => {
        for (const value of kept) resolve(value)
      },
      reject,
      leads: options.leads ?? false
    })
  })
}
