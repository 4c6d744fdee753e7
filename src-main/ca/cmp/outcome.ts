import { getCertificateDer } from '../../store/certificates.ts'
import { giveBackCmpUse, moveCmpTransaction, type CmpTransactionRow } from '../../store/cmp.ts'
import { getRequest, getRequestByTransaction, type RequestRecord } from '../../store/requests.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { delivered, refusedReply, type Delivery } from './deliver.ts'
import { actorOf, doorIdOf, senderText, type CmpAnswer, type Exchange } from './exchange.ts'
import { bringOn, endWithUse, isCutOff } from './interrupted.ts'
import { logCmp } from './log.ts'
import { CmpRefusal } from './refusal.ts'

/** Ends of a request without a certificate, in words for the client. */
const ends: Partial<Readonly<Record<RequestRecord['state'], string>>> = {
  declined: 'The request was declined.',
  cancelled: 'The request was taken back.',
  expired: 'The request was not decided in time.',
  failed: 'The certificate could not be issued.'
}

/**
 * Says what became of a transaction whose client has heard no end of it yet.
 * @returns the answer that ends it, be it a certificate or a refusal; null while it goes on
 */
export async function outcomeOf(
  exchange: Exchange,
  begun: CmpTransactionRow,
  delivery: Delivery
): Promise<CmpAnswer | null> {
  const { ca } = exchange
  const row = await bringOn(ca, begun, actorOf(exchange))
  const from = reader(ca.store)
  // What was cut off does not have the number of its request.
  const request =
    row.requestId === null ? getRequestByTransaction(from, doorIdOf(row)) : getRequest(from, row.requestId)
  if (request === undefined) return isCutOff(ca, row) ? neverWorkedOn(exchange, row, delivery) : null
  if (request.state === 'issued' && request.certificateId !== null) {
    const der = getCertificateDer(from, request.certificateId)
    if (der !== undefined) {
      const issued = { requestId: request.id, certificateId: request.certificateId, der: new Uint8Array(der) }
      return delivered(exchange, delivery, { kind: 'issued', ...issued })
    }
  }
  const end = ends[request.state]
  return end === undefined ? null : ended(exchange, row, delivery, end)
}

async function neverWorkedOn(exchange: Exchange, row: CmpTransactionRow, delivery: Delivery): Promise<CmpAnswer> {
  const { ca, service } = exchange
  const text = 'Chancery was stopped before it worked on this request. Begin again with a new transaction.'
  await endWithUse(ca, row, text)
  await logCmp(ca, service, 'warn', `${senderText(exchange)} is to begin again: ${text}`, { address: service.address })
  return refusedReply(delivery, new CmpRefusal('systemFailure', text))
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
