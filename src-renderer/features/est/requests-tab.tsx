import Receipt from '@mui/icons-material/ReceiptLongOutlined'
import type { GridColDef } from '@mui/x-data-grid'
import type { TFunction } from 'i18next'
import { useMemo, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { EstRequestRow } from '../../../src-shared/api/est.ts'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { LinkFor } from '../../ui/display/link-for.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { DataTable } from '../../ui/grid/data-table.tsx'
import { TextCell } from '../../ui/grid/text-cell.tsx'
import { usePages } from '../../ui/grid/use-pages.ts'
import type { TabProps } from './service-page.tsx'

/** What clients asked and what became of it; a row leads to the certificate, or to the request that waits. */
export function RequestsTab({ service }: TabProps): ReactElement {
  const { t } = useTranslation('est')
  const navigate = useNavigate()
  const pages = usePages('est.requests', { service: service.id, limit: 100 })
  const columns = useMemo(() => requestColumns(t), [t])
  return (
    <DataTable
      label={t('device-services:tab.enrolments')}
      columns={columns}
      pages={pages}
      onPeek={() => undefined}
      onOpen={({ certificateId, requestId }) =>
        void navigate(certificateId === null ? `/requests/${requestId}` : `/certificates/${certificateId}`)
      }
      empty={<EmptyState icon={Receipt} title={t('request.empty.title')} text={t('request.empty.text')} />}
    />
  )
}

function requestColumns(t: TFunction<'est'>): GridColDef<EstRequestRow>[] {
  return [
    {
      field: 'updatedAt',
      headerName: t('request.at'),
      type: 'dateTime',
      width: 160,
      cellClassName: 'first-column',
      headerClassName: 'first-column',
      valueGetter: (value: number) => new Date(value),
      renderCell: ({ row }) => <TimeText at={row.updatedAt} short />
    },
    {
      field: 'state',
      headerName: t('request.state'),
      width: 200,
      renderCell: ({ row }) => (
        <StateChip
          kind="acmeOrder"
          state={row.state === 'issued' ? 'valid' : 'processing'}
          label={t(`request.is.${row.state}`)}
        />
      )
    },
    {
      field: 'client',
      headerName: t('request.client'),
      flex: 1,
      minWidth: 140,
      renderCell: ({ row }) => <TextCell text={row.client} />
    },
    {
      field: 'certificate',
      headerName: t('request.outcome'),
      flex: 1,
      minWidth: 170,
      valueGetter: (_, row) => row.certificate?.subject ?? '',
      renderCell: ({ row }) =>
        row.certificateId === null ? (
          <LinkFor may="request.read" to={`/requests/${row.requestId}`}>
            {t('request.waits', { id: row.requestId })}
          </LinkFor>
        ) : (
          <LinkFor may="certificate.read" to={`/certificates/${row.certificateId}`}>
            {row.certificate?.subject === '' || row.certificate === null
              ? t('request.certificate', { id: row.certificateId })
              : row.certificate.subject}
          </LinkFor>
        )
    },
    { field: 'operation', headerName: t('request.operation'), width: 140 },
    {
      field: 'address',
      headerName: t('request.from'),
      width: 130,
      renderCell: ({ row }) => <Mono value={row.address} grouped={false} copy={false} />
    }
  ]
}
