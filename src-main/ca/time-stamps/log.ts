import { insertTsaStamps, type TsaStampRow } from '../../store/time-stamps.ts'
import { transaction } from '../../store/transaction.ts'
import type { CaContext } from '../context.ts'
import type { LogBatch } from './memory.ts'

/**
 * Logs a stamp. All that come in one turn of the event loop are one write and one commit.
 * @returns once it is on disk; only then may the stamp go out. @throws ChanceryError `io`, `busy`, `conflict`; then it must not
 */
export function logStamp(ca: CaContext, row: Omit<TsaStampRow, 'id'>): Promise<void> {
  const batch = ca.memory.tsa.batch ?? newBatch(ca)
  batch.rows.push(row)
  return batch.committed
}

function newBatch(ca: CaContext): LogBatch {
  const memory = ca.memory.tsa
  const rows: LogBatch['rows'] = []
  const committed = transaction(ca.store, (tx) => {
    // Whoever comes from now on waits for the next write.
    if (memory.batch === batch) memory.batch = null
    insertTsaStamps(tx, rows)
  })
  const batch: LogBatch = { rows, committed }
  memory.batch = batch
  committed.catch(() => {
    // The write may never have begun: nobody else joins what has failed.
    if (memory.batch === batch) memory.batch = null
  })
  return batch
}
