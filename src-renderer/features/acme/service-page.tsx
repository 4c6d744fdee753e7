import type { ComponentType, ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { AcmeService } from '../../../src-shared/api/services.ts'
import { useRead } from '../../live.ts'
import { WaitingPage } from '../../ui/layout/waiting-page.tsx'
import { TabbedPage } from '../../ui/services/tabbed-page.tsx'
import { AccountsTab } from './accounts-tab.tsx'
import { CertificatesTab } from './certificates-tab.tsx'
import { CredentialsTab } from './credentials-tab.tsx'
import { LogTab } from './log-tab.tsx'
import { OrdersTab } from './orders-tab.tsx'
import { OverviewTab } from './overview-tab.tsx'
import { RecipesTab } from './recipes-tab.tsx'
import { useAcmeActions } from './use-acme-actions.tsx'

export interface TabProps {
  readonly service: AcmeService
}
const contents = {
  overview: OverviewTab,
  recipes: RecipesTab,
  credentials: CredentialsTab,
  accounts: AccountsTab,
  orders: OrdersTab,
  certificates: CertificatesTab,
  log: LogTab
} as const satisfies Readonly<Record<string, ComponentType<TabProps>>>
type TabName = keyof typeof contents
const tabs = Object.keys(contents) as TabName[]
/** Their lists scroll within the window. */
const lists: ReadonlySet<TabName> = new Set(['accounts', 'orders', 'certificates', 'log'])

/** One ACME service. */
export function AcmePage(): ReactElement {
  const { t } = useTranslation('acme')
  const id = Number(useParams()['id'])
  const read = useRead('acme.show', { service: id })
  if (read.data === undefined)
    return <WaitingPage title={t('one')} error={read.error} retry={() => void read.refetch()} />
  return <LoadedPage key={id} service={read.data.service} />
}

function LoadedPage({ service }: TabProps): ReactElement {
  const { t } = useTranslation('acme')
  const { main, rest, dialogs } = useAcmeActions(service)
  return (
    <TabbedPage
      title={service.name}
      state={service.state}
      actions={main}
      menu={rest}
      tabs={tabs.map((name) => {
        const Content = contents[name]
        return {
          name,
          label: t(`tab.${name}`),
          ...(lists.has(name) ? { fills: true as const } : {}),
          content: () => <Content service={service} />
        }
      })}
    >
      {dialogs}
    </TabbedPage>
  )
}
