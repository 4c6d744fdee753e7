import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import type { ComponentType, ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams, useSearchParams } from 'react-router'
import type { AcmeService } from '../../../src-shared/api/services.ts'
import { useRead } from '../../live.ts'
import { ActionMenu } from '../../ui/action/action-menu.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { Page } from '../../ui/layout/page.tsx'
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
  if (read.data === undefined) {
    return (
      <Page title={t('one')}>
        {read.error === null ? (
          <Skeleton variant="rounded" height={320} />
        ) : (
          <ErrorView error={read.error} onRetry={() => void read.refetch()} />
        )}
      </Page>
    )
  }
  return <LoadedPage key={id} service={read.data.service} />
}

function LoadedPage({ service }: TabProps): ReactElement {
  const { t } = useTranslation('acme')
  const [params, setParams] = useSearchParams()
  const wanted = params.get('tab')
  const tab = tabs.find((name) => name === wanted) ?? 'overview'
  const Content = contents[tab]
  const { main, rest, dialogs } = useAcmeActions(service)
  return (
    <Page
      title={service.name}
      aside={<StateChip kind="service" state={service.state} />}
      actions={main}
      menu={<ActionMenu actions={rest} />}
      fill={lists.has(tab)}
    >
      <Tabs
        value={tab}
        aria-label={service.name}
        variant="scrollable"
        allowScrollButtonsMobile
        onChange={(_, next: TabName) => {
          setParams(next === 'overview' ? {} : { tab: next }, { replace: true })
        }}
        sx={{ flexShrink: 0 }}
      >
        {tabs.map((name) => (
          <Tab key={name} value={name} label={t(`tab.${name}`)} id={`tab-${name}`} aria-controls={`panel-${name}`} />
        ))}
      </Tabs>
      <Box
        role="tabpanel"
        id={`panel-${tab}`}
        aria-labelledby={`tab-${tab}`}
        sx={
          lists.has(tab)
            ? { flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column', gap: 4 }
            : { display: 'grid', gap: 4 }
        }
      >
        <Content service={service} />
      </Box>
      {dialogs}
    </Page>
  )
}
