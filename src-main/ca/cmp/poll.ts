import { pollReplyBody } from '../../pki/cmp.ts'
import { getCertificateDer } from '../../store/certificates.ts'
import { giveBackCmpUse, moveCmpTransaction, updateCmpTransaction, type CmpTransactionRow } from '../../store/cmp.ts'
import { getRequest, getRequestByTransaction, type RequestRecord } from '../../store/requests.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { delivered, refusedReply, type Delivery } from './deliver.ts'
import { doorIdOf, senderText, type CmpAnswer, type Exchange } from './exchange.ts'
import { logCmp } from './log.ts'
import { openTransaction } from './open-transaction.ts'
import { CmpRefusal } from './refusal.ts'

/** Ends of a request without a certificate, in words for the client. */
const ends: Partial<Readonly<Record<RequestRecord['state'], string>>> = {
  declined: 'The request was declined.',
  cancelled: 'The request was taken back.',
  expired: 'The request was not decided in time.',
  failed: 'The certificate could not be issued.'
}

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
  const from = reader(ca.store)
  // After a crash the number of the request may be missing.
  const request =
    row.requestId === null ? getRequestByTransaction(from, doorIdOf(row)) : getRequest(from, row.requestId)
  const delivery: Delivery = { kind: row.kind, reply: replyOf(row.kind), id: row.certReqId, rowId: row.id }
  if (request?.state === 'issued' && request.certificateId !== null) {
    const der = getCertificateDer(from, request.certificateId)
    if (der !== undefined) {
      const issued = { requestId: request.id, certificateId: request.certificateId, der: new Uint8Array(der) }
      return delivered(exchange, delivery, { kind: 'issued', ...issued })
    }
  }
  const end = request === undefined ? undefined : ends[request.state]
  if (end !== undefined) return ended(exchange, row, delivery, end)
  await transaction(ca.store, (tx) =>
    updateCmpTransaction(tx, row.id, { nonce: exchange.nonce, updatedAt: ca.clock.now() })
  )
  const texts = ['The request waits for its approval.']
  return { body: pollReplyBody([{ id: row.certReqId, checkAfter: service.settings.pollSeconds, texts }]), waits: true }
}

function replyOf(kind: Exclude<CmpTransactionRow['kind'], 'rr'>): Delivery['reply'] {
  return kind === 'ir' ? 'ip' : kind === 'kur' ? 'kup' : 'cp'
}

async function ended(
  exchange: Exchange,
  row: CmpTransactionRow,
  delivery: Delivery,
  message: string
): Promise<CmpAnswer> {
  const { ca, service, peer } = exchange
  await transaction(ca.store, (tx) => {
    const moved = moveCmpTransaction(tx, row.id, row.state, { state: 'refused', message, now: ca.clock.now() })
    if (moved && peer.client !== null) giveBackCmpUse(tx, peer.client.id)
  })
  await logCmp(ca, service, 'warn', `${senderText(exchange)} learned that it gets no certificate: ${message}`, {
    requestId: row.requestId,
    address: service.address
  })
  return refusedReply(delivery, new CmpRefusal('notAuthorized', message))
}
