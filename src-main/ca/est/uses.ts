import type { Writer } from '../../store/connection.ts'
import type { EstClientRow } from '../../store/est.ts'
import { holdEstUse, listEstUses, releaseEstUse, spendEstUse, type EstUseRow } from '../../store/est-uses.ts'
import { getRequestByTransaction, type RequestRecord } from '../../store/requests.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import type { CaContext } from '../context.ts'
import type { EstAsk } from './ask.ts'
import { EstRefused } from './refused.ts'

/** @returns whether nothing comes of a request any more */
export function isEnded({ state }: RequestRecord): boolean {
  return state === 'declined' || state === 'cancelled' || state === 'expired' || state === 'failed'
}

/** A re-enrolment is no use of its own. @returns the client whose use an enrolment takes, or null */
export function clientThatUses({ requester, operation }: EstAsk): EstClientRow | null {
  return operation === 'simplereenroll' ? null : requester.client
}

/**
 * Holds one of the uses of a client that may have so many, while the door is asked. The use is taken before, so that two
 * requests cannot share the last one; it is given back where nothing comes of it, also after a kill.
 * @throws EstRefused `forbidden` where none is left; what `work` throws
 */
export async function holdingUse<T>(
  ca: CaContext,
  ask: EstAsk,
  transactionId: string,
  work: () => Promise<T>
): Promise<T> {
  const client = clientThatUses(ask)
  if (client === null || client.maxUses === null) return work()
  const row = { transactionId, clientId: client.id, takenAt: ca.clock.now() }
  const { asking } = ca.memory.est
  asking.set(transactionId, (asking.get(transactionId) ?? 0) + 1)
  try {
    if (!(await transaction(ca.store, (tx) => holdOrFree(tx, ca, row)))) throw usedUp(client, ask)
    return await work()
  } catch (error) {
    await transaction(ca.store, (tx) => {
      // Somebody who repeats the request goes on with the same use.
      if (asking.get(transactionId) === 1) settle(tx, row)
    })
    throw error
  } finally {
    const others = (asking.get(transactionId) ?? 1) - 1
    if (others === 0) asking.delete(transactionId)
    else asking.set(transactionId, others)
  }
}

function holdOrFree(tx: Writer, ca: CaContext, row: EstUseRow): boolean {
  if (holdEstUse(tx, row)) return true
  settleAll(tx, ca, row.clientId)
  return holdEstUse(tx, row)
}

function usedUp(client: EstClientRow, { service }: EstAsk): EstRefused {
  return new EstRefused(
    'forbidden',
    'You have had all the certificates that you may have. Ask the operator for more.',
    `The client ${client.name} of ${service.name} has used all of its ${client.maxUses ?? 0} certificates. Raise the number with "est client rotate --id ${client.id} --max-uses …", or make a new client.`
  )
}

/** A use whose request became a certificate is spent; one whose request ended, or never reached the door, is free again. */
function settle(tx: Writer, row: EstUseRow): void {
  const request = getRequestByTransaction(tx, row.transactionId)
  if (request?.state === 'issued') spendEstUse(tx, row.transactionId)
  else if (request === undefined || isEnded(request)) releaseEstUse(tx, row)
}

function settleAll(tx: Writer, ca: CaContext, clientId: number | null): void {
  for (const row of listEstUses(tx, clientId)) if (!ca.memory.est.asking.has(row.transactionId)) settle(tx, row)
}

/** Frees what an earlier process held when it ended. @returns null: it comes once, when the engine starts */
export async function runEstUseChore(ca: CaContext): Promise<null> {
  if (listEstUses(reader(ca.store), null).length > 0) await transaction(ca.store, (tx) => settleAll(tx, ca, null))
  return null
}

/** Gives a use back whose request was declined, or ended otherwise, when its client learns of it. */
export async function freeUse(ca: CaContext, { requester: { client } }: EstAsk, transactionId: string): Promise<void> {
  if (client === null) return
  await transaction(ca.store, (tx) => releaseEstUse(tx, { transactionId, clientId: client.id, takenAt: 0 }))
}
