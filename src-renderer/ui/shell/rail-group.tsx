import ExpandMore from '@mui/icons-material/ExpandMore'
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import ListItemIcon from '@mui/material/ListItemIcon'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import Tooltip from '@mui/material/Tooltip'
import { useId, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import type { RailEntry, RailGroup } from '../../feature.ts'
import { RailLink } from './rail-link.tsx'
import { railRow, railWords } from './rail-row.ts'

interface GroupProps {
  readonly heading: NonNullable<RailGroup['heading']>
  readonly entries: readonly RailEntry[]
  /** The screen that is shown is one of these. */
  readonly current: boolean
}

/** A heading of the rail that opens onto its screens. */
export function RailOpening(
  props: GroupProps & { readonly open: boolean; readonly onToggle: () => void }
): ReactElement {
  const { t } = useTranslation()
  const id = useId()
  const { heading, open, current } = props
  const Icon = heading.icon
  return (
    <li>
      <ButtonBase
        id={`${id}-heading`}
        aria-expanded={open}
        {...(open ? { 'aria-controls': `${id}-screens` } : {})}
        onClick={props.onToggle}
        sx={[railRow, current && !open && { fontWeight: 600, color: 'primary.main' }]}
      >
        <Icon sx={{ fontSize: 20 }} />
        <Box component="span" sx={[railWords, { textAlign: 'left' }]}>
          {t(heading.label)}
        </Box>
        <ExpandMore
          sx={{
            fontSize: 18,
            transform: open ? 'none' : 'rotate(-90deg)',
            transition: (theme) => theme.transitions.create('transform', { duration: 150 })
          }}
        />
      </ButtonBase>
      {open && (
        <Box
          component="ul"
          id={`${id}-screens`}
          aria-labelledby={`${id}-heading`}
          sx={{
            listStyle: 'none',
            m: 0,
            p: 0,
            pt: 0.5,
            display: 'grid',
            gridTemplateColumns: 'minmax(0, 1fr)',
            gap: 0.5
          }}
        >
          {props.entries.map((entry) => (
            <RailLink key={entry.path} entry={entry} collapsed={false} nested count={0} />
          ))}
        </Box>
      )}
    </li>
  )
}

/** The same group where the rail shows icons alone: its screens in a menu beside it. */
export function RailMenu(props: GroupProps): ReactElement {
  const { t } = useTranslation()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const { heading, current } = props
  const Icon = heading.icon
  const words = t(heading.label)
  const close = (): void => {
    setAnchor(null)
  }
  return (
    <li>
      <Tooltip title={anchor === null ? words : ''} placement="right">
        <ButtonBase
          aria-label={words}
          aria-haspopup="menu"
          aria-expanded={anchor !== null}
          className={current ? 'active' : ''}
          onClick={(event) => {
            setAnchor(event.currentTarget)
          }}
          sx={railRow}
        >
          <Icon sx={{ fontSize: 20 }} />
        </ButtonBase>
      </Tooltip>
      <Menu
        open={anchor !== null}
        anchorEl={anchor}
        onClose={close}
        anchorOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{ list: { 'aria-label': words } }}
      >
        {props.entries.map(({ path, label, icon: ScreenIcon }) => (
          <MenuItem key={path} component={NavLink} to={path} onClick={close}>
            <ListItemIcon>
              <ScreenIcon fontSize="small" />
            </ListItemIcon>
            {t(label)}
          </MenuItem>
        ))}
      </Menu>
    </li>
  )
}
