import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import { useMay } from '../../state/session.tsx'
import { OverviewFrame } from '../../ui/device-services/overview-frame.tsx'
import { OwnKeySection } from '../../ui/device-services/own-key-section.tsx'
import { useLocale } from '../../ui/display/use-locale.ts'
import { AuthorityLink } from '../../ui/services/bound-links.tsx'
import type { TabProps } from './service-page.tsx'

/** Where the service is, how messages are protected, its key, and what waits. */
export function OverviewTab({ service }: TabProps): ReactElement {
  const { t } = useTranslation('cmp')
  const locale = useLocale()
  const maySet = useMay('settings.edit')
  return (
    <OverviewFrame
      protocol="cmp"
      service={service}
      notices={
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
        </>
      }
      authority={<AuthorityLink service={service} />}
      facts={[
        { term: t('field.protection'), value: t(`protection.${service.settings.protection}.name`) },
        { term: t('clients'), value: service.clients.toLocaleString(locale) },
        { term: t('open'), value: service.open.toLocaleString(locale) }
      ]}
    >
      <OwnKeySection certificate={service.certificate} />
    </OverviewFrame>
  )
}
