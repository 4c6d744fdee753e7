import type { CertificateState } from '../../src-shared/model/certificate.ts'
import { both, filterConditions, type CertificateFilter, type Conditions, type Moment } from './certificate-filter.ts'
import { listCertificates } from './certificate-list.ts'
import { byProfile, certificatePlan, type Plan } from './certificate-plan.ts'
import { listedMatches, verified } from './certificate-search.ts'
import { getNumber, type Reader } from './connection.ts'
import { countByAuthority, countByProfile, countByKeyAlgorithm, countCertificatesByState } from './tallies.ts'
import { textSearch, type TextSearch } from './text-search.ts'

/** How many certificates match: exact where `capped` is false, else at least this many. */
export interface Total {
  readonly n: number
  readonly capped: boolean
}

/** Counting further than this helps nobody and takes more than a page. */
const countCap = 2000
/** Rows that a count looks at, matching or not, where few along the index match: about 3 ms. */
const lookedAtCap = 4000

/**
 * Exact from the tallies for no filter, one authority, profile or key algorithm, or one state; else counted until there
 * are 2000 or the newest 4000 along the index were looked at, and then `capped`.
 */
export function countCertificates(
  reader: Reader,
  filter: CertificateFilter,
  moment: Moment,
  any: readonly CertificateFilter[] = [{}]
): Total {
  const parts = any.flatMap((each) => both(filter, each) ?? [])
  const [only] = parts
  if (only === undefined) return { n: 0, capped: false }
  if (parts.length > 1) return countAny(reader, parts, moment)
  // Profiles and what is from elsewhere have no row in common, so that their counts add up.
  const totals = byProfile(reader, only, { sort: 'created' }).map((each) => countOne(reader, each, moment))
  const capped = totals.some((each) => each.capped)
  const n = totals.reduce((sum, each) => sum + each.n, 0)
  return { n: capped ? Math.min(n, countCap) : n, capped }
}

/** Rows of several filters that are laid side by side to count each once: about 5 ms. */
const mostJoined = 500

/** Rows that fit several of the filters are counted once. */
function countAny(reader: Reader, parts: readonly CertificateFilter[], moment: Moment): Total {
  const counts = parts.map((part) => countCertificates(reader, part, moment))
  const most = counts.reduce((sum, { n }) => sum + n, 0)
  if (most > mostJoined || counts.some(({ capped }) => capped))
    return { n: Math.max(...counts.map(({ n }) => n)), capped: true }
  const query = { ...moment, filter: {}, sort: 'created', descending: true, cursor: null, limit: most + 1 } as const
  return { n: listCertificates(reader, { ...query, any: parts }).rows.length, capped: false }
}

function countOne(reader: Reader, filter: CertificateFilter, moment: Moment): Total {
  const known = countFromTallies(reader, filter, moment)
  if (known !== null) return { n: known, capped: false }
  const conditions = filterConditions(filter, moment)
  const search = textSearch(filter.text ?? '')
  if (search !== null) return atMost(countSearched(reader, filter, moment, conditions, search))
  const plan = certificatePlan(reader, filter, moment, 'created')
  const from = plan.few ? null : lastLookedAt(reader, plan, conditions.bound)
  if (from === null) return atMost(countRows(reader, conditions, plan.source))
  const near = { where: [...conditions.where, `${plan.idColumn} >= @from`], bound: { ...conditions.bound, from } }
  return { n: Math.min(countRows(reader, near, plan.source), countCap), capped: true }
}

function atMost(n: number): Total {
  return n > countCap ? { n: countCap, capped: true } : { n, capped: false }
}

/** @returns the id of the last row along the plan's index that a count looks at; null where it may look at all */
function lastLookedAt(reader: Reader, plan: Plan, bound: Conditions['bound']): number | null {
  const where = plan.driving === null ? '' : `WHERE ${plan.driving}`
  const id = getNumber(
    reader,
    `SELECT id FROM ${plan.source} ${where} ORDER BY ${plan.idColumn} DESC LIMIT 1 OFFSET ${lookedAtCap}`,
    namedIn(plan.driving ?? '', bound)
  )
  return id === 0 ? null : id
}

/** The parameters that a condition names: SQLite is given no others. */
function namedIn(sql: string, bound: Conditions['bound']): Conditions['bound'] {
  return Object.fromEntries(Object.entries(bound).filter(([name]) => sql.includes(`@${name}`)))
}

function countFromTallies(reader: Reader, filter: CertificateFilter, moment: Moment): number | null {
  const empty = (value: unknown): boolean =>
    value === undefined ||
    (typeof value === 'string' && value.trim() === '') ||
    (Array.isArray(value) && value.length === 0)
  const given = Object.entries(filter).flatMap(([name, value]: [string, unknown]) => (empty(value) ? [] : [name]))
  const [only] = given
  const sum = (row: { active: number; suspended: number; revoked: number } | undefined): number =>
    row === undefined ? 0 : row.active + row.suspended + row.revoked
  if (given.length === 1 && only === 'authorityId')
    return sum(countByAuthority(reader).find((row) => row.authorityId === filter.authorityId))
  if (given.length === 1 && only === 'profileId')
    return sum(countByProfile(reader).find((row) => row.profileId === filter.profileId))
  if (given.length === 1 && only === 'keyAlgorithm')
    return sum(countByKeyAlgorithm(reader).find((row) => row.keyAlgorithm === filter.keyAlgorithm))
  if (given.every((name) => name === 'states' || name === 'class' || name === 'classes'))
    return countByStateAndClass(reader, filter, moment)
  return null
}

function countByStateAndClass(reader: Reader, filter: CertificateFilter, moment: Moment): number | null {
  const several = filter.classes?.length ? [...new Set(filter.classes)] : undefined
  const classes =
    filter.class === undefined ? several : several === undefined || several.includes(filter.class) ? [filter.class] : []
  const counts = countCertificatesByState(reader, moment.now, classes === undefined ? {} : { classes })
  const states = [...new Set(filter.states ?? [])]
  const [state] = states
  if (state === undefined) return counts.total
  if (states.length > 1) return null
  const byState: Record<CertificateState, number | null> = {
    'not-yet-valid': counts.notYetValid,
    active: counts.active,
    expiring: null,
    suspended: counts.suspended,
    revoked: counts.revoked,
    expired: counts.expired
  }
  return byState[state]
}

function countRows(reader: Reader, conditions: Conditions, source: string): number {
  const where = conditions.where.length === 0 ? '' : `WHERE ${conditions.where.join(' AND ')}`
  return getNumber(
    reader,
    `SELECT count(*) FROM (SELECT 1 FROM ${source} ${where} LIMIT ${countCap + 1})`,
    conditions.bound
  )
}

function countSearched(
  reader: Reader,
  filter: CertificateFilter,
  moment: Moment,
  conditions: Conditions,
  search: TextSearch
): number {
  const ids = listedMatches(reader, search)
  const byId = {
    where: [...conditions.where, 'id IN (SELECT value FROM json_each(@ids))'],
    bound: { ...conditions.bound, ids: JSON.stringify(ids) }
  }
  if (search.match === null) return ids.length === 0 ? 0 : countRows(reader, byId, 'certificate')
  const exact = verified(search, conditions)
  const plan = certificatePlan(reader, filter, moment, 'created')
  if (plan.few && search.verifiable && ids.length === 0) return countRows(reader, exact, plan.source)
  const bound = { ...exact.bound, match: search.match, ids: JSON.stringify(ids) }
  const names = `SELECT certificate.id FROM certificate_search AS search CROSS JOIN certificate ON certificate.id = search.rowid
    WHERE search.certificate_search MATCH @match ${exact.where.map((each) => `AND ${each}`).join(' ')} LIMIT ${countCap + 1}`
  const hexes = `SELECT id FROM certificate WHERE ${byId.where.join(' AND ')}`
  return getNumber(reader, `SELECT count(*) FROM (SELECT id FROM (${names}) UNION ${hexes})`, bound)
}
