import type { Actor } from '../../../src-shared/model/channel.ts'
import { pruneCrlBytes } from '../../store/crls.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'
import { decimalNumber } from './number.ts'

const DAY = 86_400_000
/** CRLs of one transaction: each may be tens of megabytes. */
const AT_ONCE = 4

/**
 * Lets go of the bytes of CRLs that ended longer ago than the settings keep them and were replaced. Their rows stay as
 * evidence of what was signed: number, times, hash; the audit log says what went. @returns how many
 */
export async function letGoOfCrls(ca: CaContext, actor: Actor, signal: AbortSignal): Promise<number> {
  const { crlKeptDays } = ca.settings()
  if (crlKeptDays === 0) return 0
  const endedBefore = ca.clock.now() - crlKeptDays * DAY
  for (let sum = 0; ;) {
    const gone = await transaction(ca.store, (tx) => {
      const rows = pruneCrlBytes(tx, endedBefore, AT_ONCE)
      for (const { id, authorityId, number, sha256 } of rows)
        recordAudit(tx, ca, {
          actor,
          operation: 'crl.let-go',
          object: { kind: 'crl', id },
          outcome: 'ok',
          detail: { authorityId, number: decimalNumber(number), sha256, keptDays: crlKeptDays }
        })
      return rows.length
    })
    sum += gone
    if (gone < AT_ONCE || signal.aborted) return sum
  }
}
