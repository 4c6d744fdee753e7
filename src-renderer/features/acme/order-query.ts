import type { Input } from '../../../src-shared/api/index.ts'
import { acmeOrderStatus, serviceLogRow } from '../../../src-shared/api/services.ts'
import type { FilterValues } from '../../ui/grid/filter-state.ts'

/** Filters of the orders as they stand in the address. */
export const orderFilterKeys = ['status', 'account'] as const
/** Filters of the log. */
export const logFilterKeys = ['text', 'level'] as const

/** @returns the input of `acme.orders`; words that are no filter values are left out */
export function orderQuery(values: FilterValues, service: number): Omit<Input<'acme.orders'>, 'cursor'> {
  const status = acmeOrderStatus.safeParse(values['status']?.[0]).data
  const account = Number(values['account']?.[0] ?? Number.NaN)
  return {
    service,
    limit: 100,
    ...(status === undefined ? {} : { status }),
    ...(Number.isSafeInteger(account) && account > 0 ? { account } : {})
  }
}

/** @returns the input of `service.log` for one service, named as in the log */
export function logQuery(values: FilterValues, service: string): Omit<Input<'service.log'>, 'cursor'> {
  const level = serviceLogRow.shape.level.safeParse(values['level']?.[0]).data
  const text = values['text']?.[0]
  return {
    service,
    limit: 100,
    ...(level === undefined ? {} : { level }),
    ...(text === undefined ? {} : { text })
  }
}
