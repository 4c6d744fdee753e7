import type { Input } from '../../../src-shared/api/index.ts'
import type { FilterValues } from '../../ui/grid/filter-state.ts'

/** Filters of the audit list as they stand in the address. */
export const auditFilterKeys = ['text', 'actor', 'operation', 'outcome', 'objectKind', 'objectId', 'since'] as const
const dayMs = 86_400_000

/** What the list and the export ask the engine for. @param now the day from which `since` counts back, ms */
export function auditQuery(values: FilterValues, now: number): Input<'audit.export'> {
  const one = (key: (typeof auditFilterKeys)[number]): string | undefined => values[key]?.[0]
  const text = (key: 'text' | 'actor' | 'operation' | 'objectKind'): Partial<Record<typeof key, string>> => {
    const value = one(key)
    return value === undefined ? {} : { [key]: value }
  }
  const outcome = one('outcome')
  const objectId = one('objectId')
  const since = Number(one('since') ?? '')
  return {
    ...text('text'),
    ...text('actor'),
    ...text('operation'),
    ...text('objectKind'),
    ...(outcome === 'ok' || outcome === 'refused' || outcome === 'failed' ? { outcome } : {}),
    ...(objectId !== undefined && /^\d{1,15}$/.test(objectId) ? { objectId: Number(objectId) } : {}),
    ...(Number.isInteger(since) && since > 0 ? { from: now - since * dayMs } : {})
  }
}
