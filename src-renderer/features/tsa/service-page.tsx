import type { ComponentType, ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { TsaService } from '../../../src-shared/api/tsa.ts'
import { useRead } from '../../live.ts'
import { WaitingPage } from '../../ui/layout/waiting-page.tsx'
import { TabbedPage } from '../../ui/services/tabbed-page.tsx'
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
/** Their lists scroll within the window. */
const lists: ReadonlySet<TabName> = new Set(['log'])

/** One time-stamp service. */
export function TsaPage(): ReactElement {
  const { t } = useTranslation('tsa')
  const id = Number(useParams()['id'])
  const read = useRead('tsa.show', { service: id })
  if (read.data === undefined)
    return <WaitingPage title={t('one')} error={read.error} retry={() => void read.refetch()} />
  return <LoadedPage key={id} service={read.data.service} />
}

function LoadedPage({ service }: TabProps): ReactElement {
  const { t } = useTranslation('tsa')
  const { actions, dialogs } = useTsaActions(service)
  return (
    <TabbedPage
      title={service.name}
      state={service.state}
      actions={actions}
      menu={[]}
      above={<ClockAlert />}
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
