import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { afterCommit, type Reader } from '../../store/connection.ts'
import { getOperator } from '../../store/operators.ts'
import { getRequestWork, putRequestWork } from '../../store/request-work.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'
import { requireRequest, requireUndecided } from './find.ts'

/** How long a claim holds unless it is claimed again: long enough to read a request, short enough for who goes home. */
export const claimMs = 5 * 60_000

/** Who holds a request at a moment; null where nobody does. */
export function claimAt(
  from: Reader,
  requestId: number,
  now: number
): { readonly operatorId: number; readonly by: string; readonly until: number } | null {
  const work = getRequestWork(from, requestId)
  if (work?.claimedBy == null || work.claimedUntil === null || work.claimedUntil <= now) return null
  return { operatorId: work.claimedBy, by: getOperator(from, work.claimedBy)?.name ?? '', until: work.claimedUntil }
}

/** @throws ChanceryError `conflict` where another operator holds the request, with who and until when */
export function requireFree(from: Reader, requestId: number, actor: Actor, now: number): void {
  const claim = claimAt(from, requestId, now)
  if (claim === null || claim.operatorId === actor.operatorId) return
  throw new ChanceryError(
    'conflict',
    `Request ${requestId} is being decided by ${claim.by}, who holds it until ${clockTime(claim.until)} at most. Wait, or take it over.`
  )
}

/**
 * Keeps a waiting request for one operator. Claimed again by the same operator, it holds for five minutes more. Only taking
 * over is audited: looking at one request after the other would bury what counts.
 * @returns until when. @throws ChanceryError `conflict` where another holds it or it is decided; `forbidden`, `not-found`
 */
export async function claimRequest(
  ca: CaContext,
  input: { id: number; takeOver: boolean },
  actor: Actor
): Promise<{ until: number }> {
  if (actor.operatorId === null)
    throw new ChanceryError('forbidden', 'Only an operator with an account can keep a request for themselves.')
  const operatorId = actor.operatorId
  return transaction(ca.store, (tx) => {
    const record = requireRequest(tx, input.id)
    requireUndecided(tx, record)
    const now = ca.clock.now()
    const held = claimAt(tx, record.id, now)
    if (!input.takeOver) requireFree(tx, record.id, actor, now)
    const until = now + claimMs
    putRequestWork(tx, record.id, { claimedBy: operatorId, claimedUntil: until })
    if (held !== null && held.operatorId !== operatorId)
      recordAudit(tx, ca, {
        actor,
        operation: 'request.claim',
        object: { kind: 'request', id: record.id },
        outcome: 'ok',
        detail: { takenFrom: held.by }
      })
    // Held on, it looks the same to everybody.
    if (held?.operatorId !== operatorId)
      afterCommit(tx, () => ca.emit('request.changed', { id: record.id, state: record.state }))
    return { until }
  })
}

/** Lets go of a request that the actor holds; of any other it changes nothing. @throws ChanceryError `not-found` */
export async function releaseRequest(ca: CaContext, id: number, actor: Actor): Promise<void> {
  await transaction(ca.store, (tx) => {
    const record = requireRequest(tx, id)
    if (claimAt(tx, id, ca.clock.now())?.operatorId !== actor.operatorId) return
    putRequestWork(tx, id, { claimedBy: null, claimedUntil: null })
    afterCommit(tx, () => ca.emit('request.changed', { id, state: record.state }))
  })
}

function clockTime(at: number): string {
  return `${new Date(at).toISOString().slice(11, 16)} UTC`
}
