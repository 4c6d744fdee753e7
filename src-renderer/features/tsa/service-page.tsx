import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import type { ComponentType, ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams, useSearchParams } from 'react-router'
import type { TsaService } from '../../../src-shared/api/tsa.ts'
import { useRead } from '../../live.ts'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { ClockAlert } from './clock-alert.tsx'
import { LogTab } from './log-tab.tsx'
import { OverviewTab } from './overview-tab.tsx'
import { RecipesTab } from './recipes-tab.tsx'
import { SettingsTab } from './settings-tab.tsx'
import { useTsaActions } from './use-tsa-actions.tsx'
import { VerifyTab } from './verify-tab.tsx'

export interface TabProps {
  readonly service: TsaService
}
const contents = {
  overview: OverviewTab,
  recipes: RecipesTab,
  log: LogTab,
  verify: VerifyTab,
  settings: SettingsTab
} as const satisfies Readonly<Record<string, ComponentType<TabProps>>>
type TabName = keyof typeof contents
const tabs = Object.keys(contents) as TabName[]

/** One time-stamp service. */
export function TsaPage(): ReactElement {
  const { t } = useTranslation('tsa')
  const id = Number(useParams()['id'])
  const read = useRead('tsa.show', { service: id })
  if (read.data !== undefined) return <LoadedPage key={id} service={read.data.service} />
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

function LoadedPage({ service }: TabProps): ReactElement {
  const { t } = useTranslation('tsa')
  const [params, setParams] = useSearchParams()
  const wanted = params.get('tab')
  const tab = tabs.find((name) => name === wanted) ?? 'overview'
  const Content = contents[tab]
  const { actions, dialogs } = useTsaActions(service)
  return (
    <Page
      title={service.name}
      aside={<StateChip kind="service" state={service.state} />}
      actions={actions}
      fill={tab === 'log'}
    >
      <ClockAlert />
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
          tab === 'log'
            ? { display: 'flex', flexDirection: 'column', gap: 3, flex: 1, minHeight: 0 }
            : { display: 'grid', gap: 4 }
        }
      >
        <Content service={service} />
      </Box>
      {dialogs}
    </Page>
  )
}
