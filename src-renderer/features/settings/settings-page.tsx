import Box from '@mui/material/Box'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useMay } from '../../state/session.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { AboutTab } from './about-tab.tsx'
import { BackupsTab } from './backups-tab.tsx'
import { InstallationTab } from './installation-tab.tsx'
import { NamesTab } from './names-tab.tsx'
import { PersonalTab } from './personal-tab.tsx'

const contents = {
  installation: InstallationTab,
  names: NamesTab,
  personal: PersonalTab,
  backups: BackupsTab,
  about: AboutTab
} as const
type TabName = keyof typeof contents

/** Settings of the installation and of this operator, backups, and what runs here. */
export function SettingsPage(): ReactElement {
  const { t } = useTranslation('settings')
  const mayBackup = useMay('backup.create')
  const [params, setParams] = useSearchParams()
  const mayRead = useMay('settings.read')
  const hidden = new Set<TabName>([
    ...(mayRead ? [] : (['installation', 'names'] as const)),
    ...(mayBackup ? [] : (['backups'] as const))
  ])
  const tabs = (['installation', 'names', 'personal', 'backups', 'about'] as const).filter((name) => !hidden.has(name))
  const wanted = params.get('tab')
  const tab = tabs.find((name) => name === wanted) ?? tabs[0] ?? 'about'
  const Content = contents[tab]
  return (
    <Page title={t('title')}>
      <Tabs
        value={tab}
        aria-label={t('title')}
        onChange={(_, next: TabName) => {
          setParams(next === tabs[0] ? {} : { tab: next }, { replace: true })
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
        sx={{ maxWidth: 720, display: 'grid', gap: 4 }}
      >
        <Content />
      </Box>
    </Page>
  )
}
