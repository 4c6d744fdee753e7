import type { RequestState } from '../../src-shared/model/request.ts'
import { allRows, getNumber, type Bindable, type Reader } from './connection.ts'
import { decodeCursor, encodeCursor, type Page } from './cursor.ts'
import { requestColumns, type RequestRecord } from './requests.ts'
import { textSearch, unindexedMatches, type TextSearch } from './text-search.ts'
import { countRequestsByState } from './tallies.ts'

export interface RequestFilter {
  readonly states?: readonly RequestState[]
  readonly profileId?: number
  readonly authorityId?: number
  readonly operatorId?: number
  readonly channel?: string
  /** Given to this operator, or to a role that they have. */
  readonly assignedTo?: { readonly operatorId: number; readonly roles: readonly string[] }
  /** True keeps those that are given to somebody, false those that are not. */
  readonly assigned?: boolean
  /** True keeps those whose requester has to answer first, false those that wait for an operator. */
  readonly askedBack?: boolean
  /** Sent before this moment, Unix ms. */
  readonly createdBefore?: number
  /** Profiles whose ended requests are left out: those of the engine itself, which nobody sent. */
  readonly hideEndedOf?: readonly number[]
  /** Words of subject, names and requester. */
  readonly text?: string
}

export interface RequestQuery {
  readonly filter: RequestFilter
  readonly descending: boolean
  readonly cursor: string | null
  readonly limit: number
}

/** A request in a list, with the approvals of its present content. The bytes and long JSON columns are left out. */
export type ListedRequest = Omit<RequestRecord, 'csr' | 'asked' | 'candidate' | 'reasons' | 'requester'> & {
  readonly approvals: number
}

const left = new Set(['csr', 'asked', 'candidate', 'reasons', 'requester'])
const listed = requestColumns
  .list('request.')
  .split(', ')
  .filter((column) => !left.has(column.slice(column.lastIndexOf(' ') + 1)))
  .join(', ')
const approvals = `(SELECT count(DISTINCT d.operator_id) FROM request_decision d WHERE d.request_id = request.id AND d.decision = 'approve'
  AND d.content_version = request.content_version) AS approvals`

/** Most requests that a count looks at. */
const countCap = 2000

interface Conditions {
  readonly where: readonly string[]
  readonly bound: Readonly<Record<string, Bindable>>
}

const endedOf = `(request.profile_id IN (SELECT value FROM json_each(@hidden)) AND request.state IN ('issued', 'declined', 'failed', 'cancelled', 'expired'))`

function workExists(condition: string): string {
  return `EXISTS (SELECT 1 FROM request_work w WHERE w.request_id = request.id AND (${condition}))`
}

function conditions(filter: RequestFilter): Conditions {
  const where: string[] = []
  const bound: Record<string, Bindable> = {}
  const add = (sql: string, name: string, value: Bindable | undefined): void => {
    if (value === undefined) return
    where.push(sql)
    bound[name] = value
  }
  const states = [...new Set(filter.states ?? [])]
  states.forEach((state, index) => {
    bound[`state${index}`] = state
  })
  if (states.length > 0) where.push(`request.state IN (${states.map((_, index) => `@state${index}`).join(', ')})`)
  // The index over states leaves issued ones out: nearly all are, and are found in the order of their ids.
  if (states.length > 0 && !states.includes('issued')) where.push(`request.state <> 'issued'`)
  add('request.profile_id = @profileId', 'profileId', filter.profileId)
  add('request.authority_id = @authorityId', 'authorityId', filter.authorityId)
  add('request.operator_id = @operatorId', 'operatorId', filter.operatorId)
  add('request.channel = @channel', 'channel', filter.channel)
  add('request.created_at < @createdBefore', 'createdBefore', filter.createdBefore)
  if (filter.assignedTo !== undefined) {
    bound['assignee'] = filter.assignedTo.operatorId
    bound['assigneeRoles'] = JSON.stringify(filter.assignedTo.roles)
    where.push(
      workExists('w.assignee_id = @assignee OR w.assignee_role IN (SELECT value FROM json_each(@assigneeRoles))')
    )
  }
  if (filter.assigned !== undefined)
    where.push(
      `${filter.assigned ? '' : 'NOT '}${workExists('w.assignee_id IS NOT NULL OR w.assignee_role IS NOT NULL')}`
    )
  if (filter.askedBack !== undefined)
    where.push(`${filter.askedBack ? '' : 'NOT '}${workExists('w.asked_at IS NOT NULL')}`)
  if (filter.hideEndedOf !== undefined && filter.hideEndedOf.length > 0)
    add(`NOT ${endedOf}`, 'hidden', JSON.stringify(filter.hideEndedOf))
  return { where, bound }
}

/** Narrowed to what the trigram index gives, verified on the row. */
function byIndex({ where, bound }: Conditions, search: TextSearch, match: string): Conditions {
  const words: Record<string, Bindable> = {}
  const verified = search.patterns.map((pattern, index) => {
    words[`word${index}`] = pattern
    return `(request.subject LIKE @word${index} ESCAPE '\\' OR request.names LIKE @word${index} ESCAPE '\\' OR request.requester_text LIKE @word${index} ESCAPE '\\')`
  })
  return { where: [...where, 'search.request_search MATCH @match', ...verified], bound: { ...bound, ...words, match } }
}

/** Narrowed to rows that match but are not indexed yet. */
function byId(reader: Reader, { where, bound }: Conditions, search: TextSearch): Conditions {
  const ids = unindexedMatches(reader, 'request', ['subject', 'names', 'requester_text'], search)
  return {
    where: [...where, 'request.id IN (SELECT value FROM json_each(@ids))'],
    bound: { ...bound, ids: JSON.stringify(ids) }
  }
}

const searchSource = 'request_search AS search CROSS JOIN request ON request.id = search.rowid'

function whereClause(where: readonly string[]): string {
  return where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`
}

/** A page of requests by age. @throws `malformed` for a foreign cursor; `invalid-input` for a text that cannot be searched */
export function listRequests(reader: Reader, query: RequestQuery): Page<ListedRequest> {
  const order = query.descending ? 'age-' : 'age+'
  const afterId = query.cursor === null ? null : decodeCursor(order, query.cursor).id
  const limit = Math.max(1, Math.trunc(query.limit))
  const fetch = (given: Conditions, source: string, key: string): ListedRequest[] => {
    const where = afterId === null ? given.where : [...given.where, `${key} ${query.descending ? '<' : '>'} @afterId`]
    const sql = `SELECT ${listed}, ${approvals} FROM ${source} ${whereClause(where)} ORDER BY ${key} ${query.descending ? 'DESC' : 'ASC'} LIMIT @limit`
    const bound = { ...given.bound, limit: limit + 1, ...(afterId === null ? {} : { afterId }) }
    return allRows(reader, sql, bound).map(
      (raw) => requestColumns.decode(raw) as RequestRecord & { readonly approvals: number }
    )
  }
  const given = conditions(query.filter)
  const search = textSearch(query.filter.text ?? '')
  let found: ListedRequest[]
  if (search === null) found = fetch(given, 'request', 'request.id')
  else {
    const indexed =
      search.match === null ? [] : fetch(byIndex(given, search, search.match), searchSource, 'search.rowid')
    const all = new Map(
      [...indexed, ...fetch(byId(reader, given, search), 'request', 'request.id')].map((row) => [row.id, row])
    )
    found = [...all.values()].sort((a, b) => (query.descending ? b.id - a.id : a.id - b.id))
  }
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return {
    rows,
    next: found.length > limit && last !== undefined ? encodeCursor(order, { value: last.id, id: last.id }) : null
  }
}

/** Exact for no filter or states alone; else counted up to 2000. */
export function countRequests(reader: Reader, filter: RequestFilter): { readonly n: number; readonly capped: boolean } {
  const given = conditions(filter)
  const { states: wanted, hideEndedOf, text, ...others } = filter
  const search = textSearch(text ?? '')
  const onlyStates = Object.values(others).every((value) => value === undefined)
  if (search === null && onlyStates) {
    const byState = countRequestsByState(reader)
    const states: Iterable<string> = wanted?.length ? new Set(wanted) : byState.keys()
    let n = 0
    for (const state of states) n += byState.get(state) ?? 0
    return { n: n - countHidden(reader, wanted ?? [], hideEndedOf ?? []), capped: false }
  }
  const count = (narrowed: Conditions, source: string): number =>
    getNumber(
      reader,
      `SELECT count(*) FROM (SELECT 1 FROM ${source} ${whereClause(narrowed.where)} LIMIT ${countCap + 1})`,
      narrowed.bound
    )
  // A row is either indexed or not, so that the two counts share none.
  const n =
    search === null
      ? count(given, 'request')
      : (search.match === null ? 0 : count(byIndex(given, search, search.match), searchSource)) +
        count(byId(reader, given, search), 'request')
  return n > countCap ? { n: countCap, capped: true } : { n, capped: false }
}

/** The ended requests of hidden profiles that a count by state has in it; the engine makes few. */
function countHidden(reader: Reader, states: readonly RequestState[], hidden: readonly number[]): number {
  if (hidden.length === 0) return 0
  const within = states.length === 0 ? '' : 'AND request.state IN (SELECT value FROM json_each(@states))'
  const bound = { hidden: JSON.stringify(hidden), ...(states.length === 0 ? {} : { states: JSON.stringify(states) }) }
  return getNumber(reader, `SELECT count(*) FROM request WHERE ${endedOf} ${within}`, bound)
}
