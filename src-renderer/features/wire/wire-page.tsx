import Exchange from '@mui/icons-material/CompareArrowsOutlined'
import Delete from '@mui/icons-material/DeleteOutlined'
import Record from '@mui/icons-material/FiberManualRecordOutlined'
import Save from '@mui/icons-material/SaveAltOutlined'
import type { GridColDef } from '@mui/x-data-grid'
import type { TFunction } from 'i18next'
import { useMemo, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { Input } from '../../../src-shared/api/index.ts'
import {
  wireOutcome,
  wireOutcomes,
  wireProtocol,
  wireProtocols,
  type WireExchangeRow
} from '../../../src-shared/model/wire.ts'
import { call } from '../../client.ts'
import { useCommand } from '../../live.ts'
import type { Action } from '../../ui/action/action.ts'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { useSave } from '../../ui/files/use-save.ts'
import { DataTable } from '../../ui/grid/data-table.tsx'
import { FilterBar, type Filter } from '../../ui/grid/filter-bar.tsx'
import { useFilters, type FilterValues } from '../../ui/grid/filter-state.ts'
import { TextCell } from '../../ui/grid/text-cell.tsx'
import { usePages } from '../../ui/grid/use-pages.ts'
import { Page } from '../../ui/layout/page.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { OutcomeChip } from './outcome-chip.tsx'
import { RunningRecordings } from './running-recordings.tsx'
import { StartDialog } from './start-dialog.tsx'

const keys = ['text', 'protocol', 'outcome'] as const

/** What was recorded, newest first, and what is being recorded. */
export function WirePage(): ReactElement {
  const { t } = useTranslation('wire')
  const navigate = useNavigate()
  const toast = useToast()
  const { values, set, clear } = useFilters(keys)
  const query = useMemo(() => queryOf(values), [values])
  const pages = usePages('wire.list', query)
  const columns = useMemo(() => columnsOf(t), [t])
  const [dialog, setDialog] = useState<'start' | 'delete' | null>(null)
  const { save } = useSave()
  const remove = useCommand('wire.delete')
  const none = pages.page?.rows.length === 0
  const actions = useMemo<readonly Action[]>(
    () => [
      {
        id: 'wire.delete',
        label: t('delete.action'),
        icon: Delete,
        tone: 'danger',
        ...(none ? { blocked: t('empty.title') } : {}),
        run: () => {
          setDialog('delete')
        }
      },
      {
        id: 'wire.export',
        label: t('export'),
        icon: Save,
        ...(none ? { blocked: t('empty.title') } : {}),
        run: () => {
          save(async () => (await call('wire.export', query)).file)
        }
      },
      {
        id: 'wire.start',
        label: t('start.action'),
        icon: Record,
        tone: 'primary',
        run: () => {
          setDialog('start')
        }
      }
    ],
    [t, none, save, query]
  )
  const filters = useMemo<readonly Filter[]>(
    () => [
      {
        key: 'protocol',
        label: t('filter.protocol'),
        single: true,
        options: wireProtocols.map((value) => ({ value, label: t(`protocol.${value}`) }))
      },
      {
        key: 'outcome',
        label: t('filter.outcome'),
        single: true,
        options: wireOutcomes.map((value) => ({ value, label: t(`outcome.${value}`) }))
      }
    ],
    [t]
  )
  const open = ({ id }: WireExchangeRow): void => void navigate(`/wire/${id}`)
  const words = Object.keys(values).length > 0 ? 'nothing' : 'empty'
  const close = (): void => {
    setDialog(null)
  }
  return (
    <Page title={t('title')} lead={t('lead')} actions={actions} fill>
      <RunningRecordings />
      <FilterBar filters={filters} values={values} onChange={set} onClear={clear} textLabel={t('search')} />
      <DataTable
        label={t('list')}
        columns={columns}
        pages={pages}
        onPeek={open}
        onOpen={open}
        empty={<EmptyState icon={Exchange} title={t(`${words}.title`)} text={t(`${words}.text`)} />}
      />
      <StartDialog open={dialog === 'start'} onClose={close} />
      <ConfirmDialog
        open={dialog === 'delete'}
        title={t('delete.title')}
        consequence={t('delete.consequence')}
        confirmLabel={t('delete.action')}
        danger
        operation="wire.delete"
        busy={remove.isPending}
        error={remove.error}
        onClose={close}
        onConfirm={() => {
          remove.mutate(
            {},
            {
              onSuccess: ({ deleted }) => {
                close()
                toast({ tone: 'success', text: t('delete.done', { count: deleted }) })
              }
            }
          )
        }}
      />
    </Page>
  )
}

function queryOf(values: FilterValues): Omit<Input<'wire.list'>, 'cursor' | 'limit'> {
  const text = values['text']?.[0]?.trim() ?? ''
  const protocol = wireProtocol.safeParse(values['protocol']?.[0])
  const outcome = wireOutcome.safeParse(values['outcome']?.[0])
  return {
    ...(text === '' ? {} : { text }),
    ...(protocol.success ? { protocol: protocol.data } : {}),
    ...(outcome.success ? { outcome: outcome.data } : {})
  }
}

function columnsOf(t: TFunction<'wire'>): GridColDef<WireExchangeRow>[] {
  return [
    {
      field: 'operation',
      headerName: t('column.operation'),
      width: 150,
      cellClassName: 'first-column',
      headerClassName: 'first-column',
      renderCell: ({ row }) => <TextCell text={`${t(`protocol.${row.protocol}`)} ${row.operation}`.trim()} />
    },
    {
      field: 'outcome',
      headerName: t('column.outcome'),
      width: 140,
      renderCell: ({ row }) => <OutcomeChip outcome={row.outcome} />
    },
    { field: 'service', headerName: t('column.service'), width: 100, valueGetter: (_, row) => row.service ?? '–' },
    {
      field: 'reason',
      headerName: t('column.reason'),
      flex: 1,
      minWidth: 180,
      renderCell: ({ row }) => <TextCell text={[row.code, row.reason].filter((part) => part !== null).join(': ')} />
    },
    { field: 'peer', headerName: t('column.peer'), width: 110 },
    {
      field: 'at',
      headerName: t('column.at'),
      type: 'dateTime',
      width: 220,
      valueGetter: (value: number) => new Date(value),
      renderCell: ({ row }) => <TimeText at={row.at} />
    },
    { field: 'status', headerName: t('column.status'), width: 80, valueGetter: (_, row) => row.status ?? '–' },
    {
      field: 'milliseconds',
      headerName: t('column.ms'),
      width: 90,
      align: 'right',
      headerAlign: 'right',
      valueGetter: (_, row) => t('took', { ms: row.milliseconds.toFixed(0) })
    }
  ]
}
