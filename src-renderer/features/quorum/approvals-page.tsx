import Box from '@mui/material/Box'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { Page } from '../../ui/layout/page.tsx'
import { KeysTab } from './keys-tab.tsx'
import { PastProposals, WaitingProposals } from './proposal-list.tsx'
import { RulesTab } from './rules-tab.tsx'

const contents = {
  waiting: WaitingProposals,
  past: PastProposals,
  rules: RulesTab,
  keys: KeysTab
} as const satisfies Readonly<Record<string, () => ReactElement>>
type TabName = keyof typeof contents
const tabs = Object.keys(contents) as TabName[]

/** What waits for approvals, what is over, the rules, and the own keys. */
export function ApprovalsPage(): ReactElement {
  const { t } = useTranslation('quorum')
  const [params, setParams] = useSearchParams()
  const tab = tabs.find((name) => name === params.get('tab')) ?? 'waiting'
  const Content = contents[tab]
  return (
    <Page title={t('title')} lead={t('waitingLead')}>
      <Tabs
        value={tab}
        aria-label={t('title')}
        onChange={(_, next: TabName) => {
          setParams(next === 'waiting' ? {} : { tab: next }, { replace: true })
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
        sx={{ maxWidth: 1120, minWidth: 0, display: 'grid', gap: 4 }}
      >
        <Content />
      </Box>
    </Page>
  )
}
