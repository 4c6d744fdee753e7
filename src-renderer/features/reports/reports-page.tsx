import Box from '@mui/material/Box'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { Page } from '../../ui/layout/page.tsx'
import { HistoryTab } from './history-tab.tsx'
import { IndexTab } from './index-tab.tsx'
import { SchedulesTab } from './schedules-tab.tsx'

const contents = {
  reports: IndexTab,
  history: HistoryTab,
  schedules: SchedulesTab
} as const satisfies Readonly<Record<string, () => ReactElement>>
type TabName = keyof typeof contents
const tabs = Object.keys(contents) as TabName[]

/** What can be reported, what was, and what comes round by itself. */
export function ReportsPage(): ReactElement {
  const { t } = useTranslation('reports')
  const [params, setParams] = useSearchParams()
  const tab = tabs.find((name) => name === params.get('tab')) ?? 'reports'
  const Content = contents[tab]
  return (
    <Page title={t('title')} lead={t('lead')} fill={tab === 'history'}>
      <Tabs
        value={tab}
        aria-label={t('title')}
        onChange={(_, next: TabName) => {
          setParams(next === 'reports' ? {} : { tab: next }, { replace: true })
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
          tab === 'history'
            ? { display: 'flex', flexDirection: 'column', gap: 3, flex: 1, minHeight: 0 }
            : { display: 'grid', gap: 4, minWidth: 0 }
        }
      >
        <Content />
      </Box>
    </Page>
  )
}
