import type { CrlRow } from '../../../src-shared/api/crls.ts'
import { beginsLater } from '../../../src-shared/model/crl.ts'

export type CrlRowState = 'current' | 'overdue' | 'not-begun' | 'replaced' | 'waiting' | 'stale' | 'withdrawn'

/**
 * @returns how a CRL stands now: overdue, or not begun, only where it is the newest of its part, since older ones were
 * replaced; stale where it waits and misses a revocation
 */
export function crlRowState(
  row: Pick<CrlRow, 'current' | 'thisUpdate' | 'nextUpdate' | 'state' | 'stale'>,
  now: number
): CrlRowState {
  if (row.state === 'waiting') return row.stale ? 'stale' : 'waiting'
  if (row.state === 'withdrawn') return 'withdrawn'
  if (!row.current) return 'replaced'
  if (row.nextUpdate <= now) return 'overdue'
  return beginsLater(row, now) ? 'not-begun' : 'current'
}
