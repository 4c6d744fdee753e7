import Box from '@mui/material/Box'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useMay } from '../../state/session.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { CheckTab } from './check-tab.tsx'
import { HistoryTab } from './history-tab.tsx'
import { RulesTab } from './rules-tab.tsx'
import { SetupTab } from './setup-tab.tsx'

const contents = { check: CheckTab, history: HistoryTab, rules: RulesTab, setup: SetupTab } as const
const all = ['check', 'history', 'rules', 'setup'] as const

/** The workbench of multi-perspective checks. */
export function MpicPage(): ReactElement {
  const { t } = useTranslation('mpic')
  const [params, setParams] = useSearchParams()
  const mayRun = useMay('validation.run')
  const mayReadSettings = useMay('settings.read')
  const names = all.filter((name) => (name !== 'check' || mayRun) && (name !== 'setup' || mayReadSettings))
  const first = names[0] ?? 'history'
  const tab = names.find((name) => name === params.get('tab')) ?? first
  const Content = contents[tab]
  const fill = tab === 'history'
  return (
    <Page title={t('title')} lead={t('lead')} fill={fill}>
      <Tabs
        value={tab}
        aria-label={t('title')}
        onChange={(_, next: string) => {
          setParams(next === first ? {} : { tab: next }, { replace: true })
        }}
        sx={{ flexShrink: 0 }}
      >
        {names.map((name) => (
          <Tab key={name} value={name} label={t(`tab.${name}`)} id={`tab-${name}`} aria-controls={`panel-${name}`} />
        ))}
      </Tabs>
      <Box
        role="tabpanel"
        id={`panel-${tab}`}
        aria-labelledby={`tab-${tab}`}
        sx={
          fill
            ? { display: 'flex', flexDirection: 'column', gap: 3, flex: 1, minHeight: 0 }
            : { display: 'grid', gap: 4, maxWidth: 1200, '& > *': { minWidth: 0 } }
        }
      >
        <Content />
      </Box>
    </Page>
  )
}
