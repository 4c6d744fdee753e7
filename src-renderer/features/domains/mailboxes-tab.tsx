import Mail from '@mui/icons-material/MailOutlined'
import type { GridColDef } from '@mui/x-data-grid'
import type { TFunction } from 'i18next'
import { useMemo, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { proofState, type Mailbox } from '../../../src-shared/model/validation.ts'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { DataTable } from '../../ui/grid/data-table.tsx'
import { FilterBar, type Filter } from '../../ui/grid/filter-bar.tsx'
import { useFilters } from '../../ui/grid/filter-state.ts'
import { onePage } from '../../ui/grid/one-page.ts'
import type { ListTabProps } from './domains-page.tsx'
import { fitting } from './fitting.ts'

const keys = ['text', 'state'] as const

/** Every mailbox with its proof and what to do next. */
export function MailboxesTab({ openId, onOpen }: ListTabProps): ReactElement {
  const { t } = useTranslation('domains')
  const navigate = useNavigate()
  const mayAdd = useMay('validation.run')
  const { values, set, clear } = useFilters(keys)
  const read = useRead('mailbox.list', {})
  const columns = useMemo(() => mailboxColumns(t), [t])
  const filters = useMemo<readonly Filter[]>(
    () => [
      {
        key: 'state',
        label: t('column.state'),
        options: proofState.options.map((value) => ({ value, label: t(`ui:state.control.${value}`) }))
      }
    ],
    [t]
  )
  const all = read.data?.mailboxes
  const rows = useMemo(() => all?.filter((one) => fitting(values, { ...one, text: one.address })), [all, values])
  return (
    <>
      <FilterBar filters={filters} values={values} onChange={set} onClear={clear} textLabel={t('search')} />
      <DataTable
        label={t('mailbox.list')}
        columns={columns}
        pages={onePage({ rows, error: read.error, retry: () => void read.refetch() })}
        openId={openId}
        onPeek={({ id }) => {
          onOpen(id)
        }}
        onOpen={({ id }) => {
          onOpen(id)
        }}
        empty={
          <EmptyState
            icon={Mail}
            title={t('mailbox.empty.title')}
            text={t('mailbox.empty.text')}
            action={
              mayAdd ? { id: 'mailbox.first', label: t('add'), run: () => void navigate('/domains/new') } : undefined
            }
          />
        }
      />
    </>
  )
}

function mailboxColumns(t: TFunction): GridColDef<Mailbox>[] {
  return [
    {
      field: 'address',
      headerName: t('mailbox.address'),
      flex: 1,
      minWidth: 220,
      cellClassName: 'first-column',
      headerClassName: 'first-column'
    },
    {
      field: 'state',
      headerName: t('column.state'),
      width: 170,
      renderCell: ({ row }) => <StateChip kind="control" state={row.state} />
    },
    {
      field: 'method',
      headerName: t('column.method'),
      width: 190,
      valueGetter: (_, row) => (row.method === null ? '' : t(`ui:evidence.method.${row.method}`))
    },
    {
      field: 'expiresAt',
      headerName: t('column.until'),
      type: 'dateTime',
      width: 220,
      valueGetter: (_, row) => (row.expiresAt === null ? null : new Date(row.expiresAt)),
      renderCell: ({ row }) => <TimeText at={row.expiresAt} precision="day" />
    },
    {
      field: 'nextAction',
      headerName: t('column.next'),
      width: 190,
      valueGetter: (_, row) => (row.nextAction === 'none' ? '' : t(`next.${row.nextAction}`))
    },
    { field: 'organizationName', headerName: t('column.organization'), width: 180 }
  ]
}
