import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { ScepService } from '../../../src-shared/api/scep.ts'
import { useRead } from '../../live.ts'
import { DeviceServicePage } from '../../ui/device-services/device-service-page.tsx'
import { WaitingPage } from '../../ui/layout/waiting-page.tsx'
import { EnrolmentsTab } from './enrolments-tab.tsx'
import { OverviewTab } from './overview-tab.tsx'
import { RegisteredTab } from './registered-tab.tsx'
import { SecretDialogs } from './secret-dialogs.tsx'
import { SecretsTab } from './secrets-tab.tsx'
import { SettingsTab } from './settings-tab.tsx'

export interface TabProps {
  readonly service: ScepService
}

/** One SCEP service. */
export function ScepPage(): ReactElement {
  const { t } = useTranslation('scep')
  const id = Number(useParams()['id'])
  const read = useRead('scep.show', { service: id })
  if (read.data === undefined)
    return <WaitingPage title={t('one')} error={read.error} retry={() => void read.refetch()} />
  return <LoadedPage key={id} service={read.data.service} />
}

function LoadedPage({ service }: TabProps): ReactElement {
  const { t } = useTranslation('scep')
  const { methods } = service.settings
  const secrets = methods.some((method) => method !== 'external' && method !== 'approval')
  return (
    <DeviceServicePage
      protocol="scep"
      service={service}
      recipe={{
        fingerprint: service.issuerFingerprint,
        page:
          service.pageAddress === null
            ? null
            : { address: service.pageAddress, user: service.pageUser ?? t('page.noUser') }
      }}
      make={
        secrets
          ? {
              id: 'scep.challenge',
              label: t('secret.new'),
              dialog: (close) => <SecretDialogs service={service} onClose={close} />
            }
          : null
      }
      overview={() => <OverviewTab service={service} />}
      credentials={{ label: t('tab.secrets'), fills: true, content: () => <SecretsTab service={service} /> }}
      more={
        methods.includes('device')
          ? [
              {
                name: 'registered',
                label: t('tab.registered'),
                fills: true,
                content: () => <RegisteredTab service={service} />
              }
            ]
          : []
      }
      enrolments={() => <EnrolmentsTab service={service} />}
      settings={() => <SettingsTab service={service} />}
    />
  )
}
