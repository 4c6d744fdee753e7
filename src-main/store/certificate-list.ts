import type { CertificateState } from '../../src-shared/model/certificate.ts'
import { filterConditions, type CertificateFilter, type Conditions, type Moment } from './certificate-filter.ts'
import { certificatePlan, fewRows, type CertificateSort, type Plan } from './certificate-plan.ts'
import { certificateColumns, type CertificateRecord } from './certificates.ts'
import { allRows, getNumber, type Bindable, type Reader } from './connection.ts'
import { decodeCursor, encodeCursor, type Page, type Place } from './cursor.ts'
import { countByAuthority, countByProfile, countByKeyAlgorithm, countCertificatesByState } from './tallies.ts'
import { afterPrefix, shortestHexPrefix, textSearch, unindexedMatches, type TextSearch } from './text-search.ts'

export interface CertificateQuery extends Moment {
  readonly filter: CertificateFilter
  readonly sort: CertificateSort
  readonly descending: boolean
  /** `next` of the page before; null for the first page. */
  readonly cursor: string | null
  readonly limit: number
}

const sortColumn: Record<CertificateSort, string> = {
  created: 'id',
  notAfter: 'not_after',
  subject: 'subject COLLATE NOCASE'
}

/**
 * A page of certificates by keyset: the cost of a page does not grow with its number.
 * @throws `malformed` for a cursor of another order; `invalid-input` for a text that cannot be searched
 */
export function listCertificates(reader: Reader, query: CertificateQuery): Page<CertificateRecord> {
  const order = `${query.sort}${query.descending ? '-' : '+'}`
  const after = query.cursor === null ? null : decodeCursor(order, query.cursor)
  const limit = Math.max(1, Math.trunc(query.limit))
  const conditions = filterConditions(query.filter, query)
  const search = textSearch(query.filter.text ?? '')
  const paged = keyset(query, after, conditions)
  const found =
    search === null
      ? fetchPage(reader, query, paged, certificatePlan(reader, query.filter, query, query.sort), limit + 1)
      : searched(reader, query, paged, search, limit + 1)
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  const next = found.length > limit && last !== undefined ? encodeCursor(order, placeOf(last, query.sort)) : null
  return { rows, next }
}

function placeOf(row: CertificateRecord, sort: CertificateSort): Place {
  return { value: sort === 'created' ? row.id : sort === 'notAfter' ? row.notAfter : row.subject, id: row.id }
}

/** Adds the condition that begins behind the last row of the page before. */
function keyset(query: CertificateQuery, after: Place | null, conditions: Conditions): Conditions {
  if (after === null) return conditions
  const than = query.descending ? '<' : '>'
  if (query.sort === 'created')
    return { where: [...conditions.where, `id ${than} @afterId`], bound: { ...conditions.bound, afterId: after.id } }
  const bound = { ...conditions.bound, afterValue: after.value, afterId: after.id }
  return { where: [...conditions.where, `(${sortColumn[query.sort]}, id) ${than} (@afterValue, @afterId)`], bound }
}

function orderBy(query: CertificateQuery): string {
  const way = query.descending ? 'DESC' : 'ASC'
  return query.sort === 'created' ? `id ${way}` : `${sortColumn[query.sort]} ${way}, id ${way}`
}

function fetchPage(
  reader: Reader,
  query: CertificateQuery,
  conditions: Conditions,
  plan: Plan,
  limit: number
): CertificateRecord[] {
  const where = conditions.where.length === 0 ? '' : `WHERE ${conditions.where.join(' AND ')}`
  const order = `ORDER BY ${orderBy(query)}`
  // Where some thousand rows are sorted, sorting their ids and fetching whole rows for the page only halves the cost.
  const sql = plan.few
    ? `SELECT ${certificateColumns.list()} FROM certificate WHERE id IN (SELECT id FROM ${plan.source} ${where} ${order} LIMIT @limit) ${order}`
    : `SELECT ${certificateColumns.list()} FROM ${plan.source} ${where} ${order} LIMIT @limit`
  return allRows(reader, sql, { ...conditions.bound, limit }).map(certificateColumns.decode)
}

/** The condition under which a row holds every word. */
function verified(search: TextSearch, conditions: Conditions): Conditions {
  const bound: Record<string, Bindable> = { ...conditions.bound }
  const where = search.patterns.map((pattern, index) => {
    bound[`word${index}`] = pattern
    return `(certificate.subject LIKE @word${index} ESCAPE '\\' OR certificate.names LIKE @word${index} ESCAPE '\\')`
  })
  return { where: [...conditions.where, ...where], bound }
}

function searched(
  reader: Reader,
  query: CertificateQuery,
  conditions: Conditions,
  search: TextSearch,
  limit: number
): CertificateRecord[] {
  const byName = search.match === null ? [] : searchedByName(reader, query, conditions, search, search.match, limit)
  const ids = listedMatches(reader, search)
  if (ids.length === 0) return byName
  const listed = {
    where: [...conditions.where, 'id IN (SELECT value FROM json_each(@ids))'],
    bound: { ...conditions.bound, ids: JSON.stringify(ids) }
  }
  const others = fetchPage(reader, query, listed, { source: 'certificate', few: true, driving: null }, limit)
  return merge(query, byName, others).slice(0, limit)
}

function searchedByName(
  reader: Reader,
  query: CertificateQuery,
  conditions: Conditions,
  search: TextSearch,
  match: string,
  limit: number
): CertificateRecord[] {
  const exact = verified(search, conditions)
  const plan = certificatePlan(reader, query.filter, query, query.sort)
  // Few rows by another filter, or so many matches that a walk in the wanted order soon fills the page: verify row by row.
  const walk =
    search.verifiable && (plan.few || (query.sort !== 'created' && countMatches(reader, match, fewRows + 1) > fewRows))
  if (walk) return fetchPage(reader, query, exact, plan, limit)
  const bound = { ...exact.bound, match }
  if (query.sort !== 'created') {
    const where = [...exact.where, 'id IN (SELECT rowid FROM certificate_search WHERE certificate_search MATCH @match)']
    return fetchPage(
      reader,
      query,
      { where, bound },
      { source: 'certificate NOT INDEXED', few: true, driving: null },
      limit
    )
  }
  // The trigram index gives matches in the order of ids by itself, so that a page of a frequent word costs no more.
  const where = exact.where.map((each) => each.replace(/^id ([<>])/, 'search.rowid $1'))
  const sql = `SELECT ${certificateColumns.list('certificate.')} FROM certificate_search AS search CROSS JOIN certificate ON certificate.id = search.rowid
    WHERE search.certificate_search MATCH @match ${where.map((each) => `AND ${each}`).join(' ')} ORDER BY search.rowid ${query.descending ? 'DESC' : 'ASC'} LIMIT @limit`
  return allRows(reader, sql, { ...bound, limit }).map(certificateColumns.decode)
}

function countMatches(reader: Reader, match: string, most: number): number {
  return getNumber(
    reader,
    'SELECT count(*) FROM (SELECT 1 FROM certificate_search WHERE certificate_search MATCH ? LIMIT ?)',
    [match, most]
  )
}

/** Most rows that the beginning of a serial or fingerprint brings in. */
const mostHexMatches = 500

/** Matches that the trigram index does not give: by serial or fingerprint, and rows not indexed yet. */
function listedMatches(reader: Reader, search: TextSearch): number[] {
  return [...hexMatches(reader, search), ...unindexedMatches(reader, 'certificate', ['subject', 'names'], search)]
}

function hexMatches(reader: Reader, search: TextSearch): number[] {
  if (search.hexPrefix === null) return []
  const rows =
    search.hexPrefix.length < shortestHexPrefix
      ? allRows(reader, 'SELECT id FROM certificate INDEXED BY certificate_serial WHERE serial = ? LIMIT ?', [
          search.hexPrefix,
          mostHexMatches
        ])
      : allRows(
          reader,
          `SELECT id FROM certificate INDEXED BY certificate_serial WHERE serial >= @from AND serial < @to
        UNION SELECT id FROM certificate INDEXED BY certificate_fingerprint WHERE fingerprint >= @from AND fingerprint < @to LIMIT @most`,
          { from: search.hexPrefix, to: afterPrefix(search.hexPrefix), most: mostHexMatches }
        )
  return (rows as { id: number }[]).map((row) => row.id)
}

/** Puts two pages in the same order together, each row once. */
function merge(query: CertificateQuery, first: CertificateRecord[], second: CertificateRecord[]): CertificateRecord[] {
  const all = new Map([...first, ...second].map((row) => [row.id, row]))
  const sign = query.descending ? -1 : 1
  return [...all.values()].sort(
    (a, b) => sign * (compare(placeOf(a, query.sort).value, placeOf(b, query.sort).value) || a.id - b.id)
  )
}

/** As SQLite compares: numbers by value, text by NOCASE. */
function compare(a: string | number, b: string | number): number {
  const [x, y] = [typeof a === 'string' ? foldAscii(a) : a, typeof b === 'string' ? foldAscii(b) : b]
  return x < y ? -1 : x > y ? 1 : 0
}

function foldAscii(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}

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
export function countCertificates(reader: Reader, filter: CertificateFilter, moment: Moment): Total {
  const known = countFromTallies(reader, filter, moment)
  if (known !== null) return { n: known, capped: false }
  const conditions = filterConditions(filter, moment)
  const search = textSearch(filter.text ?? '')
  if (search !== null) return atMost(countSearched(reader, filter, moment, conditions, search))
  const plan = certificatePlan(reader, filter, moment, 'created')
  const from = plan.few ? null : lastLookedAt(reader, plan, conditions.bound)
  if (from === null) return atMost(countRows(reader, conditions, plan.source))
  const near = { where: [...conditions.where, 'id >= @from'], bound: { ...conditions.bound, from } }
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
    `SELECT id FROM ${plan.source} ${where} ORDER BY id DESC LIMIT 1 OFFSET ${lookedAtCap}`,
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
  const given = Object.entries(filter).flatMap(([name, value]) => (empty(value) ? [] : [name]))
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
