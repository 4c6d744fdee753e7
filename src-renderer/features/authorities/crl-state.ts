import type { AuthorityRow } from '../../../src-shared/api/authorities.ts'
import type { CrlState } from '../../../src-shared/model/crl.ts'

const dayMs = 86_400_000

/** How the newest CRL of an authority stands; `due-soon` on its last day, since a list does not know the set overlap. */
export function crlStateOf(latest: AuthorityRow['latestCrl'], now: number): CrlState {
  if (latest === null) return 'none'
  if (latest.overdue || latest.nextUpdate <= now) return 'overdue'
  return latest.nextUpdate - now <= dayMs ? 'due-soon' : 'current'
}
