import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../live.ts'
import { Mono } from '../../ui/display/mono.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { ReachList } from './reach-list.tsx'
import type { TabProps } from './service-page.tsx'
import { ServiceFacts } from './service-facts.tsx'
import { ServiceWarnings } from './service-warnings.tsx'

/** What clients are given, whether they get there, and the rules of the service. */
export function OverviewTab({ service }: TabProps): ReactElement {
  const { t } = useTranslation('acme')
  const status = useRead('system.status', {})
  const profile = useRead('profile.show', { profile: service.profileId })
  const alias = service.directory?.slice(0, -service.path.length)
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 4,
        gridTemplateColumns: { xs: '1fr', lg: 'minmax(0, 3fr) minmax(0, 2fr)' },
        alignItems: 'start'
      }}
    >
      <Box sx={{ display: 'grid', gap: 4 }}>
        <Section title={t('overview.address')} lead={t('overview.addressLead')}>
          <Box sx={{ display: 'grid', gap: 2 }} data-testid="directory">
            {service.directory === null ? (
              <Typography>
                {t('overview.noAddress')} <Mono value={service.path} grouped={false} copy={false} />
              </Typography>
            ) : (
              <Mono value={service.directory} grouped={false} />
            )}
            {service.isDefault && (
              <Typography variant="body2" color="textSecondary" component="div">
                {t('overview.alias')}{' '}
                <Mono value={`${alias ?? ''}/acme/directory`} grouped={false} copy={alias !== undefined} />
              </Typography>
            )}
          </Box>
        </Section>
        <ServiceWarnings codes={service.warnings.map(({ code }) => code)} />
        <Section title={t('overview.reach')} lead={t('overview.reachLead')}>
          <ReachList service={service} status={status.data} profile={profile.data?.profile} />
        </Section>
      </Box>
      <Section title={t('overview.rules')}>
        <ServiceFacts service={service} />
      </Section>
    </Box>
  )
}
