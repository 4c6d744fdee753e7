import Box from '@mui/material/Box'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { Page } from '../../ui/layout/page.tsx'
import { AccountsTab } from './accounts-tab.tsx'
import { RolesTab } from './roles-tab.tsx'
import { SessionsTab } from './sessions-tab.tsx'

const tabs = ['accounts', 'roles', 'sessions'] as const
type TabName = (typeof tabs)[number]
const contents: Readonly<Record<TabName, () => ReactElement>> = {
  accounts: AccountsTab,
  roles: RolesTab,
  sessions: SessionsTab
}

/** Accounts, roles and who is signed in. */
export function OperatorsPage(): ReactElement {
  const { t } = useTranslation('operators')
  const [params, setParams] = useSearchParams()
  const wanted = params.get('tab')
  const tab = tabs.find((name) => name === wanted) ?? 'accounts'
  const Content = contents[tab]
  return (
    <Page title={t('title')}>
      <Tabs
        value={tab}
        aria-label={t('title')}
        onChange={(_, next: TabName) => {
          setParams(next === 'accounts' ? {} : { tab: next }, { replace: true })
        }}
      >
        {tabs.map((name) => (
          <Tab key={name} value={name} label={t(`tab.${name}`)} id={`tab-${name}`} aria-controls={`panel-${name}`} />
        ))}
      </Tabs>
      <Box
        role="tabpanel"
        id={`panel-${tab}`}
        aria-labelledby={`tab-${tab}`}
        sx={{ maxWidth: 1120, display: 'grid', gap: 4 }}
      >
        <Content />
      </Box>
    </Page>
  )
}
