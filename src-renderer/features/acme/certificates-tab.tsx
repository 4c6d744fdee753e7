import Verified from '@mui/icons-material/VerifiedOutlined'
import { useMemo, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { DataTable } from '../../ui/grid/data-table.tsx'
import { usePages, type RowOf } from '../../ui/grid/use-pages.ts'
import { certificateColumns } from './acme-columns.tsx'
import type { TabProps } from './service-page.tsx'

/** What clients of the service got; a row opens the certificate. */
export function CertificatesTab({ service }: TabProps): ReactElement {
  const { t } = useTranslation('acme')
  const navigate = useNavigate()
  const pages = usePages('acme.orders', { service: service.id, status: 'valid', limit: 100 })
  const columns = useMemo(() => certificateColumns(t), [t])
  return (
    <DataTable
      label={t('tab.certificates')}
      columns={columns}
      pages={pages}
      onPeek={() => undefined}
      onOpen={({ certificateId }: RowOf<'acme.orders'>) => {
        if (certificateId !== null) void navigate(`/certificates/${certificateId}`)
      }}
      empty={<EmptyState icon={Verified} title={t('certificate.empty.title')} text={t('certificate.empty.text')} />}
    />
  )
}
