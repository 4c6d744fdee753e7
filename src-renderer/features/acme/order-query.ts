import type { Input } from '../../../src-shared/api/index.ts'
import { acmeOrderStatus } from '../../../src-shared/api/services.ts'
import type { FilterValues } from '../../ui/grid/filter-state.ts'

/** Filters of the orders as they stand in the address. */
export const orderFilterKeys = ['status', 'account'] as const

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
