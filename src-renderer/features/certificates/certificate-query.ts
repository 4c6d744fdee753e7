import type { Input } from '../../../src-shared/api/index.ts'
import { certificateWhere, type CertificateWhere } from '../../../src-shared/api/certificates.ts'
import { certificateClass, certificateKind, certificateState } from '../../../src-shared/model/certificate.ts'
import type { FilterValues } from '../../ui/grid/filter-state.ts'

/** Filters of the list as they stand in the address. `expires` counts days from now. */
export const certificateFilterKeys = [
  'text',
  'state',
  'profile',
  'class',
  'key',
  'expires',
  'sort',
  'archived',
  'day',
  'kind',
  'authority',
  'requester',
  'owner',
  'tag',
  'organization',
  'month',
  'where'
] as const

type ListInput = Omit<Input<'certificate.list'>, 'cursor'>
/** What the list, its groups and actions on all of it are narrowed by. */
export type ListFilter = Input<'certificate.select'>
const dayMs = 86_400_000

/**
 * @param today start of the present minute: a moving clock in the input would never hit the cache
 * @param scope the authority that lists are limited to
 * @returns the input of `certificate.list` for the filters; words that are no filter values are left out
 */
export function certificateQuery(values: FilterValues, scope: number | null, today: number): ListInput {
  const states = (values['state'] ?? []).flatMap((text) => certificateState.safeParse(text).data ?? [])
  const classes = (values['class'] ?? []).flatMap((text) => certificateClass.safeParse(text).data ?? [])
  const sort = values['sort']?.[0]
  const days = Number(values['expires']?.[0] ?? Number.NaN)
  const text = values['text']?.[0]
  const profile = Number(values['profile']?.[0] ?? Number.NaN)
  const key = values['key']?.[0]
  const kind = certificateKind.safeParse(values['kind']?.[0]).data
  const authority = Number(values['authority']?.[0] ?? Number.NaN)
  const where = whereOf(values)
  const plain = (['requester', 'owner', 'tag', 'organization'] as const).flatMap((name) => {
    const value = values[name]?.[0]
    return value === undefined ? [] : [[name, value] as const]
  })
  const month = monthOf(values['month']?.[0])
  const day = Date.parse(`${values['day']?.[0] ?? ''}T00:00:00Z`)
  return {
    limit: 100,
    sort: sort === 'expiry' || sort === 'subject' ? sort : 'newest',
    archived: values['archived']?.[0] === 'yes',
    ...(Number.isSafeInteger(authority) && authority > 0 ? { authority } : scope === null ? {} : { authority: scope }),
    ...(kind === undefined ? {} : { kind }),
    ...Object.fromEntries(plain),
    ...(where.length === 0 ? {} : { where }),
    ...(text === undefined ? {} : { text }),
    ...(states.length === 0 ? {} : { state: states }),
    ...(classes.length === 0 ? {} : { certificateClass: classes }),
    ...(Number.isSafeInteger(profile) && profile > 0 ? { profile } : {}),
    ...(key === undefined ? {} : { keyAlgorithm: key }),
    ...(Number.isFinite(days) && days > 0 ? { expiresAfter: today, expiresBefore: today + days * dayMs } : {}),
    ...(month === null ? {} : { expiresAfter: month.from, expiresBefore: month.to }),
    ...(Number.isNaN(day) ? {} : { issuedAfter: day, issuedBefore: day + dayMs - 1 })
  }
}

/** @returns the conditions that stand in the address; none where it holds something else */
export function whereOf(values: FilterValues): CertificateWhere {
  try {
    return certificateWhere.safeParse(JSON.parse(values['where']?.[0] ?? '[]')).data ?? []
  } catch {
    return []
  }
}

/** @param text YYYY-MM. @returns the month in UTC */
function monthOf(text: string | undefined): { readonly from: number; readonly to: number } | null {
  const found = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text ?? '')
  if (found === null) return null
  const [year, month] = [Number(found[1]), Number(found[2])]
  return { from: Date.UTC(year, month - 1), to: Date.UTC(year, month) }
}

/** @returns what narrows the list, without its order and page */
export function listFilter(input: ListInput): ListFilter {
  const { sort: _sort, limit: _limit, at: _at, ...filter } = input
  return filter
}
