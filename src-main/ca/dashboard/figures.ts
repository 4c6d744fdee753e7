import type { Reader } from '../../store/connection.ts'
import { reader } from '../../store/store.ts'
import { uncountedRequests, type CountedRequest } from '../../store/tallies-days.ts'
import {
  readKinds,
  uncounted,
  uncountedKinds,
  uncountedRows,
  type KindFigure,
  type ShapedRow
} from '../../store/tallies-kinds.ts'
import type { CaContext } from '../context.ts'
import { shapeOf } from './shape.ts'
import { revisionMeanings, type RevisionMeaning } from './types.ts'

/** What is not counted yet is added by looking at each, up to so many of each kind: about 10 ms. */
export const lookedAt = 2000

/** What the charts of one answer are drawn from: read once, shared by all. */
export interface Figures {
  readonly from: Reader
  readonly now: number
  /** Null for all authorities. */
  readonly authorityId: number | null
  readonly kinds: (facet: 0 | 1) => readonly KindFigure[]
  readonly meaning: (revisionId: number) => RevisionMeaning | undefined
  /** Certificates and requests that came after the last count, the oldest first. */
  readonly late: readonly ShapedRow[]
  readonly lateRequests: readonly CountedRequest[]
  /** Set where so much waits to be counted that the figures fall short. */
  readonly counting: { readonly waiting: number; readonly last: number } | null
}

/** @param authorityId only what this authority issues */
export function figuresOf(ca: CaContext, authorityId: number | null): Figures {
  const from = reader(ca.store)
  const now = ca.clock.now()
  const late = uncountedRows(from, lookedAt)
  const lateRequests = uncountedRequests(from, lookedAt)
  const lateKinds = uncountedKinds(late, shapeOf, now)
  const read = new Map<0 | 1, readonly KindFigure[]>()
  const kinds = (facet: 0 | 1): readonly KindFigure[] => {
    const before = read.get(facet)
    if (before !== undefined) return before
    const found = [...readKinds(from, now, facet), ...lateKinds.filter((kind) => kind.facet === facet)].filter(
      (kind) => authorityId === null || kind.authorityId === authorityId
    )
    read.set(facet, found)
    return found
  }
  const meanings = new Map<number, RevisionMeaning | undefined>()
  return {
    from,
    now,
    authorityId,
    kinds,
    meaning: (revisionId) => {
      if (revisionId === 0) return undefined
      if (!meanings.has(revisionId)) {
        // All at once: the kinds name nearly every revision that any chart asks for.
        const wanted = new Set([revisionId, ...kinds(0).map((kind) => kind.profileRevisionId)])
        const found = revisionMeanings(
          from,
          [...wanted].filter((id) => !meanings.has(id))
        )
        for (const id of wanted) if (!meanings.has(id)) meanings.set(id, found.get(id))
      }
      return meanings.get(revisionId)
    },
    late,
    lateRequests,
    counting: late.length < lookedAt && lateRequests.length < lookedAt ? null : uncounted(from)
  }
}
