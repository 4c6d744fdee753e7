import Add from '@mui/icons-material/Add'
import { useMemo, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { CmpService } from '../../../src-shared/api/cmp.ts'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { useActions } from '../../ui/action/action-registry.tsx'
import type { Action } from '../../ui/action/action.ts'
import { DeviceTable } from '../../ui/device-services/device-table.tsx'
import { DeviceLogTab } from '../../ui/device-services/log-tab.tsx'
import { RecipeTab } from '../../ui/device-services/recipe-tab.tsx'
import { useServiceActions } from '../../ui/device-services/use-service-actions.tsx'
import { TabbedPage, WaitingPage } from '../../ui/services/tabbed-page.tsx'
import { ClientDialogs } from './client-dialogs.tsx'
import { ClientsTab } from './clients-tab.tsx'
import { OverviewTab } from './overview-tab.tsx'
import { TransactionsTab } from './transactions-tab.tsx'
import { SettingsTab } from './settings-tab.tsx'

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
  const mayEdit = useMay('service.edit')
  const [making, setMaking] = useState(false)
  const { actions, dialogs } = useServiceActions('cmp', service)
  const main = useMemo<readonly Action[]>(
    () =>
      mayEdit
        ? [
            {
              id: 'cmp.client-create',
              label: t('client.new'),
              icon: Add,
              tone: 'primary' as const,
              run: () => {
                setMaking(true)
              }
            }
          ]
        : [],
    [t, mayEdit]
  )
  useActions(main)
  const shared = 'device-services:tab'
  return (
    <TabbedPage
      title={service.name}
      state={service.state}
      actions={main}
      menu={actions}
      tabs={[
        { name: 'overview', label: t(`${shared}.overview`), content: () => <OverviewTab service={service} /> },
        {
          name: 'recipes',
          label: t(`${shared}.recipes`),
          content: () => (
            <RecipeTab
              service={{
                protocol: 'cmp',
                profileId: service.profileId,
                address: service.address,
                path: service.path,
                fingerprint: null,
                page: null
              }}
            />
          )
        },
        { name: 'credentials', label: t('tab.clients'), content: () => <ClientsTab service={service} /> },
        {
          name: 'enrolments',
          label: t(`${shared}.enrolments`),
          fills: true,
          content: () => <TransactionsTab service={service} />
        },
        {
          name: 'devices',
          label: t(`${shared}.devices`),
          fills: true,
          content: () => <DeviceTable of={{ protocol: 'cmp', service: service.id }} />
        },
        {
          name: 'log',
          label: t(`${shared}.log`),
          fills: true,
          content: () => <DeviceLogTab service={`cmp:${service.name}`} to={`/services/cmp/${service.id}`} />
        },
        { name: 'settings', label: t(`${shared}.settings`), content: () => <SettingsTab service={service} /> }
      ]}
    >
      {dialogs}
      {making && (
        <ClientDialogs
          service={service}
          onClose={() => {
            setMaking(false)
          }}
        />
      )}
    </TabbedPage>
  )
}
