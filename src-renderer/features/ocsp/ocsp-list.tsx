import Add from '@mui/icons-material/Add'
import FactCheck from '@mui/icons-material/PublishedWithChangesOutlined'
import Skeleton from '@mui/material/Skeleton'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { LinkFor } from '../../ui/display/link-for.tsx'
import { useLocale } from '../../ui/display/use-locale.ts'
import { ServiceTable } from '../../ui/services/service-table.tsx'

/** The OCSP services among all services: one for each authority that answers. */
export function OcspList(): ReactElement {
  const { t } = useTranslation('ocsp')
  const locale = useLocale()
  const navigate = useNavigate()
  const mayEdit = useMay('service.edit')
  const read = useRead('ocsp.status', {})
  if (read.data === undefined) {
    return read.error === null ? (
      <Skeleton variant="rounded" height={120} />
    ) : (
      <ErrorView error={read.error} onRetry={() => void read.refetch()} />
    )
  }
  if (read.data.services.length === 0) {
    return (
      <EmptyState
        icon={FactCheck}
        title={t('empty.title')}
        text={t('empty.text')}
        action={
          mayEdit
            ? {
                id: 'ocsp.enable',
                label: t('empty.action'),
                icon: Add,
                run: () => void navigate('/services/ocsp/new')
              }
            : undefined
        }
      />
    )
  }
  return (
    <ServiceTable
      label={t('kind')}
      lines={read.data.services.map((service) => ({
        key: service.authorityId,
        name: service.authorityName,
        to: `/services/ocsp/${service.authorityId}`,
        address: service.addresses[0] ?? null,
        state: service.state,
        bound: (
          <LinkFor may="authority.read" to={`/authorities/${service.authorityId}`}>
            {service.authorityName}
          </LinkFor>
        ),
        pulse: t('signedAhead', {
          count: service.signedAhead,
          formatted: service.signedAhead.toLocaleString(locale)
        })
      }))}
    />
  )
}
