import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../live.ts'
import { useView } from '../../state/view-state.tsx'
import type { Filter } from '../../ui/grid/filter-bar.tsx'
import { useFilters, type FilterValues } from '../../ui/grid/filter-state.ts'

const keys = ['authority'] as const

interface ChosenAuthority {
  /** Number of the authority that is shown; undefined for all. */
  readonly authority: number | undefined
  readonly filters: readonly Filter[]
  readonly values: FilterValues
  readonly set: (key: string, values: readonly string[]) => void
  readonly clear: () => void
}

/** The authority that calendar and list are limited to: of the address, else of the switcher in the top bar. */
export function useChosenAuthority(): ChosenAuthority {
  const { t } = useTranslation('publication')
  const scope = useView((view) => view.authorityScope)
  const { values, set, clear } = useFilters(keys)
  const { data } = useRead('crl.schedule', {})
  const wanted = Number(values['authority']?.[0] ?? scope ?? 0)
  const filters = useMemo<readonly Filter[]>(
    () => [
      {
        key: 'authority',
        label: t('column.authority'),
        single: true,
        options: (data?.rows ?? []).map((row) => ({ value: String(row.authorityId), label: row.authorityName }))
      }
    ],
    [t, data]
  )
  return { authority: wanted > 0 ? wanted : undefined, filters, values, set, clear }
}
