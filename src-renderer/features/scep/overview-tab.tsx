import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import { useMay } from '../../state/session.tsx'
import { OverviewFrame } from '../../ui/device-services/overview-frame.tsx'
import { OwnKeySection } from '../../ui/device-services/own-key-section.tsx'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { AccountDialogs, type AccountDialog } from './account-dialogs.tsx'
import { AuthorityLink } from '../../ui/services/bound-links.tsx'
import type { TabProps } from './service-page.tsx'

/** Where the service is, how devices get in, its key, and what is missing or weak. */
export function OverviewTab({ service }: TabProps): ReactElement {
  const { t } = useTranslation('scep')
  const mayEdit = useMay('service.edit')
  const maySet = useMay('settings.edit')
  const [asked, setAsked] = useState<AccountDialog | null>(null)
  const { methods } = service.settings
  return (
    <OverviewFrame
      protocol="scep"
      service={service}
      notices={
        <>
          {service.missing !== null && (
            <Alert
              severity="warning"
              action={
                missingWords(service) === 'missing.address' && maySet ? (
                  <Button component={RouterLink} to="/settings?tab=installation">
                    {t('missing.open')}
                  </Button>
                ) : undefined
              }
            >
              {t(missingWords(service))}
            </Alert>
          )}
          {service.warnings.length > 0 && (
            <Alert severity="warning">
              {methods.includes('static') && <div>{t('weak.static')}</div>}
              {service.settings.sha1 && <div>{t('weak.sha1')}</div>}
              {service.settings.des && <div>{t('weak.des')}</div>}
              {!methods.includes('static') && !service.settings.sha1 && !service.settings.des && (
                <div lang="en">{service.warnings.join(' ')}</div>
              )}
            </Alert>
          )}
        </>
      }
      authority={<AuthorityLink service={service} />}
      facts={[
        { term: t('methods'), value: methods.map((method) => t(`method.${method}.name`)).join(', ') },
        {
          term: t('device-services:overview.fingerprint'),
          value: service.issuerFingerprint === null ? null : <Mono value={service.issuerFingerprint} />
        }
      ]}
    >
      <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 4 }}>
        <OwnKeySection certificate={service.certificate} />
        {methods.includes('ndes') && (
          <Section title={t('page.title')} lead={t('page.lead')}>
            <Box sx={{ display: 'grid', gap: 3, justifyItems: 'start' }}>
              <DefinitionList
                items={[
                  {
                    term: t('page.address'),
                    value: service.pageAddress === null ? null : <Mono value={service.pageAddress} grouped={false} />
                  },
                  { term: t('page.user'), value: service.pageUser ?? t('page.noUser') }
                ]}
              />
              {mayEdit && (
                <Button
                  variant={service.pageUser === null ? 'contained' : 'outlined'}
                  size="small"
                  onClick={() => {
                    setAsked('page')
                  }}
                >
                  {t(service.pageUser === null ? 'page.make' : 'page.again')}
                </Button>
              )}
            </Box>
          </Section>
        )}
        {methods.includes('external') && (
          <Section title={t('validator.title')} lead={t('validator.lead')}>
            <Box sx={{ display: 'grid', gap: 3, justifyItems: 'start' }}>
              <DefinitionList
                items={[
                  {
                    term: t('validator.address'),
                    value:
                      service.settings.validatorUrl === null ? (
                        t('ui:none')
                      ) : (
                        <Mono value={service.settings.validatorUrl} grouped={false} />
                      )
                  },
                  {
                    term: t('validator.token'),
                    value: t(service.validatorToken ? 'validator.has' : 'validator.none')
                  }
                ]}
              />
              {mayEdit && (
                <Button
                  variant="outlined"
                  size="small"
                  onClick={() => {
                    setAsked('token')
                  }}
                >
                  {t(service.validatorToken ? 'validator.again' : 'validator.make')}
                </Button>
              )}
            </Box>
          </Section>
        )}
      </Box>
      {asked !== null && (
        <AccountDialogs
          service={service}
          shown={asked}
          onClose={() => {
            setAsked(null)
          }}
        />
      )}
    </OverviewFrame>
  )
}

/** @returns the key of the words for what is missing, the first of what stands in the way of devices */
function missingWords(service: TabProps['service']): string {
  if (service.state === 'disabled') return 'missing.disabled'
  if (service.authorityId === null) return 'missing.authority'
  if (service.certificate === null) return 'missing.certificate'
  return service.address === null ? 'missing.address' : 'missing.page'
}
