import type { CertificateState } from '../../src-shared/model/certificate.ts'
import { both, filterConditions, type CertificateFilter, type Conditions, type Moment } from './certificate-filter.ts'
import { countMatches, listCertificates } from './certificate-list.ts'
import { conditionsBeside } from './certificate-candidates.ts'
import { byProfile, narrowest } from './certificate-plan.ts'
import { listedMatches, verified } from './certificate-search.ts'
import { getNumber, type Reader } from './connection.ts'
import { expiringUntil } from './certificate-state.ts'
import {
  countByAuthority,
  countByKeyAlgorithm,
  countByProfile,
  countCertificatesByState,
  countExpiring,
  type CountOptions
} from './tallies.ts'
import { textSearch, type TextSearch } from './text-search.ts'

/** Rows that a count looks at, matching or not: about 4 ms. */
const mostLookedAt = 4000

/**
 * How many certificates match. Exact from the tallies for no filter, one authority, profile or key algorithm, states and
 * classes; else counted where some part of the filter leaves at most 4000 rows to look at.
 * @returns null where counting would take longer than the page
 */
export function countCertificates(
  reader: Reader,
  filter: CertificateFilter,
  moment: Moment,
  any: readonly CertificateFilter[] = [{}]
): number | null {
  const parts = any.flatMap((each) => both(filter, each) ?? [])
  const [only] = parts
  if (only === undefined) return 0
  if (parts.length > 1) return countAny(reader, parts, moment)
  // Profiles and what is from elsewhere have no row in common, so that their counts add up.
  let sum = 0
  for (const each of byProfile(reader, only, { sort: 'created' })) {
    const n = countOne(reader, each, moment)
    if (n === null) return null
    sum += n
  }
  return sum
}

/** Rows of several filters that are laid side by side to count each once: about 5 ms. */
const mostJoined = 500

/** Rows that fit several of the filters are counted once. */
function countAny(reader: Reader, parts: readonly CertificateFilter[], moment: Moment): number | null {
  let most = 0
  for (const part of parts) {
    const n = countCertificates(reader, part, moment)
    if (n === null || most + n > mostJoined) return null
    most += n
  }
  const query = { ...moment, filter: {}, sort: 'created', descending: true, cursor: null, limit: most + 1 } as const
  return listCertificates(reader, { ...query, any: parts }).rows.length
}

function countOne(reader: Reader, filter: CertificateFilter, moment: Moment): number | null {
  const known = countFromTallies(reader, filter, moment)
  if (known !== null) return known
  const search = textSearch(filter.text ?? '')
  const way = narrowest(reader, filter, moment)
  const few = way !== null && way.n <= mostLookedAt ? way : null
  if (search !== null) return countSearched(reader, filterConditions(filter, moment), search, few?.source ?? null)
  return few === null ? null : countRows(reader, conditionsBeside(filter, moment, few.implied), few.source)
}

/** What the tallies say of a filter; archived rows, which are few, are counted and taken off. */
function countFromTallies(reader: Reader, filter: CertificateFilter, moment: Moment): number | null {
  const { archived, ...others } = filter
  const n = archived === true ? null : countUnarchived(reader, others, moment)
  if (n === null || archived === undefined) return n
  const away = getNumber(
    reader,
    'SELECT count(*) FROM (SELECT 1 FROM certificate INDEXED BY certificate_archived WHERE archived = 1 LIMIT ?)',
    [mostLookedAt + 1]
  )
  if (away > mostLookedAt) return null
  const conditions = filterConditions({ ...others, archived: true }, moment)
  return away === 0 ? n : n - countRows(reader, conditions, 'certificate INDEXED BY certificate_archived')
}

/** Archived ones too. */
function countUnarchived(reader: Reader, filter: CertificateFilter, moment: Moment): number | null {
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
  const options = classes === undefined ? {} : { classes }
  const counts = countCertificatesByState(reader, moment.now, options)
  const states = new Set(filter.states ?? [])
  if (states.size === 0) return counts.total
  // Takes in what is expiring.
  if (states.has('active')) states.delete('expiring')
  const byState: Record<CertificateState, () => number> = {
    'not-yet-valid': () => counts.notYetValid,
    active: () => counts.active,
    expiring: () => countExpiringNow(reader, moment, options),
    suspended: () => counts.suspended,
    revoked: () => counts.revoked,
    expired: () => counts.expired
  }
  return [...states].reduce((sum, state) => sum + byState[state](), 0)
}

/** Of those that end soon, the ones that have begun. */
function countExpiringNow(reader: Reader, moment: Moment, options: CountOptions): number {
  const { now } = moment
  const until = expiringUntil(now, moment.expiringDays)
  const future = getNumber(
    reader,
    `SELECT count(*) FROM certificate INDEXED BY certificate_not_before WHERE not_before > @now AND state = 'active'
     AND not_after >= @now AND not_after < @until ${options.classes === undefined ? '' : 'AND class IN (SELECT value FROM json_each(@classes))'}`,
    { now, until, ...(options.classes === undefined ? {} : { classes: JSON.stringify(options.classes) }) }
  )
  return countExpiring(reader, 'active', now, until, options) - future
}

function countRows(reader: Reader, conditions: Conditions, source: string): number {
  const where = conditions.where.length === 0 ? '' : `WHERE ${conditions.where.join(' AND ')}`
  return getNumber(reader, `SELECT count(*) FROM ${source} ${where}`, conditions.bound)
}

/** @param source a way to few rows, if there is one */
function countSearched(
  reader: Reader,
  conditions: Conditions,
  search: TextSearch,
  source: string | null
): number | null {
  const ids = listedMatches(reader, search)
  const byId = {
    where: [...conditions.where, 'id IN (SELECT value FROM json_each(@ids))'],
    bound: { ...conditions.bound, ids: JSON.stringify(ids) }
  }
  if (search.match === null) return ids.length === 0 ? 0 : countRows(reader, byId, 'certificate')
  const exact = verified(search, conditions)
  if (source !== null && search.verifiable && ids.length === 0) return countRows(reader, exact, source)
  if (countMatches(reader, search.match, mostLookedAt + 1) > mostLookedAt) return null
  const bound = { ...exact.bound, match: search.match, ids: JSON.stringify(ids) }
  const names = `SELECT certificate.id FROM certificate_search AS search CROSS JOIN certificate ON certificate.id = search.rowid
    WHERE search.certificate_search MATCH @match ${exact.where.map((each) => `AND ${each}`).join(' ')}`
  const hexes = `SELECT id FROM certificate WHERE ${byId.where.join(' AND ')}`
  return getNumber(reader, `SELECT count(*) FROM (${names} UNION ${hexes})`, bound)
}
