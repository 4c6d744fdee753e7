import type { Actor } from '../../../src-shared/model/channel.ts'
import { afterCommit } from '../../store/connection.ts'
import { listRequests } from '../../store/request-list.ts'
import { getRequest, updateRequest } from '../../store/requests.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'
import { destroyRequestKey } from './key.ts'

const DAY_MS = 86_400_000
/** Requests looked at in one run; the next run takes the rest. */
const MOST = 500

/** Ends requests that nobody decided within the time of the settings. @returns their ids */
export async function expireRequests(ca: CaContext, actor: Actor): Promise<number[]> {
  const before = ca.clock.now() - ca.settings().requestLifeDays * DAY_MS
  const waiting = listRequests(reader(ca.store), {
    filter: { states: ['draft', 'submitted', 'checking', 'pending-approval'] },
    descending: false,
    cursor: null,
    limit: MOST
  })
  const old = waiting.rows.filter((row) => row.updatedAt < before)
  const ended: number[] = []
  for (const { id } of old) {
    const done = await transaction(ca.store, (tx) => {
      const record = getRequest(tx, id)
      if (
        record === undefined ||
        record.updatedAt >= before ||
        !['draft', 'submitted', 'checking', 'pending-approval'].includes(record.state)
      )
        return false
      const now = ca.clock.now()
      updateRequest(tx, id, record.version, { state: 'expired', updatedAt: now, decidedAt: now })
      destroyRequestKey(tx, record, now)
      recordAudit(tx, ca, {
        actor,
        operation: 'request.expire',
        object: { kind: 'request', id },
        outcome: 'ok',
        detail: { waitedSince: record.updatedAt }
      })
      afterCommit(tx, () => ca.emit('request.changed', { id, state: 'expired' }))
      return true
    })
    if (done) ended.push(id)
  }
  return ended
}
