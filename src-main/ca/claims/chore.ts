import type { Actor } from '../../../src-shared/model/channel.ts'
import { expiredClaimLinks, nextClaimEnd } from '../../store/claims.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import type { CaContext } from '../context.ts'
import { endLink, told } from './links.ts'

const AT_ONCE = 100

/** Ends links whose time is over, and destroys the keys that waited for them. @returns when the next one ends, Unix ms */
export async function runClaimChore(ca: CaContext, actor: Actor, signal: AbortSignal): Promise<number | null> {
  const from = reader(ca.store)
  for (;;) {
    const rows = expiredClaimLinks(from, ca.clock.now(), AT_ONCE)
    for (const row of rows)
      await transaction(ca.store, (tx) => {
        if (endLink(tx, ca, row, 'expired')) told(tx, ca, 'claim.expire', row.id, { device: row.device }, actor)
      })
    if (rows.length < AT_ONCE || signal.aborted) return nextClaimEnd(from)
  }
}
