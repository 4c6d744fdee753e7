import type { RequestState } from '../../src-shared/model/request.ts'
import { allRows, getNumber, type Bindable, type Reader } from './connection.ts'
import { decodeCursor, encodeCursor, type Page } from './cursor.ts'
import { requestColumns, type RequestRecord } from './requests.ts'
import { textSearch } from './text-search.ts'
import { countRequestsByState } from './tallies.ts'

export interface RequestFilter {
  readonly states?: readonly RequestState[]
  readonly profileId?: number
  readonly authorityId?: number
  readonly operatorId?: number
  readonly channel?: string
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
  .filter(column => !left.has(column.slice(column.lastIndexOf(' ') + 1)))
  .join(', ')
const approvals = `(SELECT count(DISTINCT d.operator_id) FROM request_decision d WHERE d.request_id = request.id AND d.decision = 'approve'
  AND d.content_version = request.content_version) AS approvals`

/** Most requests that a count looks at. */
const countCap = 5000

interface Conditions {
  readonly source: string
  readonly where: string[]
  readonly bound: Record<string, Bindable>
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
  add('request.profile_id = @profileId', 'profileId', filter.profileId)
  add('request.authority_id = @authorityId', 'authorityId', filter.authorityId)
  add('request.operator_id = @operatorId', 'operatorId', filter.operatorId)
  add('request.channel = @channel', 'channel', filter.channel)
  const search = textSearch(filter.text ?? '')
  if (search === null) return { source: 'request', where, bound }
  if (search.match === null) return { source: 'request', where: [...where, 'FALSE'], bound }
  where.push('search.request_search MATCH @match')
  bound['match'] = search.match
  search.patterns.forEach((pattern, index) => {
    bound[`word${index}`] = pattern
    where.push(`(request.subject LIKE @word${index} ESCAPE '\\' OR request.names LIKE @word${index} ESCAPE '\\' OR request.requester_text LIKE @word${index} ESCAPE '\\')`)
  })
  return { source: 'request_search AS search CROSS JOIN request ON request.id = search.rowid', where, bound }
}

/** A page of requests by age. @throws `malformed` for a foreign cursor; `invalid-input` for a text that cannot be searched */
export function listRequests(reader: Reader, query: RequestQuery): Page<ListedRequest> {
  const order = query.descending ? 'age-' : 'age+'
  const { source, where, bound } = conditions(query.filter)
  const key = source === 'request' ? 'request.id' : 'search.rowid'
  if (query.cursor !== null) {
    where.push(`${key} ${query.descending ? '<' : '>'} @afterId`)
    bound['afterId'] = decodeCursor(order, query.cursor).id
  }
  const limit = Math.max(1, Math.trunc(query.limit))
  bound['limit'] = limit + 1
  const sql = `SELECT ${listed}, ${approvals} FROM ${source} ${where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`}
    ORDER BY ${key} ${query.descending ? 'DESC' : 'ASC'} LIMIT @limit`
  const found = allRows(reader, sql, bound).map(raw => requestColumns.decode(raw) as RequestRecord & { readonly approvals: number })
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return { rows, next: found.length > limit && last !== undefined ? encodeCursor(order, { value: last.id, id: last.id }) : null }
}

/** Exact for no filter or states alone; else counted up to 5000. */
export function countRequests(reader: Reader, filter: RequestFilter): { readonly n: number; readonly capped: boolean } {
  const { source, where, bound } = conditions(filter)
  const onlyStates = where.length === 0 || (where.length === 1 && (filter.states?.length ?? 0) > 0)
  if (onlyStates) {
    const byState = countRequestsByState(reader)
    const states: Iterable<string> = filter.states?.length ? new Set(filter.states) : byState.keys()
    let n = 0
    for (const state of states) n += byState.get(state) ?? 0
    return { n, capped: false }
  }
  const n = getNumber(reader, `SELECT count(*) FROM (SELECT 1 FROM ${source} WHERE ${where.join(' AND ')} LIMIT ${countCap + 1})`, bound)
  return n > countCap ? { n: countCap, capped: true } : { n, capped: false }
}
