import Box from '@mui/material/Box'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { Page } from '../../ui/layout/page.tsx'
import { DutiesTab } from './duties-tab.tsx'
import { ExchangeTab } from './exchange-tab.tsx'
import { PeersTab } from './peers-tab.tsx'

const contents = { duties: DutiesTab, exchange: ExchangeTab, peers: PeersTab } as const
type TabName = keyof typeof contents
const names = Object.keys(contents) as TabName[]

/** The off-line root and the installation that works with it: duties, bundles, pairing. */
export function AirGapPage(): ReactElement {
  const { t } = useTranslation('air-gap')
  const [params, setParams] = useSearchParams()
  const tab = names.find((name) => name === params.get('tab')) ?? 'duties'
  const Content = contents[tab]
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Tabs
        value={tab}
        aria-label={t('title')}
        onChange={(_, next: string) => {
          setParams(next === 'duties' ? {} : { tab: next }, { replace: true })
        }}
      >
        {names.map((name) => (
          <Tab key={name} value={name} label={t(`tab.${name}`)} id={`tab-${name}`} aria-controls={`panel-${name}`} />
        ))}
      </Tabs>
      <Box role="tabpanel" id={`panel-${tab}`} aria-labelledby={`tab-${tab}`} sx={{ display: 'grid', gap: 4 }}>
        <Content />
      </Box>
    </Page>
  )
}
