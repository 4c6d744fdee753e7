import type { CrlRow as ShownCrl } from '../../../src-shared/api/crls.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { afterCommit, type Writer } from '../../store/connection.ts'
import { endWaiting, getCrl, latestCrl, listWaitingCrls, type CrlRow } from '../../store/crls.ts'
import { changedAfter } from '../../store/revocations.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'
import { decimalNumber } from './number.ts'
import { rowOf } from './view.ts'

/**
 * Releases CRLs that were signed ahead and whose day has come; needs no key. Of several whose day has passed, as after a
 * holiday, the newest alone is released. One that does not know of a revocation stays where it is.
 * @returns when the next one has its day, Unix ms; null for none
 */
export async function releaseDueCrls(ca: CaContext, actor: Actor): Promise<number | null> {
  const from = reader(ca.store)
  const now = ca.clock.now()
  const waiting = listWaitingCrls(from, null)
  const due = waiting.filter((row) => row.thisUpdate <= now && !changedAfter(from, row.authorityId, row.seenSeq))
  const newest = new Map(due.map((row) => [`${row.authorityId} ${row.scope}`, row]))
  if (due.length > 0)
    await transaction(ca.store, (tx) => {
      for (const row of due) {
        if (newest.get(`${row.authorityId} ${row.scope}`)?.id === row.id)
          release(tx, ca, row, 'its day has come', actor)
        else endWaiting(tx, row.id, { state: 'withdrawn' })
      }
    })
  const days = waiting.filter(({ thisUpdate }) => thisUpdate > now).map(({ thisUpdate }) => thisUpdate)
  return days.length === 0 ? null : Math.min(...days)
}

/**
 * Releases a CRL whose day has come although it does not know of what was revoked since it was signed: where the key
 * cannot be had in time, a CRL that is out of date may be better than none. That is for a person to decide.
 * @throws ChanceryError `not-found`; `conflict` where it does not wait, its day has not come, or a later one is out
 */
export async function releaseByHand(
  ca: CaContext,
  input: { id: number; comment: string },
  actor: Actor
): Promise<{ crl: ShownCrl }> {
  const crl = await transaction(ca.store, (tx) => {
    const row = getCrl(tx, input.id)
    if (row === undefined) throw new ChanceryError('not-found', `There is no CRL with number ${input.id}.`)
    const number = decimalNumber(row.number)
    if (row.state !== 'waiting') throw new ChanceryError('conflict', `CRL ${number} is ${row.state} already.`)
    if (row.thisUpdate > ca.clock.now())
      throw new ChanceryError(
        'conflict',
        `CRL ${number} says that it is from ${new Date(row.thisUpdate).toISOString()}. It cannot be released before.`
      )
    const latest = latestCrl(tx, row.authorityId, row.kind, row.scope)
    if (latest !== undefined && latest.number > row.number)
      throw new ChanceryError('conflict', `CRL ${decimalNumber(latest.number)} is out already; numbers never fall.`)
    release(tx, ca, row, input.comment, actor)
    return rowOf(tx, { ...row, state: 'released', releasedAt: ca.clock.now() })
  })
  return { crl }
}

function release(tx: Writer, ca: CaContext, row: CrlRow, why: string, actor: Actor): void {
  const { id, authorityId } = row
  endWaiting(tx, id, { state: 'released', at: ca.clock.now() })
  recordAudit(tx, ca, {
    actor,
    operation: 'crl.release',
    object: { kind: 'crl', id },
    outcome: 'ok',
    detail: {
      authorityId,
      number: decimalNumber(row.number),
      stale: changedAfter(tx, authorityId, row.seenSeq),
      why
    }
  })
  afterCommit(tx, () => ca.emit('crl.issued', { authorityId, crlId: id }))
}
