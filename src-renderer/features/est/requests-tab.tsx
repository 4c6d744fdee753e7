import type { GridColDef } from '@mui/x-data-grid'
import type { TFunction } from 'i18next'
import { useMemo, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { EstRequestRow } from '../../../src-shared/api/est.ts'
import {
  addressColumn,
  EnrolmentTable,
  outcomeColumn,
  stateColumn,
  timeColumn,
  wideColumn
} from '../../ui/device-services/enrolment-table.tsx'
import { usePages } from '../../ui/grid/use-pages.ts'
import type { TabProps } from './service-page.tsx'

/** What clients asked and what became of it. */
export function RequestsTab({ service }: TabProps): ReactElement {
  const { t } = useTranslation('est')
  const pages = usePages('est.requests', { service: service.id, limit: 100 })
  const columns = useMemo(() => requestColumns(t), [t])
  return (
    <EnrolmentTable
      columns={columns}
      pages={pages}
      empty={{ title: t('request.empty.title'), text: t('request.empty.text') }}
    />
  )
}

function requestColumns(t: TFunction<'est'>): GridColDef<EstRequestRow>[] {
  return [
    timeColumn('updatedAt', t('request.at'), (row) => row.updatedAt),
    stateColumn(t('request.state'), 200, ({ state }) => ({
      state: state === 'issued' ? 'valid' : 'processing',
      label: t(`request.is.${state}`)
    })),
    wideColumn('client', t('request.client'), 140, (row) => row.client),
    outcomeColumn({
      field: 'certificate',
      headerName: t('request.outcome'),
      value: (row) => row.certificate?.subject ?? '',
      certificate: ({ certificate }, id) =>
        certificate === null || certificate.subject === '' ? t('request.certificate', { id }) : certificate.subject,
      request: (_, id) => t('request.waits', { id }),
      message: () => ''
    }),
    { field: 'operation', headerName: t('request.operation'), width: 140 },
    addressColumn('address', t('request.from'), (row) => row.address)
  ]
}
