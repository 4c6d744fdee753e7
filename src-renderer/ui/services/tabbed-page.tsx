import Box from '@mui/material/Box'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import type { ReactElement, ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import type { Action } from '../action/action.ts'
import { ActionMenu } from '../action/action-menu.tsx'
import { StateChip } from '../display/state-chip.tsx'
import { Page } from '../layout/page.tsx'

/** One of the parts that a service is shown in. */
export interface ServiceTab {
  readonly name: string
  readonly label: string
  /** Its list scrolls within the window. */
  readonly fills?: true
  readonly content: () => ReactNode
}

/** The page of one service: its state, what can be done with it, and its parts as tabs that the address remembers. */
export function TabbedPage(props: {
  readonly title: string
  readonly state: 'enabled' | 'disabled'
  readonly actions: readonly Action[]
  readonly menu: readonly Action[]
  readonly tabs: readonly ServiceTab[]
  /** Stands above the tabs, whichever is open. */
  readonly above?: ReactNode
  readonly children?: ReactNode
}): ReactElement {
  const [params, setParams] = useSearchParams()
  const { tabs } = props
  const wanted = params.get('tab')
  const tab = tabs.find(({ name }) => name === wanted) ?? tabs[0]
  const name = tab?.name ?? ''
  return (
    <Page
      title={props.title}
      aside={<StateChip kind="service" state={props.state} />}
      actions={props.actions}
      menu={props.menu.length === 0 ? undefined : <ActionMenu actions={props.menu} />}
      fill={tab?.fills === true}
    >
      {props.above}
      <Tabs
        value={name}
        aria-label={props.title}
        variant="scrollable"
        allowScrollButtonsMobile
        onChange={(_, next: string) => {
          setParams(next === tabs[0]?.name ? {} : { tab: next }, { replace: true })
        }}
        sx={{ flexShrink: 0 }}
      >
        {tabs.map((one) => (
          <Tab
            key={one.name}
            value={one.name}
            label={one.label}
            id={`tab-${one.name}`}
            aria-controls={`panel-${one.name}`}
          />
        ))}
      </Tabs>
      <Box
        role="tabpanel"
        id={`panel-${name}`}
        aria-labelledby={`tab-${name}`}
        sx={
          tab?.fills === true
            ? { flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column', gap: 4 }
            : { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 4 }
        }
      >
        {tab?.content()}
      </Box>
      {props.children}
    </Page>
  )
}
