import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { usePulse } from '../../ui/device-services/use-pulse.ts'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { LinkFor } from '../../ui/display/link-for.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { useLocale } from '../../ui/display/use-locale.ts'
import { Section } from '../../ui/layout/section.tsx'
import { HttpsDialog } from '../../ui/serving/https-dialog.tsx'
import type { TabProps } from './service-page.tsx'

/** Where the service is, how clients sign in, and what is missing until they can. */
export function OverviewTab({ service }: TabProps): ReactElement {
  const { t } = useTranslation('est')
  const locale = useLocale()
  const maySet = useMay('settings.edit')
  const [serving, setServing] = useState(false)
  const status = useRead('system.status', {})
  const pulse = usePulse(`est:${service.name}`)
  const secure = status.data?.listening.some((address) => address.startsWith('https:')) === true
  const shared = 'device-services:overview'
  return (
    <>
      {service.missing !== null && (
        <Alert
          severity="warning"
          action={
            !secure && service.settings.baseAddress === null && maySet ? (
              <Button
                onClick={() => {
                  setServing(true)
                }}
              >
                {t('missing.serve')}
              </Button>
            ) : undefined
          }
        >
          {service.state === 'disabled' ? (
            t('missing.disabled')
          ) : service.authorityName === null ? (
            t('missing.authority')
          ) : secure ? (
            <span lang="en">{service.missing}</span>
          ) : (
            t('missing.https')
          )}
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
              { term: t('isDefault'), value: service.isDefault ? t('defaultPath') : null },
              {
                term: t(`${shared}.profile`),
                value: (
                  <LinkFor may="profile.read" to={`/profiles/${service.profileId}`}>
                    {service.profileName}
                  </LinkFor>
                )
              },
              { term: t(`${shared}.authority`), value: service.authorityName },
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
        <Section title={t('signIn')} lead={t(`auth.${service.auth}.hint`)}>
          <DefinitionList
            items={[
              { term: t('authLabel'), value: t(`auth.${service.auth}.name`) },
              { term: t('clients'), value: service.clients.toLocaleString(locale) },
              {
                term: t('trustedAuthorities'),
                value: service.trustedAuthorities.map(({ name }) => name).join(', ')
              },
              { term: t('trustAnchors'), value: service.trustAnchors.map(({ subject }) => subject).join('; ') },
              { term: t('field.channelBinding'), value: t(`channelBinding.${service.settings.channelBinding}`) },
              { term: t('field.serverKeys'), value: t(service.settings.serverKeys ? 'ui:yes' : 'ui:no') }
            ]}
          />
        </Section>
      </Box>
      {serving && (
        <HttpsDialog
          onClose={() => {
            setServing(false)
          }}
        />
      )}
    </>
  )
}
