import {
  candidates,
  named,
  sizesOf,
  type Candidate,
  type CertificateSort,
  type Sizes
} from './certificate-candidates.ts'
import type { CertificateFilter, Moment } from './certificate-filter.ts'
import type { Reader } from './connection.ts'

/** Rows that are looked at without anybody noticing (about 4 ms). */
export const fewRows = 2000

/** How the table is walked. */
export interface Plan {
  /** What follows FROM. */
  readonly source: string
  /** The column that gives the rows in the order of their ids. */
  readonly idColumn: 'id' | 'member_id'
  readonly implied: Candidate['implied']
  /** Rows do not come in the wanted order: all on the way are looked at and sorted. */
  readonly sorted: boolean
  /** Rows that will be looked at for the page, as far as one can tell before. */
  readonly cost: number
  /** Rows that match in all, by the same guess. */
  readonly matches: number
}

const orderIndex: Record<CertificateSort, string> = {
  created: 'NOT INDEXED',
  notAfter: 'INDEXED BY certificate_not_after',
  subject: 'INDEXED BY certificate_subject'
}

/** A walk meets matches less evenly than one thinks, so that sorting is preferred where both seem to cost the same. */
const unevenness = 3
/** Rows of a span of time lie together in the other order of time and are of few states: a walk may be long before it meets one. */
const unevennessOfSpan = 30

/**
 * Chooses the way: SQLite would guess, the tallies know. A filter that leaves few rows drives, and those are sorted;
 * otherwise the index that has the wanted order drives, and the page fills as it goes.
 * @param limit rows of the page
 * @param share of all rows that match something that no index knows of, such as a text
 */
export function certificatePlan(
  reader: Reader,
  filter: CertificateFilter,
  moment: Moment,
  sort: CertificateSort,
  limit = 100,
  share = 1
): Plan {
  const sizes = sizesOf(reader)
  const found = candidates(reader, filter, moment, sizes)
  const matches = expectedMatches(reader, filter, found, sizes) * share
  const uneven = found.some(({ span }) => span) ? unevennessOfSpan : unevenness
  const walk = (n: number): number => walkedRows(n, matches, limit, uneven)
  const plans = found.map((each): Plan => {
    const { source, idColumn, implied } = each
    return each.order === sort
      ? { source, idColumn, implied, sorted: false, cost: walk(each.n), matches }
      : {
          source,
          idColumn,
          implied,
          sorted: true,
          cost: each.n,
          matches
        }
  })
  const source = `certificate ${orderIndex[sort]}`
  const whole: Plan = { source, idColumn: 'id', implied: null, sorted: false, cost: walk(sizes.all), matches }
  return plans.reduce((least, each) => (each.cost < least.cost ? each : least), whole)
}

/** @returns how many of `n` rows in the wanted order are looked at until a page is full */
export function walkedRows(n: number, matches: number, limit: number, uneven = unevenness): number {
  return Math.min(n, (uneven * limit * n) / Math.max(1, matches))
}

/** As if the parts of the filter knew nothing of each other. */
function expectedMatches(
  reader: Reader,
  filter: CertificateFilter,
  found: readonly Candidate[],
  { all }: Sizes
): number {
  // Not indexed: nobody knows how few hold a note.
  if (filter.note !== undefined || filter.signatureAlgorithm !== undefined || all === 0) return 0
  const parts = found.filter(({ again }) => !again).map(({ n }) => n)
  if (filter.kind !== undefined)
    parts.push(filter.kind.profileIds.reduce((sum, id) => sum + named(reader, 'profile', String(id)), 0))
  return parts.reduce((matches, n) => (matches * Math.min(n, all)) / all, all)
}

/** The way with the fewest rows, whatever their order, and how many they are; null where no part of the filter has an index. */
export function narrowest(reader: Reader, filter: CertificateFilter, moment: Moment): Candidate | null {
  return candidates(reader, filter, moment, sizesOf(reader)).reduce<Candidate | null>(
    (least, each) => (least === null || each.n < least.n ? each : least),
    null
  )
}

/**
 * Takes a list apart into its profiles and what is from elsewhere where each part has a plan of its own: by id, or where
 * few rows are in it. Otherwise rows are walked in the wanted order.
 */
export function byProfile(
  reader: Reader,
  filter: CertificateFilter,
  query: { readonly sort: CertificateSort }
): CertificateFilter[] {
  const { kind, ...rest } = filter
  if (kind === undefined) return [filter]
  const profileIds = kind.profileIds.filter((id) => rest.profileId === undefined || rest.profileId === id)
  const elsewhere: CertificateFilter[] =
    rest.profileId === undefined && rest.importedKind === undefined ? [{ ...rest, importedKind: kind.kind }] : []
  const n = (): number => profileIds.reduce((sum, id) => sum + named(reader, 'profile', String(id)), 0)
  // Among many a word is looked for once, not once for each profile.
  if (((rest.text ?? '').trim() !== '' || query.sort !== 'created') && n() > fewRows) return [filter]
  return [
    ...profileIds.map((profileId) => ({ ...rest, profileId, exceptRevisionIds: kind.exceptRevisionIds })),
    ...elsewhere
  ]
}
