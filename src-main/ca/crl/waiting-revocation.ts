import { newestAuditSeq, changedAt } from '../../store/revocations.ts'
import type { Reader } from '../../store/connection.ts'
import type { AuthorityRow } from '../../store/authorities.ts'
import { settingsOf } from '../authorities/find.ts'
import type { CaContext } from '../context.ts'
import { seenBy } from './lists.ts'

/** A CRL that follows a revocation by itself is there within seconds, one of a mass revocation within minutes. */
const patience = 15 * 60_000

/** How far the audit log was searched for changes that the newest CRL of an authority does not know. */
export interface ChangeSearch {
  readonly seen: number
  readonly upTo: number
  /** Unix ms; null where none was found. */
  readonly found: number | null
}

/**
 * Since the CRL of a root half a year may have gone by, and an authority below may have revoked a hundred thousand: each
 * row of the audit log is looked at once.
 * @returns when something was revoked that should have brought a CRL at once and is on none yet, Unix ms; null where all
 * is well
 */
export function waitingRevocation(ca: CaContext, from: Reader, row: AuthorityRow): number | null {
  if (!settingsOf(row).crl.onRevocation) return null
  const seen = seenBy(from, row.id, '') ?? 0
  const known = ca.memory.crlChanges.get(row.id)
  const before = known?.seen === seen ? known : { seen, upTo: seen, found: null }
  const upTo = newestAuditSeq(from)
  const found = before.found ?? (upTo > before.upTo ? changedAt(from, row.id, before.upTo) : null)
  ca.memory.crlChanges.set(row.id, { seen, upTo, found })
  return found !== null && ca.clock.now() >= found + patience ? found : null
}
