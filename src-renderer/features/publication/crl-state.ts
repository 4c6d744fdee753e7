import type { CrlRow } from '../../../src-shared/api/crls.ts'

export type CrlRowState = 'current' | 'overdue' | 'replaced' | 'waiting' | 'stale' | 'withdrawn'

/**
 * @returns how a CRL stands now: overdue only where it is the newest of its part, since older ones were replaced; stale
 * where it waits and misses a revocation
 */
export function crlRowState(row: Pick<CrlRow, 'current' | 'nextUpdate' | 'state' | 'stale'>, now: number): CrlRowState {
  if (row.state === 'waiting') return row.stale ? 'stale' : 'waiting'
  if (row.state === 'withdrawn') return 'withdrawn'
  if (!row.current) return 'replaced'
  return row.nextUpdate <= now ? 'overdue' : 'current'
}
