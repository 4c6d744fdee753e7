import type { FilterValues } from '../../ui/grid/filter-state.ts'

/** @returns whether a row is among those that the filters ask for; an absent filter asks for all */
export function fitting(
  filters: FilterValues,
  row: { readonly text: string; readonly state: string; readonly organizationId: number }
): boolean {
  const among = (key: string, value: string): boolean => filters[key]?.includes(value) ?? true
  const part = (filters['text']?.[0] ?? '').trim().toLowerCase()
  return (
    row.text.toLowerCase().includes(part) &&
    among('state', row.state) &&
    among('organization', String(row.organizationId))
  )
}
