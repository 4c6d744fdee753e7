import { allRows, type Bindable, type Reader } from './connection.ts'
import { countedUpTo, requestsCountedUpTo } from './tallies-kinds.ts'

const dayMs = 86_400_000

interface EndingRow {
  readonly day: number
  readonly outside: 0 | 1
  readonly n: number
}

/** Certificates that end, ours and those of outside issuers. */
export interface Endings {
  readonly ours: number
  readonly others: number
}

/**
 * Counted active certificates that end within each number of days from `now`, exact to the millisecond; 60 takes in 30.
 * Whole days are added up; of a day that is cut, the shorter part is looked at row by row.
 * @param authorityId only of this issuer
 */
export function countEndings(
  reader: Reader,
  now: number,
  windows: readonly number[],
  authorityId: number | null
): (Endings & { readonly days: number })[] {
  const first = Math.floor(now / dayMs)
  const last = first + Math.max(...windows) + 1
  const rows = allRows(
    reader,
    `SELECT day, outside, sum(n) AS n FROM certificate_ending WHERE day >= ? AND day <= ? AND state = 'active'
     ${authorityId === null ? '' : 'AND authority_id = ?'} GROUP BY day, outside`,
    authorityId === null ? [first, last] : [first, last, authorityId]
  ) as EndingRow[]
  const before = (moment: number): Endings => {
    const day = Math.floor(moment / dayMs)
    const whole = sumOf(rows.filter((row) => row.day < day))
    const start = day * dayMs
    if (moment === start) return whole
    if (moment - start <= dayMs / 2) return plus(whole, endingWithin(reader, start, moment, authorityId), 1)
    const all = plus(whole, sumOf(rows.filter((row) => row.day === day)), 1)
    return plus(all, endingWithin(reader, moment, start + dayMs, authorityId), -1)
  }
  const gone = before(now)
  return windows.map((days) => ({ days, ...plus(before(now + days * dayMs), gone, -1) }))
}

function sumOf(rows: readonly EndingRow[]): Endings {
  const of = (outside: 0 | 1): number => rows.reduce((sum, row) => sum + (row.outside === outside ? row.n : 0), 0)
  return { ours: of(0), others: of(1) }
}

function plus(one: Endings, other: Endings, sign: 1 | -1): Endings {
  return { ours: one.ours + sign * other.ours, others: one.others + sign * other.others }
}

function endingWithin(reader: Reader, from: number, to: number, authorityId: number | null): Endings {
  const bound: Bindable[] = [from, to, countedUpTo(reader)]
  if (authorityId !== null) bound.push(authorityId)
  const rows = allRows(
    reader,
    `SELECT class = 'imported' AS outside, count(*) AS n FROM certificate
     INDEXED BY ${authorityId === null ? 'certificate_not_after' : 'certificate_authority_not_after'}
     WHERE not_after >= ? AND not_after < ? AND state = 'active' AND id <= ? ${authorityId === null ? '' : 'AND authority_id = ?'} GROUP BY 1`,
    bound
  ) as EndingRow[]
  return sumOf(rows)
}

/** Counted certificates of ours that were issued on each UTC day, [from, to) as days since the epoch. */
export function issuedOnDays(
  reader: Reader,
  from: number,
  to: number,
  authorityId: number | null
): ReadonlyMap<number, number> {
  const rows = allRows(
    reader,
    `SELECT day, sum(n) AS n FROM certificate_issued WHERE day >= ? AND day < ? ${authorityId === null ? '' : 'AND authority_id = ?'} GROUP BY day`,
    authorityId === null ? [from, to] : [from, to, authorityId]
  ) as { day: number; n: number }[]
  return new Map(rows.map(({ day, n }) => [day, n]))
}

/** Requests made on a UTC day under a revision of a profile. */
export interface RequestsOfDay {
  readonly day: number
  readonly profileRevisionId: number
  readonly n: number
}

/** Counted requests by day and revision, [from, to) as days since the epoch. */
export function requestsOnDays(reader: Reader, from: number, to: number, authorityId: number | null): RequestsOfDay[] {
  return allRows(
    reader,
    `SELECT day, profile_revision_id AS profileRevisionId, sum(n) AS n FROM request_made
     WHERE day >= ? AND day < ? ${authorityId === null ? '' : 'AND authority_id = ?'} GROUP BY 1, 2 HAVING sum(n) > 0`,
    authorityId === null ? [from, to] : [from, to, authorityId]
  ) as RequestsOfDay[]
}

/** @returns the revisions under which counted requests were made on some days */
export function revisionIdsOf(reader: Reader, days: { readonly from: number; readonly to: number }): number[] {
  const rows = allRows(
    reader,
    'SELECT DISTINCT profile_revision_id AS id FROM request_made WHERE day >= ? AND day < ?',
    [days.from, days.to]
  ) as { id: number }[]
  return rows.map(({ id }) => id)
}

/** A request as charts count it. */
export interface CountedRequest {
  readonly id: number
  readonly createdAt: number
  readonly authorityId: number
  readonly profileRevisionId: number
}

/** @returns the oldest requests that are not counted yet */
export function uncountedRequests(reader: Reader, most: number): CountedRequest[] {
  return allRows(
    reader,
    `SELECT id, created_at AS createdAt, authority_id AS authorityId, profile_revision_id AS profileRevisionId
     FROM request WHERE id > ? ORDER BY id LIMIT ?`,
    [requestsCountedUpTo(reader), most]
  ) as CountedRequest[]
}

/** What a revision of a profile says of the certificates made under it, as far as charts ask. */
export interface RevisionWords {
  readonly id: number
  readonly profileId: number
  readonly profileName: string
  readonly class: string | null
  /** JSON lists of OIDs. */
  readonly purposes: string | null
  readonly policies: string | null
  readonly channels: string | null
}

/** @returns the words of these revisions; parsing whole profiles would take longer than the charts */
export function revisionWords(reader: Reader, ids: readonly number[]): RevisionWords[] {
  return allRows(
    reader,
    `SELECT r.id, r.profile_id AS profileId, p.name AS profileName, json_extract(r.content, '$.certificateClass') AS class,
       json_extract(r.content, '$.extendedKeyUsage.oids') AS purposes, json_extract(r.content, '$.policies.list') AS policies,
       json_extract(r.content, '$.channels') AS channels
     FROM profile_revision r JOIN profile p ON p.id = r.profile_id WHERE r.id IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(ids)]
  ) as RevisionWords[]
}
