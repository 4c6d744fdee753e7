import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { CmpService } from '../../../src-shared/api/cmp.ts'
import { useRead } from '../../live.ts'
import { DeviceServicePage } from '../../ui/device-services/device-service-page.tsx'
import { WaitingPage } from '../../ui/layout/waiting-page.tsx'
import { ClientDialogs } from './client-dialogs.tsx'
import { ClientsTab } from './clients-tab.tsx'
import { OverviewTab } from './overview-tab.tsx'
import { SettingsTab } from './settings-tab.tsx'
import { TransactionsTab } from './transactions-tab.tsx'

export interface TabProps {
  readonly service: CmpService
}

/** One CMP service. */
export function CmpPage(): ReactElement {
  const { t } = useTranslation('cmp')
  const id = Number(useParams()['id'])
  const read = useRead('cmp.show', { service: id })
  if (read.data === undefined)
    return <WaitingPage title={t('one')} error={read.error} retry={() => void read.refetch()} />
  return <LoadedPage key={id} service={read.data.service} />
}

function LoadedPage({ service }: TabProps): ReactElement {
  const { t } = useTranslation('cmp')
  return (
    <DeviceServicePage
      protocol="cmp"
      service={service}
      make={{
        id: 'cmp.client-create',
        label: t('client.new'),
        dialog: (close) => <ClientDialogs service={service} onClose={close} />
      }}
      overview={() => <OverviewTab service={service} />}
      credentials={{ label: t('tab.clients'), content: () => <ClientsTab service={service} /> }}
      enrolments={() => <TransactionsTab service={service} />}
      settings={() => <SettingsTab service={service} />}
    />
  )
}
