import Perspectives from '@mui/icons-material/TravelExploreOutlined'
import type { GridColDef } from '@mui/x-data-grid'
import type { TFunction } from 'i18next'
import { useMemo, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { mpicOutcome, type mpicExchange } from '../../../src-shared/model/mpic.ts'
import type { z } from 'zod'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { DataTable } from '../../ui/grid/data-table.tsx'
import { FilterBar, type Filter } from '../../ui/grid/filter-bar.tsx'
import { useFilters, type FilterValues } from '../../ui/grid/filter-state.ts'
import { TextCell } from '../../ui/grid/text-cell.tsx'
import { usePages } from '../../ui/grid/use-pages.ts'

type Exchange = z.infer<typeof mpicExchange>
const keys = ['text', 'outcome'] as const

/** Every kept exchange, newest first; opening one shows who saw what and both bodies. */
export function HistoryTab(): ReactElement {
  const { t } = useTranslation('mpic')
  const navigate = useNavigate()
  const { values, set, clear } = useFilters(keys)
  const pages = usePages('mpic.list', exchangeQuery(values))
  const columns = useMemo(() => exchangeColumns(t), [t])
  const filters = useMemo<readonly Filter[]>(
    () => [
      {
        key: 'outcome',
        label: t('history.outcome'),
        single: true,
        options: mpicOutcome.options.map((value) => ({ value, label: t(`ui:state.check.${value}`) }))
      }
    ],
    [t]
  )
  const open = ({ id }: Exchange): void => void navigate(`/mpic/${id}`)
  const filtered = Object.keys(values).length > 0
  return (
    <>
      <FilterBar filters={filters} values={values} onChange={set} onClear={clear} textLabel={t('history.search')} />
      <DataTable
        label={t('history.list')}
        columns={columns}
        pages={pages}
        onPeek={open}
        onOpen={open}
        empty={
          <EmptyState
            icon={Perspectives}
            title={t(filtered ? 'history.nothing.title' : 'history.empty.title')}
            text={t(filtered ? 'history.nothing.text' : 'history.empty.text')}
          />
        }
      />
    </>
  )
}

function exchangeQuery(values: FilterValues): { name?: string; outcome?: Exchange['outcome'] } {
  const name = values['text']?.[0]?.trim()
  const outcome = mpicOutcome.safeParse(values['outcome']?.[0])
  return {
    ...(name === undefined || name === '' ? {} : { name }),
    ...(outcome.success ? { outcome: outcome.data } : {})
  }
}

function exchangeColumns(t: TFunction): GridColDef<Exchange>[] {
  return [
    {
      field: 'target',
      headerName: t('history.column.target'),
      width: 240,
      cellClassName: 'first-column',
      headerClassName: 'first-column',
      renderCell: ({ row }) => <TextCell text={row.target} />
    },
    {
      field: 'outcome',
      headerName: t('history.column.outcome'),
      width: 150,
      renderCell: ({ row }) => <StateChip kind="check" state={row.outcome} />
    },
    {
      field: 'checkType',
      headerName: t('history.column.type'),
      width: 170,
      valueGetter: (_, row) => {
        const what = row.method ?? row.checkType
        return t(`ui:evidence.method.${what}`, { defaultValue: what })
      }
    },
    {
      field: 'purpose',
      headerName: t('history.column.purpose'),
      width: 100,
      valueGetter: (_, row) => t(`history.purpose.${row.purpose}`)
    },
    {
      field: 'reason',
      headerName: t('history.column.reason'),
      flex: 1,
      minWidth: 240,
      renderCell: ({ row }) => <TextCell text={row.reason} />
    },
    {
      field: 'at',
      headerName: t('history.column.at'),
      type: 'dateTime',
      width: 230,
      valueGetter: (value: number) => new Date(value),
      renderCell: ({ row }) => <TimeText at={row.at} />
    },
    { field: 'status', headerName: t('history.column.status'), width: 80, valueGetter: (_, row) => row.status ?? '–' },
    {
      field: 'milliseconds',
      headerName: t('history.column.ms'),
      width: 90,
      align: 'right',
      headerAlign: 'right',
      valueGetter: (_, row) => t('history.took', { ms: row.milliseconds })
    }
  ]
}
