import { pollReplyBody } from '../../pki/cmp.ts'
import { updateCmpTransaction, type CmpTransactionRow } from '../../store/cmp.ts'
import { transaction } from '../../store/transaction.ts'
import type { Delivery } from './deliver.ts'
import type { CmpAnswer, Exchange } from './exchange.ts'
import { openTransaction } from './open-transaction.ts'
import { outcomeOf } from './outcome.ts'
import { CmpRefusal } from './refusal.ts'

/**
 * Answers a pollReq (RFC 9810 5.3.22): with the certificate, with a refusal, or with when to ask again.
 * @throws CmpRefusal
 */
export async function poll(exchange: Exchange, ids: readonly string[]): Promise<CmpAnswer> {
  const row = openTransaction(exchange, 'waiting', 'pollReq')
  if (row.kind === 'rr') throw new CmpRefusal('badRequest', 'A revocation is answered at once.')
  const [id] = ids
  if (ids.length !== 1 || id !== row.certReqId)
    throw new CmpRefusal('badRequest', 'The poll has another certReqId than the request.')
  const { ca, service } = exchange
  const delivery: Delivery = { kind: row.kind, reply: replyOf(row.kind), id: row.certReqId, rowId: row.id }
  const answer = await outcomeOf(exchange, row, delivery)
  if (answer !== null) return answer
  await transaction(ca.store, (tx) =>
    updateCmpTransaction(tx, row.id, { nonce: exchange.nonce, updatedAt: ca.clock.now() })
  )
  const texts = ['The request waits for its approval.']
  return { body: pollReplyBody([{ id: row.certReqId, checkAfter: service.settings.pollSeconds, texts }]), waits: true }
}

function replyOf(kind: Exclude<CmpTransactionRow['kind'], 'rr'>): Delivery['reply'] {
  return kind === 'ir' ? 'ip' : kind === 'kur' ? 'kup' : 'cp'
}
