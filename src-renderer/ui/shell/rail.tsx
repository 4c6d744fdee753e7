import ChevronLeft from '@mui/icons-material/KeyboardDoubleArrowLeft'
import ChevronRight from '@mui/icons-material/KeyboardDoubleArrowRight'
import Badge from '@mui/material/Badge'
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import Tooltip from '@mui/material/Tooltip'
import { alpha } from '@mui/material/styles'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import { seesEntry, type RailEntry } from '../../feature.ts'
import { useRead } from '../../live.ts'
import { useMay, useSession } from '../../state/session.tsx'
import { useView } from '../../state/view-state.tsx'
import { sizes } from '../../theme/tokens.ts'

/** The screens, grouped with a hairline; collapses to icons. */
export function Rail(props: { readonly groups: readonly (readonly RailEntry[])[] }): ReactElement {
  const { t } = useTranslation('ui')
  const { permissions } = useSession().operator
  const collapsed = useView((view) => view.railCollapsed)
  const set = useView((view) => view.set)
  const summary = useRead('dashboard.summary', {}, { enabled: useMay('dashboard.read') })
  const approvals = useRead('quorum.waiting', {})
  const waiting = {
    'requests-waiting': summary.data?.requests?.waiting ?? 0,
    'approvals-waiting': approvals.data?.count ?? 0
  }
  const groups = props.groups
    .map((group) => group.filter((entry) => seesEntry(entry, permissions)))
    .filter((group) => group.length > 0)
  const label = collapsed ? t('rail.expand') : t('rail.collapse')
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
        py: 3
      }}
    >
      {groups.map((group, index) => (
        <Box
          component="ul"
          key={group[0]?.path}
          sx={{
            listStyle: 'none',
            m: 0,
            px: 3,
            py: 2,
            borderTop: index === 0 ? 0 : 1,
            borderColor: 'divider',
            display: 'grid',
            gap: 0.5
          }}
        >
          {group.map((entry) => (
            <RailLink
              key={entry.path}
              entry={entry}
              collapsed={collapsed}
              count={entry.badge === undefined ? 0 : waiting[entry.badge]}
            />
          ))}
        </Box>
      ))}
      <Box sx={{ flex: 1 }} />
      <Tooltip title={collapsed ? label : ''} placement="right">
        <ButtonBase
          aria-label={label}
          aria-expanded={!collapsed}
          onClick={() => {
            set({ railCollapsed: !collapsed })
          }}
          sx={{
            mx: 3,
            height: 36,
            borderRadius: '6px',
            justifyContent: 'flex-start',
            px: 2.5,
            color: 'text.secondary'
          }}
        >
          {collapsed ? <ChevronRight fontSize="small" /> : <ChevronLeft fontSize="small" />}
        </ButtonBase>
      </Tooltip>
    </Box>
  )
}

function RailLink(props: {
  readonly entry: RailEntry
  readonly collapsed: boolean
  readonly count: number
}): ReactElement {
  const { t } = useTranslation()
  const { path, label, icon: Icon } = props.entry
  const words = t(label)
  const { t: tUi } = useTranslation('ui')
  return (
    <li>
      <Tooltip title={props.collapsed ? words : ''} placement="right">
        <ButtonBase
          component={NavLink}
          to={path}
          sx={(theme) => ({
            width: '100%',
            height: 36,
            px: 2.5,
            gap: 3,
            borderRadius: '6px',
            justifyContent: 'flex-start',
            fontSize: 14,
            color: 'text.primary',
            '& svg': { color: theme.palette.text.secondary },
            '&:hover': { backgroundColor: 'action.hover' },
            '&.active': {
              backgroundColor: alpha(theme.palette.primary.main, 0.12),
              color: 'primary.main',
              fontWeight: 600
            },
            '&.active svg': { color: 'primary.main' }
          })}
        >
          <Badge color="primary" variant="dot" invisible={!props.collapsed || props.count === 0}>
            <Icon sx={{ fontSize: 20 }} />
          </Badge>
          <Box
            component="span"
            sx={
              props.collapsed
                ? { position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' }
                : { flex: 1, whiteSpace: 'nowrap' }
            }
          >
            {words}
          </Box>
          {!props.collapsed && props.count > 0 && (
            <Box
              component="span"
              aria-label={tUi(props.entry.badge === 'approvals-waiting' ? 'rail.approvals' : 'rail.waiting', {
                count: props.count
              })}
              sx={{
                px: 2,
                borderRadius: 999,
                bgcolor: 'primary.main',
                color: 'primary.contrastText',
                fontSize: 12,
                lineHeight: '18px',
                fontWeight: 600
              }}
            >
              {props.count}
            </Box>
          )}
        </ButtonBase>
      </Tooltip>
    </li>
  )
}
