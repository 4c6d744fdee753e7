import ChevronLeft from '@mui/icons-material/KeyboardDoubleArrowLeft'
import ChevronRight from '@mui/icons-material/KeyboardDoubleArrowRight'
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import Tooltip from '@mui/material/Tooltip'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { seesEntry, type RailEntry, type RailGroup } from '../../feature.ts'
import { useRead } from '../../live.ts'
import { useMay, useSession } from '../../state/session.tsx'
import { useView } from '../../state/view-state.tsx'
import { sizes } from '../../theme/tokens.ts'
import { RailMenu, RailOpening } from './rail-group.tsx'
import { RailLink } from './rail-link.tsx'
import { railRow } from './rail-row.ts'
import { useRailGroups, type RailState } from './rail-state.ts'

/** Numbers beside the labels. */
type Waiting = Readonly<Record<NonNullable<RailEntry['badge']>, number>>

/** The screens: daily work above, headings that open onto the rest, settings at the foot; collapses to icons. */
export function Rail(props: { readonly groups: readonly RailGroup[] }): ReactElement {
  const { t } = useTranslation('ui')
  const { permissions } = useSession().operator
  const collapsed = useView((view) => view.railCollapsed)
  const set = useView((view) => view.set)
  const summary = useRead('dashboard.summary', {}, { enabled: useMay('dashboard.read') })
  const approvals = useRead('quorum.waiting', {})
  const waiting: Waiting = {
    'requests-waiting': summary.data?.requests?.waiting ?? 0,
    'approvals-waiting': approvals.data?.count ?? 0
  }
  const groups = props.groups
    .map((group) => ({ ...group, entries: group.entries.filter((entry) => seesEntry(entry, permissions)) }))
    .filter(({ entries }) => entries.length > 0)
  const label = collapsed ? t('rail.expand') : t('rail.collapse')
  const headed = groups.filter(({ heading }) => heading !== null)
  const state = useRailGroups(headed)
  const part = { collapsed, waiting, state }
  const always = (id: RailGroup['id']): readonly RailGroup[] => groups.filter((group) => group.id === id)
  return (
    <Box
      component="nav"
      aria-label={t('rail.label')}
      sx={{
        width: collapsed ? sizes.railCollapsed : sizes.rail,
        flex: 'none',
        display: 'flex',
        flexDirection: 'column',
        borderRight: 1,
        borderColor: 'divider',
        bgcolor: 'background.paper',
        overflowY: 'auto',
        overflowX: 'hidden',
        py: 2
      }}
    >
      <RailPart groups={always('work')} {...part} />
      <RailPart groups={headed} {...part} />
      <RailPart groups={always('foot')} {...part} />
      <Box sx={{ flex: 1 }} />
      <Box sx={{ px: 3 }}>
        <Tooltip title={collapsed ? label : ''} placement="right">
          <ButtonBase
            aria-label={label}
            aria-expanded={!collapsed}
            onClick={() => {
              set({ railCollapsed: !collapsed })
            }}
            sx={railRow}
          >
            {collapsed ? <ChevronRight fontSize="small" /> : <ChevronLeft fontSize="small" />}
          </ButtonBase>
        </Tooltip>
      </Box>
    </Box>
  )
}

/** Lines between two hairlines. */
function RailPart(props: {
  readonly groups: readonly RailGroup[]
  readonly collapsed: boolean
  readonly waiting: Waiting
  readonly state: RailState
}): ReactElement | null {
  const { groups, collapsed, waiting } = props
  const { current, open, toggle } = props.state
  if (groups.length === 0) return null
  return (
    <Box
      component="ul"
      sx={{
        listStyle: 'none',
        m: 0,
        px: 3,
        py: 1.5,
        '& + &': { borderTop: 1, borderColor: 'divider' },
        display: 'grid',
        gridTemplateColumns: 'minmax(0, 1fr)',
        gap: 0.5
      }}
    >
      {groups.map(({ id, heading, entries }) => {
        if (heading === null)
          return entries.map((entry) => (
            <RailLink
              key={entry.path}
              entry={entry}
              collapsed={collapsed}
              count={entry.badge === undefined ? 0 : waiting[entry.badge]}
            />
          ))
        const group = { heading, entries, current: id === current }
        if (collapsed) return <RailMenu key={id} {...group} />
        return (
          <RailOpening
            key={id}
            {...group}
            open={id === open}
            onToggle={() => {
              toggle(id)
            }}
          />
        )
      })}
    </Box>
  )
}
