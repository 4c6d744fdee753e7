import type { CrlRow } from '../../store/crls.ts'
import type { CaContext } from '../context.ts'

export interface IssuedCrl {
  readonly row: CrlRow
  readonly der: Uint8Array
}

/** What is to be signed: every CRL of the authority, those that a change of status concerns, or the deltas alone. */
export type CrlWish = 'all' | 'changes' | 'deltas'

/** The CRLs of one authority that are being made. */
export interface CrlRun {
  /** Ends, whatever becomes of it, when nothing is being made any more. */
  tail: Promise<void>
  /** What begins after that, and can still be wished more of. */
  waiting: { readonly issued: Promise<IssuedCrl>; wish: CrlWish } | null
}

/** Signing for one authority goes one after the other, so that numbers rise with time. @returns what the work gives */
export function inTurn<T>(ca: CaContext, authorityId: number, work: () => Promise<T>): Promise<T> {
  const runs = ca.memory.crlRuns
  const present = runs.get(authorityId)
  const done = present === undefined ? work() : present.tail.then(work)
  const tail = done.then(
    () => undefined,
    // The caller hears of a failure; the next one only waits for the end.
    () => undefined
  )
  const run = present ?? { tail, waiting: null }
  run.tail = tail
  runs.set(authorityId, run)
  void tail.then(() => {
    if (run.tail === tail && run.waiting === null) runs.delete(authorityId)
  })
  return done
}

/** Signs what is wished, together with what others wish before it begins: it will hold the entries of all of them. */
export function sharedRun(
  ca: CaContext,
  authorityId: number,
  wish: CrlWish,
  work: (wish: CrlWish) => Promise<IssuedCrl>
): Promise<IssuedCrl> {
  const present = ca.memory.crlRuns.get(authorityId)
  if (present === undefined) return inTurn(ca, authorityId, () => work(wish))
  if (present.waiting !== null) {
    if (present.waiting.wish !== wish) present.waiting.wish = 'all'
    return present.waiting.issued
  }
  const issued = inTurn(ca, authorityId, () => {
    const wished = present.waiting?.wish ?? wish
    present.waiting = null
    return work(wished)
  })
  present.waiting = { issued, wish }
  return issued
}
