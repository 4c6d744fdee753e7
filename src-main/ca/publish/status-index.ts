import { z } from 'zod'
import { getAuthority } from '../../store/authorities.ts'
import { countPublishedFiles, listPublishedFiles } from '../../store/publishing.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'

/** Where the index lies. */
export const INDEX_PATH = 'status.json'

/**
 * @returns what a monitor wants to know of a target without asking Chancery: when it was looked at last, and when the first
 *   CRL or answer of each authority goes out of date; and the SHA-256 of each document, by which a later run knows its own
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
  const documents = Object.fromEntries(
    listPublishedFiles(from, targetId)
      .filter(({ kind }) => kind === 'document')
      .map(({ path, mark }) => [path, mark])
  )
  return `${JSON.stringify({ publishedAt: time(ca.clock.now()), published, documents }, null, 2)}\n`
}

const withDocuments = z.object({ documents: z.record(z.string(), z.string()) })

/** @returns SHA-256 of the documents that an index tells of, by path; none where it is no index, or an earlier one */
export function documentsIn(index: Uint8Array): ReadonlyMap<string, string> {
  try {
    return new Map(Object.entries(withDocuments.parse(JSON.parse(Buffer.from(index).toString('utf8'))).documents))
  } catch {
    return new Map()
  }
}
