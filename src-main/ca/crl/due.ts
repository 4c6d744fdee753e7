import { addDuration, durationOf } from '../../../src-shared/model/duration.ts'
import { listAuthorities, type AuthorityRow } from '../../store/authorities.ts'
import type { Reader } from '../../store/connection.ts'
import { latestCrl } from '../../store/crls.ts'
import { changedSinceCrl } from '../../store/revocations.ts'
import { reader } from '../../store/store.ts'
import { settingsOf } from '../authorities/find.ts'
import { maySignCrl } from '../authorities/states.ts'
import type { CaContext } from '../context.ts'

export type CrlState = 'current' | 'due-soon' | 'overdue' | 'none'

/** @returns how the newest CRL of an authority stands: `due-soon` within the overlap before its nextUpdate, `overdue` after it. */
export function crlStateOf(ca: Pick<CaContext, 'clock'>, from: Reader, row: AuthorityRow): CrlState {
  const latest = latestCrl(from, row.id)
  if (latest === undefined) return 'none'
  const now = ca.clock.now()
  if (now > latest.nextUpdate) return 'overdue'
  return now >= dueAt(row, latest.nextUpdate) ? 'due-soon' : 'current'
}

/** @returns when the CRL after the one with this nextUpdate is to be made, Unix ms */
function dueAt(row: Pick<AuthorityRow, 'settings'>, nextUpdate: number): number {
  return addDuration(nextUpdate, durationOf(settingsOf(row).crl.overlap), -1)
}

/** An authority whose CRLs are made on schedule, and the moment of the next one. */
export interface ScheduledCrl {
  readonly authorityId: number
  /** Unix ms; in the past when it is due. */
  readonly at: number
}

/**
 * @returns the next CRL of every authority that signs by itself, the most urgent first. Due at once: the first of all, and
 * one that a revocation should have made while the key was off line, or that a crash prevented.
 */
export function crlSchedule(ca: CaContext): ScheduledCrl[] {
  const from = reader(ca.store)
  return listAuthorities(from)
    .filter((row) => maySignCrl(row.state) && row.certificateId !== null)
    .flatMap((row) => {
      const { scheduled, onRevocation } = settingsOf(row).crl
      const latest = latestCrl(from, row.id)
      if (latest === undefined) return scheduled ? [{ authorityId: row.id, at: 0 }] : []
      if (onRevocation && changedSinceCrl(from, row.id, latest.id)) return [{ authorityId: row.id, at: 0 }]
      return scheduled ? [{ authorityId: row.id, at: dueAt(row, latest.nextUpdate) }] : []
    })
    .toSorted((a, b) => a.at - b.at)
}
