import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { AcmeService } from '../../../src-shared/api/services.ts'
import { useRead } from '../../live.ts'
import { Mono } from '../../ui/display/mono.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { CredentialDialogs } from './credential-dialogs.tsx'
import { ReachList } from './reach-list.tsx'
import { ServiceWarnings } from './service-warnings.tsx'

/** What was made, and what to do next: the address, what is missing for it, the first credential. */
export function MadePanel(props: { readonly service: AcmeService }): ReactElement {
  const { t } = useTranslation('acme')
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  const status = useRead('system.status', {})
  const read = useRead('acme.show', { service: props.service.id })
  const service = read.data?.service ?? props.service
  const profile = useRead('profile.show', { profile: service.profileId })
  const done = (): void => {
    void navigate(`/services/acme/${service.id}`)
  }
  return (
    <Box sx={{ display: 'grid', gap: 4, maxWidth: 880 }}>
      <Section title={t('overview.address')} lead={t('overview.addressLead')}>
        <Box data-testid="directory">
          <Mono value={service.directory ?? service.path} grouped={false} />
          {service.directory === null && (
            <Typography variant="body2" color="textSecondary">
              {t('overview.noAddress')}
            </Typography>
          )}
        </Box>
      </Section>
      <ServiceWarnings codes={service.warnings.map(({ code }) => code)} />
      <Section title={t('overview.reach')} lead={t('overview.reachLead')}>
        <ReachList service={service} status={status.data} profile={profile.data?.profile} />
      </Section>
      <Box sx={{ display: 'flex', gap: 2, justifyContent: 'flex-end' }}>
        {service.eab !== 'none' && (
          <Button
            variant="contained"
            onClick={() => {
              setAsking(true)
            }}
          >
            {t('made.credential')}
          </Button>
        )}
        <Button variant={service.eab === 'none' ? 'contained' : 'outlined'} onClick={done}>
          {t('made.open')}
        </Button>
      </Box>
      {asking && (
        <CredentialDialogs
          service={service}
          shown={{ kind: 'create' }}
          onClose={() => {
            setAsking(false)
            done()
          }}
        />
      )}
    </Box>
  )
}
