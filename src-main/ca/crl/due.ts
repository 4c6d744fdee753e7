import { beginsLater, type CrlState } from '../../../src-shared/model/crl.ts'
import { addDuration, durationOf } from '../../../src-shared/model/duration.ts'
import { listAuthorities, type AuthorityRow } from '../../store/authorities.ts'
import type { Reader } from '../../store/connection.ts'
import { latestCrl, listWaitingCrls, type CrlRow } from '../../store/crls.ts'
import { changedAfter } from '../../store/revocations.ts'
import { reader } from '../../store/store.ts'
import { settingsOf } from '../authorities/find.ts'
import { maySignCrl } from '../authorities/states.ts'
import type { CaContext } from '../context.ts'
import { loadIssuer } from '../issue/issuer.ts'
import { nextFixedTime } from './fixed-times.ts'
import { scopesOf, seenBy } from './lists.ts'
import type { CrlWish } from './run.ts'

/**
 * @returns how the newest CRL of an authority stands: `due-soon` within the overlap before its nextUpdate, `overdue` after
 * it, `not-begun` before its thisUpdate: it was signed while the clock was ahead, and nobody takes it until then.
 */
export function crlStateOf(
  ca: Pick<CaContext, 'clock'>,
  from: Reader,
  row: AuthorityRow,
  kind: CrlRow['kind'] = 'complete',
  scope = ''
): CrlState {
  const latest = latestCrl(from, row.id, kind, scope)
  if (latest === undefined) return 'none'
  const now = ca.clock.now()
  if (now > latest.nextUpdate) return 'overdue'
  if (beginsLater(latest, now)) return 'not-begun'
  return now >= renewalOf(row, latest) ? 'due-soon' : 'current'
}

/** @returns when the CRL after this one is to be made because this one ends, Unix ms */
export function renewalOf(row: Pick<AuthorityRow, 'settings'>, crl: CrlRow): number {
  if (crl.kind === 'complete') return addDuration(crl.nextUpdate, durationOf(settingsOf(row).crl.overlap), -1)
  return crl.thisUpdate + Math.floor(((crl.nextUpdate - crl.thisUpdate) * 5) / 6)
}

/** An authority whose CRLs are made by themselves, and the moment of the next ones. */
export interface ScheduledCrl {
  readonly authorityId: number
  /** Unix ms; in the past when it is due. */
  readonly at: number
  readonly wish: CrlWish
}

/**
 * @returns the next CRLs of every authority that signs by itself, the most urgent first. Due at once: the first of all, a
 * part that has none yet, and one that a revocation should have made while the key was off line, or that a crash prevented.
 */
export function crlSchedule(ca: CaContext): ScheduledCrl[] {
  const from = reader(ca.store)
  return listAuthorities(from)
    .flatMap((row) => scheduleOf(ca, from, row) ?? [])
    .toSorted((a, b) => a.at - b.at)
}

/** @returns the next CRLs of one authority; null where it signs none by itself */
export function scheduleOf(ca: CaContext, from: Reader, row: AuthorityRow): ScheduledCrl | null {
  if (!maySignCrl(row.state) || row.certificateId === null) return null
  const { scheduled, onRevocation, deltaLife, times } = settingsOf(row).crl
  const latest = latestCrl(from, row.id)
  const plan = (at: number, wish: CrlWish): ScheduledCrl => ({ authorityId: row.id, at, wish })
  if (latest === undefined) return scheduled ? plan(0, 'all') : null
  if (onRevocation && changedAfter(from, row.id, seenBy(from, row.id, '') ?? 0)) return plan(0, 'changes')
  if (!scheduled) return null
  const scopes = scopesOf(ca, from, loadIssuer(ca, row.id))
  if (scopes.some((scope) => latestCrl(from, row.id, 'complete', scope) === undefined)) return plan(0, 'all')
  const last = coveredBy(from, latest)
  const ends = Math.min(
    renewalOf(row, last),
    nextFixedTime(last === latest ? times : null, latest.thisUpdate) ?? Infinity
  )
  if (deltaLife === null || last !== latest) return plan(ends, 'all')
  const delta = latestCrl(from, row.id, 'delta')
  const deltaEnds = delta === undefined ? 0 : renewalOf(row, delta)
  // A complete CRL that is due brings its delta along.
  return deltaEnds < ends && ends > ca.clock.now() ? plan(deltaEnds, 'deltas') : plan(ends, 'all')
}

/** @returns the last CRL that was signed ahead and will be released, or the released one itself where there is none */
export function coveredBy(from: Reader, latest: CrlRow): CrlRow {
  const waiting = listWaitingCrls(from, latest.authorityId).filter(({ scope }) => scope === '')
  const last = waiting.at(-1)
  return last === undefined || changedAfter(from, latest.authorityId, last.seenSeq) ? latest : last
}
