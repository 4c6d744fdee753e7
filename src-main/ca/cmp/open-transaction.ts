import { timingSafeEqual } from 'node:crypto'
import { findCmpTransaction, type CmpTransactionRow, type CmpTransactionState } from '../../store/cmp.ts'
import { reader } from '../../store/store.ts'
import type { Exchange } from './exchange.ts'
import { CmpRefusal } from './refusal.ts'

const said: Readonly<Record<CmpTransactionState, string>> = {
  begun: 'is being worked on; ask again in a moment',
  waiting: 'waits for its approval',
  unconfirmed: 'waits for the confirmation of its certificate',
  done: 'is finished',
  refused: 'was refused',
  rejected: 'was ended by the client',
  expired: 'was ended because its time was over'
}

/**
 * Finds the transaction that a message goes on with: by its id, by who began it, and by the nonce that we sent last
 * (RFC 9810 5.1.1).
 * @throws CmpRefusal `badRequest`, `badRecipientNonce`, `notAuthorized`
 */
export function openTransaction(
  { ca, service, peer, message, transactionId }: Exchange,
  state: CmpTransactionState,
  what: string
): CmpTransactionRow {
  const row = findCmpTransaction(reader(ca.store), service.id, transactionId)
  if (row === undefined) throw new CmpRefusal('badRequest', `There is no transaction to which this ${what} belongs.`)
  if (row.peer !== peer.id)
    throw new CmpRefusal(
      'notAuthorized',
      'This transaction was begun by somebody else.',
      `${peer.text} sent a ${what} for a transaction that ${row.peerText} began.`
    )
  if (row.state !== state && !(state === 'waiting' && row.state === 'begun'))
    throw new CmpRefusal(
      row.state === 'done' && state === 'unconfirmed' ? 'certConfirmed' : 'badRequest',
      `This transaction ${said[row.state]}; a ${what} does not belong here.`
    )
  // Who was never answered has no nonce of ours to repeat.
  if (row.state === 'begun' || row.nonce.length === 0) return row
  const { recipientNonce } = message.header
  const known = Buffer.from(row.nonce)
  if (recipientNonce === null || recipientNonce.length !== known.length || !timingSafeEqual(known, recipientNonce))
    throw new CmpRefusal(
      'badRecipientNonce',
      'The message does not repeat the nonce of the answer before it (recipNonce).',
      `A ${what} does not repeat the nonce of the answer before it: it was played back, or the client mixed up two transactions.`
    )
  return row
}
