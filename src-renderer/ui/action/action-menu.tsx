import MoreHoriz from '@mui/icons-material/MoreHoriz'
import IconButton from '@mui/material/IconButton'
import ListItemIcon from '@mui/material/ListItemIcon'
import ListItemText from '@mui/material/ListItemText'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { isMac } from '../platform.ts'
import { shortcutText, type Action } from './action.ts'

/** The rest of the actions behind three dots. */
export function ActionMenu(props: {
  readonly actions: readonly Action[]
  readonly label?: string
  readonly small?: boolean
}): ReactElement | null {
  const { t } = useTranslation('ui')
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  if (props.actions.length === 0) return null
  return (
    <>
      <IconButton
        aria-label={props.label ?? t('moreActions')}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => {
          setAnchor(event.currentTarget)
        }}
        sx={{ border: 1, borderColor: 'divider', minWidth: 32, height: props.small === true ? 28 : 36 }}
      >
        <MoreHoriz fontSize="small" />
      </IconButton>
      <Menu
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => {
          setAnchor(null)
        }}
      >
        {props.actions.map(({ id, label, icon: Icon, shortcut, blocked, tone, run }) => (
          <MenuItem
            key={id}
            disabled={blocked !== undefined}
            onClick={() => {
              setAnchor(null)
              run()
            }}
            sx={{ color: tone === 'danger' ? 'error.main' : 'text.primary', maxWidth: 360 }}
          >
            {Icon !== undefined && (
              <ListItemIcon sx={{ color: 'inherit' }}>
                <Icon fontSize="small" />
              </ListItemIcon>
            )}
            <ListItemText
              primary={label}
              secondary={blocked}
              slotProps={{ secondary: { sx: { whiteSpace: 'normal' } } }}
            />
            {shortcut !== undefined && (
              <Typography variant="caption" color="textSecondary" sx={{ pl: 6 }}>
                {shortcutText(shortcut, isMac())}
              </Typography>
            )}
          </MenuItem>
        ))}
      </Menu>
    </>
  )
}
