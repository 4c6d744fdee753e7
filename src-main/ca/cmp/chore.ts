import type { Actor } from '../../../src-shared/model/channel.ts'
import {
  getCmpService,
  giveBackCmpUse,
  listCmpServices,
  listOverdueCmp,
  moveCmpTransaction,
  nextCmpDeadline,
  pruneCmpTransactions,
  type CmpTransactionRow
} from '../../store/cmp.ts'
import { getRequestByTransaction } from '../../store/requests.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import type { CaContext } from '../context.ts'
import { passOnLocked } from '../services/issuer-ready.ts'
import { forgetCentralKey } from './central-key.ts'
import { doorIdOf } from './exchange.ts'
import { bringOnAll } from './interrupted.ts'
import { logCmp } from './log.ts'
import { renewDueCmp } from './service.ts'
import { cmpSettingsOf } from './settings.ts'
import { revokeUnwanted } from './unwanted.ts'

/** Pause after a certificate could not be made. */
const PAUSE = 5 * 60_000
/** Transactions ended in one go. */
const AT_ONCE = 500
/** Ended transactions stay this long: their ids are not taken again, and the operator sees what was. */
const KEEP = 400 * 86_400_000

/** Renews protection certificates that are due; one that fails does not hold up the others. @returns when to come again, Unix ms */
export async function runCmpCertificateChore(ca: CaContext, actor: Actor): Promise<number | null> {
  const next: number[] = []
  for (const row of listCmpServices(reader(ca.store))) {
    if (row.state !== 'enabled') continue
    try {
      next.push(await renewDueCmp(ca, row, actor))
    } catch (error) {
      passOnLocked(error)
      ca.log.error('the certificate of a CMP service could not be renewed', error, { service: row.name })
      next.push(ca.clock.now() + PAUSE)
    }
  }
  return next.length === 0 ? null : Math.min(...next)
}

/** Brings on what an earlier process did not answer, ends transactions whose time is over, and forgets old ones. @returns when to come again, Unix ms */
export async function runCmpTransactionChore(ca: CaContext, actor: Actor): Promise<number | null> {
  await bringOnAll(ca, actor)
  for (const row of listOverdueCmp(reader(ca.store), ca.clock.now(), AT_ONCE)) await endOverdue(ca, row, actor)
  await transaction(ca.store, (tx) => pruneCmpTransactions(tx, ca.clock.now() - KEEP))
  return nextCmpDeadline(reader(ca.store))
}

async function endOverdue(ca: CaContext, row: CmpTransactionRow, actor: Actor): Promise<void> {
  const service = getCmpService(reader(ca.store), row.serviceId)
  if (service === undefined) return
  const untaken = row.state === 'unconfirmed' || (row.state === 'begun' && row.certificateId !== null)
  const revoke = untaken && cmpSettingsOf(service).unconfirmed === 'revoke'
  const message = words(row, revoke)
  const ended = await transaction(ca.store, (tx) => {
    const moved = moveCmpTransaction(tx, row.id, row.state, { state: 'expired', message, now: ca.clock.now() })
    // The process ended before it answered: the client has nothing for its use.
    const nothing = revoke || getRequestByTransaction(tx, doorIdOf(row)) === undefined
    if (moved && row.state === 'begun' && row.clientId !== null && nothing) giveBackCmpUse(tx, row.clientId)
    return moved
  })
  if (!ended) return
  await forgetCentralKey(ca, row.requestId)
  if (revoke)
    await revokeUnwanted(
      ca,
      row,
      row.state === 'begun' ? 'Never reached its CMP client' : 'Never confirmed by its CMP client',
      actor
    )
  await logCmp(ca, service, 'warn', `${row.peerText}: ${message}`, {
    certificateId: row.certificateId,
    requestId: row.requestId,
    address: row.address
  })
}

function words({ state, certificateId }: CmpTransactionRow, revoke: boolean): string {
  if (state === 'waiting') return 'The client did not come back for its certificate in time.'
  if (state === 'unconfirmed')
    return revoke
      ? `Certificate ${certificateId ?? ''} was not confirmed in time and was revoked.`
      : `Certificate ${certificateId ?? ''} was not confirmed in time; it stays valid.`
  if (certificateId !== null)
    return `Chancery was stopped before it answered; certificate ${certificateId} ${revoke ? 'was revoked' : 'stays valid'}.`
  return 'The request was never answered.'
}
