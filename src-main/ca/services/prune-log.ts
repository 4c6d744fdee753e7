import { pruneServiceLog } from '../../store/service-log.ts'
import { transaction } from '../../store/transaction.ts'
import type { CaContext } from '../context.ts'

/** How long lines of the log of services are kept: a year, and the month in which somebody looks back at it. */
const KEPT_MS = 400 * 86_400_000
/** Lines of one transaction: short enough that nothing else waits long. */
const AT_ONCE = 1000

/** Takes out lines of the log of services that are too old, some at a time. @returns how many */
export async function pruneServiceLines(ca: CaContext, signal: AbortSignal): Promise<number> {
  const before = ca.clock.now() - KEPT_MS
  let sum = 0
  for (;;) {
    const gone = await transaction(ca.store, (tx) => pruneServiceLog(tx, before, AT_ONCE))
    sum += gone
    if (gone < AT_ONCE || signal.aborted) return sum
  }
}
