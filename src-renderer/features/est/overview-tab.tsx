import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { OverviewFrame } from '../../ui/device-services/overview-frame.tsx'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
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
  const secure = status.data?.listening.some((address) => address.startsWith('https:')) === true
  return (
    <OverviewFrame
      protocol="est"
      service={service}
      notices={
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
        </>
      }
      authority={service.authorityName}
      facts={[{ term: t('isDefault'), value: service.isDefault ? t('defaultPath') : null }]}
    >
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
      {serving && (
        <HttpsDialog
          onClose={() => {
            setServing(false)
          }}
        />
      )}
    </OverviewFrame>
  )
}
