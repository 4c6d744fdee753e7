import { z } from 'zod'
import type { Input } from '../../../src-shared/api/index.ts'
import { channel } from '../../../src-shared/model/channel.ts'
import { requestState } from '../../../src-shared/model/request.ts'
import type { FilterValues } from '../../ui/grid/filter-state.ts'

export const requestFilterKeys = ['text', 'state', 'profile', 'channel', 'mine', 'assigned', 'waits', 'older'] as const

const assigned = z.enum(['me', 'nobody', 'anybody'])
/** Hours that the filter by age offers. */
export const ages: readonly number[] = [4, 24, 72, 168]

/** @returns the input of `request.list` for the filters in the address; unknown words are left out */
export function requestQuery(values: FilterValues, scope: number | null): Omit<Input<'request.list'>, 'cursor'> {
  const states = (values['state'] ?? []).flatMap((text) => requestState.safeParse(text).data ?? [])
  const through = channel.safeParse(values['channel']?.[0]).data
  const profile = Number(values['profile']?.[0] ?? Number.NaN)
  const given = assigned.safeParse(values['assigned']?.[0]).data
  const waits = values['waits']?.[0]
  const older = Number(values['older']?.[0] ?? Number.NaN)
  const text = values['text']?.[0]
  return {
    limit: 100,
    mine: values['mine']?.[0] === 'yes',
    ...(given === undefined ? {} : { assigned: given }),
    ...(waits === 'requester' || waits === 'operator' ? { askedBack: waits === 'requester' } : {}),
    ...(ages.includes(older) ? { olderThanHours: older } : {}),
    ...(scope === null ? {} : { authority: scope }),
    ...(text === undefined ? {} : { text }),
    ...(states.length === 0 ? {} : { state: states }),
    ...(through === undefined ? {} : { channel: through }),
    ...(Number.isSafeInteger(profile) && profile > 0 ? { profile } : {})
  }
}
