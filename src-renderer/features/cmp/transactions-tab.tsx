import Receipt from '@mui/icons-material/ReceiptLongOutlined'
import type { GridColDef } from '@mui/x-data-grid'
import type { TFunction } from 'i18next'
import { useMemo, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { CmpTransaction } from '../../../src-shared/api/cmp.ts'
import { cmpTransactionState } from '../../../src-shared/model/cmp.ts'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { LinkFor } from '../../ui/display/link-for.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { DataTable } from '../../ui/grid/data-table.tsx'
import { FilterBar, type Filter } from '../../ui/grid/filter-bar.tsx'
import { useFilters } from '../../ui/grid/filter-state.ts'
import { TextCell } from '../../ui/grid/text-cell.tsx'
import { usePages } from '../../ui/grid/use-pages.ts'
import type { TabProps } from './service-page.tsx'

const filterKeys = ['state'] as const

/** Which of the known looks fits. */
const looks = {
  begun: 'processing',
  waiting: 'processing',
  unconfirmed: 'processing',
  done: 'valid',
  refused: 'invalid',
  rejected: 'invalid',
  expired: 'invalid'
} as const

/** What clients asked for, from the first message to the end; a row leads to the certificate, or to the request that waits. */
export function TransactionsTab({ service }: TabProps): ReactElement {
  const { t } = useTranslation('cmp')
  const navigate = useNavigate()
  const { values, set, clear } = useFilters(filterKeys)
  const state = cmpTransactionState.safeParse(values['state']?.[0]).data
  const pages = usePages('cmp.log', { service: service.id, limit: 100, ...(state === undefined ? {} : { state }) })
  const columns = useMemo(() => transactionColumns(t), [t])
  const filters = useMemo<readonly Filter[]>(
    () => [
      {
        key: 'state',
        label: t('transaction.state'),
        single: true,
        options: cmpTransactionState.options.map((value) => ({ value, label: t(`transaction.is.${value}`) }))
      }
    ],
    [t]
  )
  const words = state === undefined ? 'empty' : 'none'
  return (
    <>
      <FilterBar filters={filters} values={values} onChange={set} onClear={clear} withoutText />
      <DataTable
        label={t('device-services:tab.enrolments')}
        columns={columns}
        pages={pages}
        onPeek={() => undefined}
        onOpen={({ certificateId, requestId }) => {
          if (certificateId !== null) void navigate(`/certificates/${certificateId}`)
          else if (requestId !== null) void navigate(`/requests/${requestId}`)
        }}
        hiddenColumns={['transactionId']}
        empty={
          <EmptyState icon={Receipt} title={t(`transaction.${words}.title`)} text={t(`transaction.${words}.text`)} />
        }
      />
    </>
  )
}

function transactionColumns(t: TFunction<'cmp'>): GridColDef<CmpTransaction>[] {
  return [
    {
      field: 'createdAt',
      headerName: t('transaction.at'),
      type: 'dateTime',
      width: 160,
      cellClassName: 'first-column',
      headerClassName: 'first-column',
      valueGetter: (value: number) => new Date(value),
      renderCell: ({ row }) => <TimeText at={row.createdAt} short />
    },
    {
      field: 'state',
      headerName: t('transaction.state'),
      width: 220,
      renderCell: ({ row }) => (
        <StateChip kind="acmeOrder" state={looks[row.state]} label={t(`transaction.is.${row.state}`)} />
      )
    },
    {
      field: 'kind',
      headerName: t('transaction.kind'),
      width: 140,
      valueFormatter: (value: CmpTransaction['kind']) => t(`transaction.kinds.${value}`)
    },
    {
      field: 'client',
      headerName: t('transaction.client'),
      flex: 1,
      minWidth: 140,
      renderCell: ({ row }) => <TextCell text={row.client} />
    },
    {
      field: 'outcome',
      headerName: t('transaction.outcome'),
      flex: 1,
      minWidth: 170,
      sortable: false,
      valueGetter: (_, row) => row.message,
      renderCell: ({ row }) => {
        if (row.certificateId !== null)
          return (
            <LinkFor may="certificate.read" to={`/certificates/${row.certificateId}`}>
              {t('transaction.certificate', { id: row.certificateId })}
            </LinkFor>
          )
        if (row.state === 'waiting' && row.requestId !== null)
          return (
            <LinkFor may="request.read" to={`/requests/${row.requestId}`}>
              {t('transaction.request', { id: row.requestId })}
            </LinkFor>
          )
        return <TextCell text={row.message} />
      }
    },
    {
      field: 'address',
      headerName: t('transaction.from'),
      width: 130,
      renderCell: ({ row }) => <Mono value={row.address} grouped={false} copy={false} />
    },
    {
      field: 'transactionId',
      headerName: t('transaction.id'),
      width: 200,
      renderCell: ({ row }) => <Mono value={row.transactionId} grouped={false} short={16} />
    }
  ]
}
