import type { GridColDef } from '@mui/x-data-grid'
import type { TFunction } from 'i18next'
import { useMemo, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CmpTransaction } from '../../../src-shared/api/cmp.ts'
import { cmpTransactionState } from '../../../src-shared/model/cmp.ts'
import {
  addressColumn,
  EnrolmentTable,
  outcomeColumn,
  stateColumn,
  timeColumn,
  transactionColumn,
  wideColumn
} from '../../ui/device-services/enrolment-table.tsx'
import { FilterBar, type Filter } from '../../ui/grid/filter-bar.tsx'
import { useFilters } from '../../ui/grid/filter-state.ts'
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
      <EnrolmentTable
        columns={columns}
        pages={pages}
        hiddenColumns={['transactionId']}
        empty={{ title: t(`transaction.${words}.title`), text: t(`transaction.${words}.text`) }}
      />
    </>
  )
}

function transactionColumns(t: TFunction<'cmp'>): GridColDef<CmpTransaction>[] {
  return [
    timeColumn('createdAt', t('transaction.at'), (row) => row.createdAt),
    stateColumn(t('transaction.state'), 220, ({ state }) => ({
      state: looks[state],
      label: t(`transaction.is.${state}`)
    })),
    {
      field: 'kind',
      headerName: t('transaction.kind'),
      width: 140,
      valueFormatter: (value: CmpTransaction['kind']) => t(`transaction.kinds.${value}`)
    },
    wideColumn('client', t('transaction.client'), 140, (row) => row.client),
    outcomeColumn({
      field: 'outcome',
      headerName: t('transaction.outcome'),
      value: (row) => row.message,
      certificate: (_, id) => t('transaction.certificate', { id }),
      request: (row, id) => (row.state === 'waiting' ? t('transaction.request', { id }) : undefined),
      message: (row) => row.message
    }),
    addressColumn('address', t('transaction.from'), (row) => row.address),
    transactionColumn(t('transaction.id'))
  ]
}
