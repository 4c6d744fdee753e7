import type { GridColDef } from '@mui/x-data-grid'
import type { TFunction } from 'i18next'
import { useMemo, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { ScepEnrolment } from '../../../src-shared/api/scep.ts'
import {
  addressColumn,
  EnrolmentTable,
  outcomeColumn,
  stateColumn,
  timeColumn,
  transactionColumn,
  wideColumn
} from '../../ui/device-services/enrolment-table.tsx'
import { usePages } from '../../ui/grid/use-pages.ts'
import type { TabProps } from './service-page.tsx'

/** What devices asked for and what became of it. */
export function EnrolmentsTab({ service }: TabProps): ReactElement {
  const { t } = useTranslation('scep')
  const pages = usePages('scep.enrolments', { service: service.id, limit: 100 })
  const columns = useMemo(() => enrolmentColumns(t), [t])
  return (
    <EnrolmentTable
      columns={columns}
      pages={pages}
      hiddenColumns={['transactionId']}
      empty={{ title: t('enrolment.empty.title'), text: t('enrolment.empty.text') }}
    />
  )
}

/** Which of the known looks fits. */
const looks = { open: 'processing', pending: 'processing', issued: 'valid', refused: 'invalid' } as const

function enrolmentColumns(t: TFunction<'scep'>): GridColDef<ScepEnrolment>[] {
  return [
    timeColumn('createdAt', t('enrolment.at'), (row) => row.createdAt),
    stateColumn(t('enrolment.state'), 200, ({ state }) => ({ state: looks[state], label: t(`enrolment.is.${state}`) })),
    wideColumn('subject', t('enrolment.subject'), 150, (row) => row.deviceIdentifier ?? row.subject),
    outcomeColumn({
      field: 'outcome',
      headerName: t('enrolment.outcome'),
      value: (row) => row.message ?? row.certificateId ?? row.requestId ?? '',
      certificate: (_, id) => t('enrolment.certificate', { id }),
      request: (row, id) => (row.state === 'pending' ? t('enrolment.request', { id }) : undefined),
      message: (row) => row.message ?? ''
    }),
    { field: 'messageType', headerName: t('enrolment.type'), width: 120 },
    addressColumn('client', t('enrolment.from'), (row) => row.client),
    transactionColumn(t('enrolment.transaction'))
  ]
}
