import { both, filterConditions, type CertificateFilter, type Conditions, type Moment } from './certificate-filter.ts'
import { conditionsBeside, sizesOf, type CertificateSort } from './certificate-candidates.ts'
import { byProfile, certificatePlan, walkedRows, type Plan } from './certificate-plan.ts'
import { listedMatches, verified } from './certificate-search.ts'
import { certificateColumns, type CertificateRecord } from './certificates.ts'
import { snake } from './columns.ts'
import { allRows, getNumber, type Reader } from './connection.ts'
import { decodeCursor, encodeCursor, type Page, type Place } from './cursor.ts'
import { textSearch, type TextSearch } from './text-search.ts'

export interface CertificateQuery extends Moment {
  readonly filter: CertificateFilter
  /** Any of these as well as `filter`; none for the filter alone. */
  readonly any?: readonly CertificateFilter[]
  readonly sort: CertificateSort
  readonly descending: boolean
  /** `next` or `previous` of another page; null for the first page. */
  readonly cursor: string | null
  /** Begins at this end, issuance or subject instead of at the first row; a cursor goes before it. */
  readonly at?: number | string
  readonly limit: number
}

/** Fields by which pages are ordered and begun: read in any case. */
const placeFields = ['id', 'notAfter', 'subject'] as const
type PlaceField = (typeof placeFields)[number]

export interface CertificatePage<Field extends keyof CertificateRecord = keyof CertificateRecord> extends Page<
  Pick<CertificateRecord, Field | PlaceField>
> {
  /** Gives the page before; null on the first page. */
  readonly previous: string | null
}

const sortColumn: Record<CertificateSort, string> = {
  created: 'id',
  notAfter: 'not_after',
  subject: 'subject COLLATE NOCASE'
}

/**
 * A page of certificates by keyset, in both directions: the cost of a page does not grow with its number.
 * @throws `malformed` for a cursor of another order; `invalid-input` for a text that cannot be searched
 */
export function listCertificates(reader: Reader, query: CertificateQuery): CertificatePage {
  return pageOf(reader, { ...query, columns: allColumns })
}

/** The same page of which only some fields are read: thousands of rows then take a third of the time. */
export function listCertificateFields<Field extends keyof CertificateRecord>(
  reader: Reader,
  query: CertificateQuery,
  fields: readonly Field[]
): CertificatePage<Field> {
  return pageOf(reader, { ...query, columns: columnsOf([...placeFields, ...fields]) })
}

function pageOf(reader: Reader, query: Walk): CertificatePage {
  const order = `${query.sort}${query.descending ? '-' : '+'}`
  const from = placeAsked(reader, query, order)
  const limit = Math.max(1, Math.trunc(query.limit))
  const walked = from?.back === true ? { ...query, descending: !query.descending } : query
  const found = pageOfAny(reader, walked, from?.place ?? null, limit + 1)
  const more = found.length > limit
  const rows = from?.back === true ? found.slice(0, limit).toReversed() : found.slice(0, limit)
  const [first, last] = [rows.at(0), rows.at(-1)]
  const hasNext = from?.back === true || more
  const hasPrevious = from !== null && (!from.back || more)
  return {
    rows,
    next: hasNext && last !== undefined ? encodeCursor(order, placeOf(last, query.sort)) : null,
    previous: hasPrevious && first !== undefined ? encodeCursor(`${order} back`, placeOf(first, query.sort)) : null
  }
}

/** A query and the columns that are read for it. */
interface Walk extends CertificateQuery {
  readonly columns: string
}

function columnsOf(fields: readonly (keyof CertificateRecord)[]): string {
  return [...new Set(fields)].map((field) => `certificate.${snake(field)} AS ${field}`).join(', ')
}

const allColumns = certificateColumns.list('certificate.')

/** Where a page begins; `back` where it ends there. */
function placeAsked(
  reader: Reader,
  query: CertificateQuery,
  order: string
): { readonly place: Place; readonly back: boolean } | null {
  if (query.cursor !== null) {
    try {
      return { place: decodeCursor(order, query.cursor), back: false }
    } catch {
      return { place: decodeCursor(`${order} back`, query.cursor), back: true }
    }
  }
  if (query.at === undefined) return null
  const { at } = query
  const edge = query.descending ? Number.MAX_SAFE_INTEGER : 0
  const value = query.sort === 'created' ? idAt(reader, Number(at) + (query.descending ? 1 : 0), query.descending) : at
  return { place: { value, id: typeof value === 'number' && query.sort === 'created' ? value : edge }, back: false }
}

/**
 * The id beside which the certificates of a moment begin. Ids follow the clock, so that some twenty rows tell; after a
 * clock was set back the place is near.
 */
function idAt(reader: Reader, at: number, descending: boolean): number {
  let low = 0
  let high = getNumber(reader, 'SELECT max(id) FROM certificate') + 1
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    const [row] = allRows(
      reader,
      'SELECT id, created_at AS at FROM certificate WHERE id <= ? ORDER BY id DESC LIMIT 1',
      [middle]
    ) as { id: number; at: number }[]
    if (row === undefined || row.at < at) low = middle
    else high = middle
  }
  return descending ? high : low
}

/** Pages of several filters in the same order, laid into one; each filter has the plan that suits it. */
function pageOfAny(reader: Reader, query: Walk, after: Place | null, limit: number): CertificateRecord[] {
  const filters = (query.any ?? [{}]).flatMap((each) => both(query.filter, each) ?? [])
  const pages = filters
    .flatMap((filter) => byProfile(reader, filter, query))
    .map((filter) => pageOfOne(reader, { ...query, filter }, after, limit))
  const [first = [], ...others] = pages
  return others.length === 0 ? first : merge(query, pages.flat()).slice(0, limit)
}

function pageOfOne(reader: Reader, query: Walk, after: Place | null, limit: number): CertificateRecord[] {
  const search = textSearch(query.filter.text ?? '')
  if (search !== null) return searched(reader, query, after, search, limit)
  const plan = certificatePlan(reader, query.filter, query, query.sort, limit)
  const conditions = conditionsBeside(query.filter, query, plan.implied)
  return fetchPage(reader, query, keyset(query, after, conditions), plan, limit)
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
  query: Walk,
  conditions: Conditions,
  plan: Pick<Plan, 'source' | 'idColumn' | 'sorted'>,
  limit: number
): CertificateRecord[] {
  const where = conditions.where.length === 0 ? '' : `WHERE ${conditions.where.join(' AND ')}`
  const order = `ORDER BY ${orderBy(query)}`
  const walked = query.sort === 'created' ? order.replace('id', plan.idColumn) : order
  const conditionsHere = where.replace(
    /\bid ([<>]) @afterId/,
    `${query.sort === 'created' ? plan.idColumn : 'id'} $1 @afterId`
  )
  // Where some thousand rows are sorted, sorting their ids and fetching whole rows for the page only halves the cost.
  const sql = plan.sorted
    ? `SELECT ${query.columns} FROM certificate WHERE id IN (SELECT id FROM ${plan.source} ${conditionsHere} ${walked} LIMIT @limit) ${order}`
    : `SELECT ${query.columns} FROM ${plan.source} ${conditionsHere} ${walked} LIMIT @limit`
  return allRows(reader, sql, { ...conditions.bound, limit }).map(certificateColumns.decode)
}

function searched(
  reader: Reader,
  query: Walk,
  after: Place | null,
  search: TextSearch,
  limit: number
): CertificateRecord[] {
  const conditions = keyset(query, after, filterConditions(query.filter, query))
  const byName = search.match === null ? [] : searchedByName(reader, query, conditions, search, search.match, limit)
  const ids = listedMatches(reader, search)
  if (ids.length === 0) return byName
  const listed = {
    where: [...conditions.where, 'id IN (SELECT value FROM json_each(@ids))'],
    bound: { ...conditions.bound, ids: JSON.stringify(ids) }
  }
  const others = fetchPage(reader, query, listed, { source: 'certificate', idColumn: 'id', sorted: true }, limit)
  return merge(query, [...byName, ...others]).slice(0, limit)
}

function searchedByName(
  reader: Reader,
  query: Walk,
  conditions: Conditions,
  search: TextSearch,
  match: string,
  limit: number
): CertificateRecord[] {
  const exact = verified(search, conditions)
  const { all } = sizesOf(reader)
  // In the order of issuance the index gives the rows by itself, and only their number is asked for.
  const ids = query.sort === 'created' ? null : matchingIds(reader, match, mostMatches + 1)
  const counted = ids?.length ?? countMatches(reader, match, mostMatches + 1)
  const n = counted > mostMatches ? all / 4 : counted
  const plan = certificatePlan(reader, query.filter, query, query.sort, limit, all === 0 ? 1 : n / all)
  const byIndex = query.sort === 'created' ? walkedRows(n, plan.matches, limit) : n
  // Few rows by another filter, or so many matches that a walk in the wanted order soon fills the page: verify row by row.
  if (search.verifiable && plan.cost < byIndex) return fetchPage(reader, query, exact, plan, limit)
  if (ids !== null) {
    // The trigram index is asked once: that takes as long as everything else.
    const few = counted <= mostMatches
    const where = [...exact.where, `id IN (${few ? 'SELECT value FROM json_each(@ids)' : matchingRows})`]
    const bound = { ...exact.bound, ...(few ? { ids: JSON.stringify(ids) } : { match }) }
    const found = { source: 'certificate NOT INDEXED', idColumn: 'id', sorted: true } as const
    return fetchPage(reader, query, { where, bound }, found, limit)
  }
  const bound = { ...exact.bound, match }
  // The trigram index gives matches in the order of ids by itself, so that a page of a frequent word costs no more.
  const where = exact.where.map((each) => each.replace(/^id ([<>])/, 'search.rowid $1'))
  const sql = `SELECT ${query.columns} FROM certificate_search AS search CROSS JOIN certificate ON certificate.id = search.rowid
    WHERE search.certificate_search MATCH @match ${where.map((each) => `AND ${each}`).join(' ')} ORDER BY search.rowid ${query.descending ? 'DESC' : 'ASC'} LIMIT @limit`
  return allRows(reader, sql, { ...bound, limit }).map(certificateColumns.decode)
}

/** Matches of the trigram index that are looked at to see how frequent a text is. */
const mostMatches = 12_000

const matchingRows = 'SELECT rowid FROM certificate_search WHERE certificate_search MATCH @match'

/** Ids that match by the trigram index, verified or not, in their order, up to `most`. */
function matchingIds(reader: Reader, match: string, most: number): number[] {
  const rows = allRows(reader, `SELECT rowid AS id FROM certificate_search WHERE certificate_search MATCH ? LIMIT ?`, [
    match,
    most
  ]) as { id: number }[]
  return rows.map(({ id }) => id)
}

/** Matches of a text by the trigram index, verified or not, up to `most`. */
export function countMatches(reader: Reader, match: string, most: number): number {
  return getNumber(
    reader,
    'SELECT count(*) FROM (SELECT 1 FROM certificate_search WHERE certificate_search MATCH ? LIMIT ?)',
    [match, most]
  )
}

/** Puts pages in the same order together, each row once. */
function merge(query: CertificateQuery, rows: readonly CertificateRecord[]): CertificateRecord[] {
  const all = new Map(rows.map((row) => [row.id, row]))
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
