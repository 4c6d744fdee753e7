import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { EstService } from '../../../src-shared/api/est.ts'
import { useRead } from '../../live.ts'
import { DeviceServicePage } from '../../ui/device-services/device-service-page.tsx'
import { WaitingPage } from '../../ui/layout/waiting-page.tsx'
import { ClientDialogs } from './client-dialogs.tsx'
import { ClientsTab } from './clients-tab.tsx'
import { OverviewTab } from './overview-tab.tsx'
import { RequestsTab } from './requests-tab.tsx'
import { SettingsTab } from './settings-tab.tsx'

export interface TabProps {
  readonly service: EstService
}

/** One EST service. */
export function EstPage(): ReactElement {
  const { t } = useTranslation('est')
  const id = Number(useParams()['id'])
  const read = useRead('est.show', { service: id })
  if (read.data === undefined)
    return <WaitingPage title={t('one')} error={read.error} retry={() => void read.refetch()} />
  return <LoadedPage key={id} service={read.data.service} />
}

function LoadedPage({ service }: TabProps): ReactElement {
  const { t } = useTranslation('est')
  return (
    <DeviceServicePage
      protocol="est"
      service={service}
      make={{
        id: 'est.client-create',
        label: t('client.new'),
        dialog: (close) => <ClientDialogs service={service} shown={{ kind: 'create' }} onClose={close} />
      }}
      overview={() => <OverviewTab service={service} />}
      credentials={{ label: t('tab.clients'), content: () => <ClientsTab service={service} /> }}
      enrolments={() => <RequestsTab service={service} />}
      settings={() => <SettingsTab service={service} />}
    />
  )
}
