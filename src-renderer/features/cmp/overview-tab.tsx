import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import { useMay } from '../../state/session.tsx'
import { OwnKeySection } from '../../ui/device-services/own-key-section.tsx'
import { usePulse } from '../../ui/device-services/use-pulse.ts'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { LinkFor } from '../../ui/display/link-for.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { useLocale } from '../../ui/display/use-locale.ts'
import { Section } from '../../ui/layout/section.tsx'
import type { TabProps } from './service-page.tsx'

/** Where the service is, how messages are protected, its key, and what waits. */
export function OverviewTab({ service }: TabProps): ReactElement {
  const { t } = useTranslation('cmp')
  const locale = useLocale()
  const maySet = useMay('settings.edit')
  const pulse = usePulse(`cmp:${service.name}`)
  const shared = 'device-services:overview'
  return (
    <>
      {service.state === 'disabled' && <Alert severity="warning">{t('missing.disabled')}</Alert>}
      {service.state === 'enabled' && service.address === null && (
        <Alert
          severity="warning"
          action={
            maySet ? (
              <Button component={RouterLink} to="/settings?tab=installation">
                {t('missing.open')}
              </Button>
            ) : undefined
          }
        >
          {t('missing.address')}
        </Alert>
      )}
      <Box
        sx={{
          display: 'grid',
          gap: 4,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'repeat(2, minmax(0, 1fr))' },
          alignItems: 'start'
        }}
      >
        <Section title={t(`${shared}.service`)}>
          <DefinitionList
            items={[
              { term: t(`${shared}.address`), value: <Mono value={service.address ?? service.path} grouped={false} /> },
              {
                term: t(`${shared}.profile`),
                value: (
                  <LinkFor may="profile.read" to={`/profiles/${service.profileId}`}>
                    {service.profileName}
                  </LinkFor>
                )
              },
              {
                term: t(`${shared}.authority`),
                value: (
                  <LinkFor may="authority.read" to={`/authorities/${service.authorityId}`}>
                    {service.authorityName}
                  </LinkFor>
                )
              },
              { term: t('field.protection'), value: t(`protection.${service.settings.protection}.name`) },
              { term: t('clients'), value: service.clients.toLocaleString(locale) },
              { term: t('open'), value: service.open.toLocaleString(locale) },
              {
                term: t(`${shared}.lastAsked`),
                value:
                  pulse?.lastAt === null || pulse === undefined ? t(`${shared}.never`) : <TimeText at={pulse.lastAt} />
              },
              { term: t(`${shared}.issued`), value: (pulse?.issued ?? 0).toLocaleString(locale) },
              { term: t(`${shared}.refused`), value: (pulse?.refused ?? 0).toLocaleString(locale) },
              {
                term: t('device-services:network.clients'),
                value:
                  service.settings.clients.length === 0 ? t(`${shared}.everybody`) : service.settings.clients.join(', ')
              }
            ]}
          />
        </Section>
        <OwnKeySection certificate={service.certificate} />
      </Box>
    </>
  )
}
