import Add from '@mui/icons-material/Add'
import { useMemo, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { ScepService } from '../../../src-shared/api/scep.ts'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { useActions } from '../../ui/action/action-registry.tsx'
import type { Action } from '../../ui/action/action.ts'
import { DeviceTable } from '../../ui/device-services/device-table.tsx'
import { DeviceLogTab } from '../../ui/device-services/log-tab.tsx'
import { RecipeTab } from '../../ui/device-services/recipe-tab.tsx'
import { useServiceActions } from '../../ui/device-services/use-service-actions.tsx'
import { TabbedPage, WaitingPage } from '../../ui/services/tabbed-page.tsx'
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
  const mayEdit = useMay('service.edit')
  const [making, setMaking] = useState(false)
  const { actions, dialogs } = useServiceActions('scep', service)
  const secrets = service.settings.methods.some((method) => method !== 'external' && method !== 'approval')
  const main = useMemo<readonly Action[]>(
    () =>
      mayEdit && secrets
        ? [
            {
              id: 'scep.challenge',
              label: t('secret.new'),
              icon: Add,
              tone: 'primary' as const,
              run: () => {
                setMaking(true)
              }
            }
          ]
        : [],
    [t, mayEdit, secrets]
  )
  useActions(main)
  const to = `/services/scep/${service.id}`
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
                protocol: 'scep',
                profileId: service.profileId,
                address: service.address,
                path: service.path,
                fingerprint: service.issuerFingerprint,
                page:
                  service.pageAddress === null
                    ? null
                    : { address: service.pageAddress, user: service.pageUser ?? t('page.noUser') }
              }}
            />
          )
        },
        { name: 'credentials', label: t('tab.secrets'), fills: true, content: () => <SecretsTab service={service} /> },
        ...(service.settings.methods.includes('device')
          ? [
              {
                name: 'registered',
                label: t('tab.registered'),
                fills: true as const,
                content: () => <RegisteredTab service={service} />
              }
            ]
          : []),
        {
          name: 'enrolments',
          label: t(`${shared}.enrolments`),
          fills: true,
          content: () => <EnrolmentsTab service={service} />
        },
        {
          name: 'devices',
          label: t(`${shared}.devices`),
          fills: true,
          content: () => <DeviceTable of={{ protocol: 'scep', service: service.id }} />
        },
        {
          name: 'log',
          label: t(`${shared}.log`),
          fills: true,
          content: () => <DeviceLogTab service={`scep:${service.name}`} to={to} />
        },
        { name: 'settings', label: t(`${shared}.settings`), content: () => <SettingsTab service={service} /> }
      ]}
    >
      {dialogs}
      {making && (
        <SecretDialogs
          service={service}
          onClose={() => {
            setMaking(false)
          }}
        />
      )}
    </TabbedPage>
  )
}
