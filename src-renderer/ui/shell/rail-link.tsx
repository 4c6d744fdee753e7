import Badge from '@mui/material/Badge'
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import Tooltip from '@mui/material/Tooltip'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import type { RailEntry } from '../../feature.ts'
import { visuallyHidden } from '../display/visually-hidden.ts'
import { railRow, railWords } from './rail-row.ts'

/** A screen in the rail. */
export function RailLink(props: {
  readonly entry: RailEntry
  /** An icon alone. */
  readonly collapsed: boolean
  /** Stands below a heading. */
  readonly nested?: boolean
  readonly count: number
}): ReactElement {
  const { t } = useTranslation()
  const { t: tUi } = useTranslation('ui')
  const { entry, collapsed, count } = props
  const Icon = entry.icon
  const words = t(entry.label)
  return (
    <li>
      <Tooltip title={collapsed ? words : ''} placement="right">
        <ButtonBase component={NavLink} to={entry.path} sx={[railRow, props.nested === true && { pl: 5, gap: 2 }]}>
          <Badge color="primary" variant="dot" invisible={!collapsed || count === 0}>
            <Icon sx={{ fontSize: props.nested === true ? 18 : 20 }} />
          </Badge>
          <Box component="span" sx={collapsed ? visuallyHidden : railWords}>
            {words}
          </Box>
          {!collapsed && count > 0 && (
            <Box
              component="span"
              aria-label={tUi(entry.badge === 'approvals-waiting' ? 'rail.approvals' : 'rail.waiting', { count })}
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
              {count}
            </Box>
          )}
        </ButtonBase>
      </Tooltip>
    </li>
  )
}
