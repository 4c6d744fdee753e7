import { getAuthority } from '../../store/authorities.ts'
import { countPublishedFiles } from '../../store/publishing.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'

/** Where the index lies. */
export const INDEX_PATH = 'status.json'

/**
 * @returns what a monitor wants to know of a target without asking Chancery: when it was looked at last, and when the first
 *   CRL or answer of each authority goes out of date
 */
export function statusIndex(ca: CaContext, targetId: number): string {
  const from = reader(ca.store)
  const time = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())
  const published = countPublishedFiles(from, targetId).map(
    ({ kind, authorityId, count, bytes, firstEnd, lastEnd }) => ({
      kind,
      authority: authorityId === null ? null : (getAuthority(from, authorityId)?.name ?? null),
      files: count,
      bytes,
      firstNextUpdate: time(firstEnd),
      lastNextUpdate: time(lastEnd)
    })
  )
  return `${JSON.stringify({ publishedAt: time(ca.clock.now()), published }, null, 2)}\n`
}
