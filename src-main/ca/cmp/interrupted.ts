import type { Actor } from '../../../src-shared/model/channel.ts'
import {
  getCmpService,
  getCmpTransaction,
  giveBackCmpUse,
  listBegunCmp,
  moveCmpTransaction,
  updateCmpTransaction,
  type CmpTransactionRow
} from '../../store/cmp.ts'
import type { Writer } from '../../store/connection.ts'
import { getRequestByTransaction, type RequestRecord } from '../../store/requests.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import type { CaContext } from '../context.ts'
import { resume } from '../issue/issue.ts'
import { openReservationOf, resolveReservation } from '../issue/reservations.ts'
import { forgetCentralKey } from './central-key.ts'
import { doorIdOf } from './exchange.ts'
import { cmpSettingsOf } from './settings.ts'
import { revokeUnwanted } from './unwanted.ts'

const DAY = 86_400_000
/** Transactions looked at in one go. */
const AT_ONCE = 500

/**
 * @returns whether an earlier process ended while it worked on a transaction: nobody works on it now, and its client has
 *   heard nothing
 */
export function isCutOff(ca: CaContext, { id, state, kind }: CmpTransactionRow): boolean {
  return state === 'begun' && kind !== 'rr' && !ca.memory.cmp.working.has(id)
}

/**
 * Brings a transaction that was cut off to where it would be by now: what was reserved is signed, so that its client finds
 * its certificate; what waits for approval waits. Where the door had written nothing it stays as it is.
 * @returns the row as it is then
 * @throws ChanceryError as `resume`, while the key is off line for example
 */
export async function bringOn(ca: CaContext, row: CmpTransactionRow, actor: Actor): Promise<CmpTransactionRow> {
  const request = getRequestByTransaction(reader(ca.store), doorIdOf(row))
  if (!isCutOff(ca, row) || request === undefined) return row
  const requestId = request.id
  if (openReservationOf(ca, requestId) !== undefined)
    await resume(ca, requestId, actor, {
      link: (tx, certificateId) =>
        updateCmpTransaction(tx, row.id, { requestId, certificateId, updatedAt: ca.clock.now() })
    })
  else if (isOpen(request)) await transaction(ca.store, (tx) => waits(tx, ca, row, requestId))
  return getCmpTransaction(reader(ca.store), row.id) ?? row
}

function isOpen({ state }: RequestRecord): boolean {
  return state === 'pending-approval' || state === 'approved' || state === 'signing-queued'
}

/** Its client has no nonce of ours to repeat. */
function waits(tx: Writer, ca: CaContext, { id, serviceId }: CmpTransactionRow, requestId: number): void {
  const service = getCmpService(tx, serviceId)
  if (service === undefined) return
  const now = ca.clock.now()
  updateCmpTransaction(tx, id, {
    state: 'waiting',
    requestId,
    nonce: new Uint8Array(),
    message: `Request ${requestId} waits for its approval.`,
    deadline: now + cmpSettingsOf(service).waitDays * DAY,
    updatedAt: now
  })
}

/** Brings on what was cut off, when the engine starts. What cannot go on now is tried again when its client asks. */
export async function bringOnAll(ca: CaContext, actor: Actor): Promise<void> {
  for (const row of listBegunCmp(reader(ca.store), null, AT_ONCE)) {
    if (row.certificateId !== null) continue
    try {
      await bringOn(ca, row, actor)
    } catch (error) {
      ca.log.warn('a CMP transaction that was cut off cannot go on yet', { id: row.id, reason: String(error) })
    }
  }
}

/**
 * Gives up what was cut off for a client that begins anew and has no use left: it never had the certificate, which is
 * revoked, and has its use again.
 * @returns how many uses it has again
 */
export async function giveUpCutOff(ca: CaContext, clientId: number, actor: Actor): Promise<number> {
  let freed = 0
  for (const row of listBegunCmp(reader(ca.store), clientId, AT_ONCE))
    if (isCutOff(ca, row) && (await giveUp(ca, row, actor))) freed++
  return freed
}

async function giveUp(ca: CaContext, row: CmpTransactionRow, actor: Actor): Promise<boolean> {
  const from = reader(ca.store)
  const service = getCmpService(from, row.serviceId)
  const request = getRequestByTransaction(from, doorIdOf(row))
  if (service === undefined) return false
  if (request === undefined)
    return endWithUse(ca, row, 'Chancery was stopped before it worked on this; the client began anew.')
  if (cmpSettingsOf(service).unconfirmed !== 'revoke') return false
  const open = openReservationOf(ca, request.id)
  if (open !== undefined) await resolveReservation(ca, open.authorityId, open.serial, actor, 'revoke')
  else if (request.certificateId === null) return false
  const given = await endWithUse(ca, row, 'Chancery was stopped before it answered; the client began anew.')
  if (!given) return false
  await forgetCentralKey(ca, request.id)
  await revokeUnwanted(ca, request, 'Never reached its CMP client, which began anew', actor)
  return true
}

/** @returns whether it was open until now */
export function endWithUse(ca: CaContext, row: CmpTransactionRow, message: string): Promise<boolean> {
  return transaction(ca.store, (tx) => {
    const moved = moveCmpTransaction(tx, row.id, 'begun', { state: 'refused', message, now: ca.clock.now() })
    if (moved && row.clientId !== null) giveBackCmpUse(tx, row.clientId)
    return moved
  })
}
