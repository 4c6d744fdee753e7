import Schedule from '@mui/icons-material/MoreTimeOutlined'
import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../live.ts'
import { AuthorityLink } from '../../ui/services/bound-links.tsx'
import { ServiceList } from '../../ui/services/service-list.tsx'
import { ClockAlert } from './clock-alert.tsx'

/** The time-stamp services among all services. */
export function TsaList(): ReactElement {
  const { t } = useTranslation('tsa')
  const read = useRead('tsa.list', {})
  const services = read.data?.services
  const list = (
    <ServiceList
      label={t('kind')}
      services={services}
      error={read.error}
      retry={() => void read.refetch()}
      empty={{
        icon: Schedule,
        title: t('empty.title'),
        text: t('empty.text'),
        action: t('empty.action'),
        to: '/services/tsa/new'
      }}
      line={(service) => ({
        key: service.id,
        name: service.name,
        to: `/services/tsa/${service.id}`,
        address: service.address,
        state: service.state,
        bound: <AuthorityLink service={service} />,
        pulse: t('lastDay', { count: service.stampsLastDay })
      })}
    />
  )
  if (services === undefined || services.length === 0) return list
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <ClockAlert />
      {list}
    </Box>
  )
}
