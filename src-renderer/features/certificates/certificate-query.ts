import type { Input } from '../../../src-shared/api/index.ts'
import { certificateClass, certificateState } from '../../../src-shared/model/certificate.ts'
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
  'day'
] as const

type ListInput = Omit<Input<'certificate.list'>, 'cursor'>
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
  const day = Date.parse(`${values['day']?.[0] ?? ''}T00:00:00Z`)
  return {
    limit: 100,
    sort: sort === 'expiry' || sort === 'subject' ? sort : 'newest',
    archived: values['archived']?.[0] === 'yes',
    ...(scope === null ? {} : { authority: scope }),
    ...(text === undefined ? {} : { text }),
    ...(states.length === 0 ? {} : { state: states }),
    ...(classes.length === 0 ? {} : { certificateClass: classes }),
    ...(Number.isSafeInteger(profile) && profile > 0 ? { profile } : {}),
    ...(key === undefined ? {} : { keyAlgorithm: key }),
    ...(Number.isFinite(days) && days > 0 ? { expiresAfter: today, expiresBefore: today + days * dayMs } : {}),
    ...(Number.isNaN(day) ? {} : { issuedAfter: day, issuedBefore: day + dayMs - 1 })
  }
}
