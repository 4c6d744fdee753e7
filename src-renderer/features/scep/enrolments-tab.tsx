import Receipt from '@mui/icons-material/ReceiptLongOutlined'
import type { GridColDef } from '@mui/x-data-grid'
import type { TFunction } from 'i18next'
import { useMemo, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { ScepEnrolment } from '../../../src-shared/api/scep.ts'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { LinkFor } from '../../ui/display/link-for.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { DataTable } from '../../ui/grid/data-table.tsx'
import { TextCell } from '../../ui/grid/text-cell.tsx'
import { usePages } from '../../ui/grid/use-pages.ts'
import type { TabProps } from './service-page.tsx'

/** What devices asked for and what became of it; a row leads to the certificate, or to the request that waits. */
export function EnrolmentsTab({ service }: TabProps): ReactElement {
  const { t } = useTranslation('scep')
  const navigate = useNavigate()
  const pages = usePages('scep.enrolments', { service: service.id, limit: 100 })
  const columns = useMemo(() => enrolmentColumns(t), [t])
  return (
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
      empty={<EmptyState icon={Receipt} title={t('enrolment.empty.title')} text={t('enrolment.empty.text')} />}
    />
  )
}

/** Which of the known looks fits. */
const looks = { open: 'processing', pending: 'processing', issued: 'valid', refused: 'invalid' } as const

function enrolmentColumns(t: TFunction<'scep'>): GridColDef<ScepEnrolment>[] {
  return [
    {
      field: 'createdAt',
      headerName: t('enrolment.at'),
      type: 'dateTime',
      width: 160,
      cellClassName: 'first-column',
      headerClassName: 'first-column',
      valueGetter: (value: number) => new Date(value),
      renderCell: ({ row }) => <TimeText at={row.createdAt} short />
    },
    {
      field: 'state',
      headerName: t('enrolment.state'),
      width: 200,
      renderCell: ({ row }) => (
        <StateChip kind="acmeOrder" state={looks[row.state]} label={t(`enrolment.is.${row.state}`)} />
      )
    },
    {
      field: 'subject',
      headerName: t('enrolment.subject'),
      flex: 1,
      minWidth: 150,
      renderCell: ({ row }) => <TextCell text={row.deviceIdentifier ?? row.subject} />
    },
    {
      field: 'outcome',
      headerName: t('enrolment.outcome'),
      flex: 1,
      minWidth: 170,
      sortable: false,
      valueGetter: (_, row) => row.message ?? row.certificateId ?? row.requestId ?? '',
      renderCell: ({ row }) => {
        if (row.certificateId !== null)
          return (
            <LinkFor may="certificate.read" to={`/certificates/${row.certificateId}`}>
              {t('enrolment.certificate', { id: row.certificateId })}
            </LinkFor>
          )
        if (row.state === 'pending' && row.requestId !== null)
          return (
            <LinkFor may="request.read" to={`/requests/${row.requestId}`}>
              {t('enrolment.request', { id: row.requestId })}
            </LinkFor>
          )
        return <TextCell text={row.message ?? ''} />
      }
    },
    { field: 'messageType', headerName: t('enrolment.type'), width: 120 },
    {
      field: 'client',
      headerName: t('enrolment.from'),
      width: 130,
      renderCell: ({ row }) => <Mono value={row.client} grouped={false} copy={false} />
    },
    {
      field: 'transactionId',
      headerName: t('enrolment.transaction'),
      width: 200,
      renderCell: ({ row }) => <Mono value={row.transactionId} grouped={false} short={16} />
    }
  ]
}
