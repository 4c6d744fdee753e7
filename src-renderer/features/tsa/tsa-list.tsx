import Add from '@mui/icons-material/Add'
import Schedule from '@mui/icons-material/MoreTimeOutlined'
import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { LinkFor } from '../../ui/display/link-for.tsx'
import { ServiceTable } from '../../ui/services/service-table.tsx'
import { ClockAlert } from './clock-alert.tsx'

/** The time-stamp services among all services. */
export function TsaList(): ReactElement {
  const { t } = useTranslation('tsa')
  const navigate = useNavigate()
  const mayEdit = useMay('service.edit')
  const read = useRead('tsa.list', {})
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
        icon={Schedule}
        title={t('empty.title')}
        text={t('empty.text')}
        action={
          mayEdit
            ? { id: 'tsa.create', label: t('empty.action'), icon: Add, run: () => void navigate('/services/tsa/new') }
            : undefined
        }
      />
    )
  }
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <ClockAlert />
      <ServiceTable
        label={t('kind')}
        lines={read.data.services.map((service) => ({
          key: service.id,
          name: service.name,
          to: `/services/tsa/${service.id}`,
          address: service.address,
          state: service.state,
          bound: (
            <LinkFor may="authority.read" to={`/authorities/${service.authorityId}`}>
              {service.authorityName}
            </LinkFor>
          ),
          pulse: t('lastDay', { count: service.stampsLastDay })
        }))}
      />
    </Box>
  )
}
