import { afterCommit } from '../../store/connection.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { nextWirePrune, openWireRecordings, pruneWireExchanges, pruneWireRecordings } from '../../store/wire-log.ts'
import type { CaContext } from '../context.ts'
import { endLapsed } from './recordings.ts'

const DAY = 86_400_000
/** Days for which an empty recording is listed still. */
const REMEMBERED_DAYS = 90
/** Exchanges that go in one transaction. */
const AT_ONCE = 200

/** Ends recordings whose time is over, and deletes exchanges whose days are over. @returns when it is due again */
export async function runWireChore(ca: CaContext, signal: AbortSignal): Promise<number | null> {
  await endLapsed(ca)
  const now = ca.clock.now()
  for (let gone = AT_ONCE; gone === AT_ONCE && !signal.aborted;)
    gone = await transaction(ca.store, (tx) => {
      const count = pruneWireExchanges(tx, now, AT_ONCE)
      if (count > 0) afterCommit(tx, () => ca.emit('wire.changed', {}))
      return count
    })
  await transaction(ca.store, (tx) => pruneWireRecordings(tx, now - REMEMBERED_DAYS * DAY))
  const from = reader(ca.store)
  const due = [...openWireRecordings(from).map(({ endsAt }) => endsAt), nextWirePrune(from)].filter((at) => at !== null)
  return due.length === 0 ? null : Math.min(...due)
}
