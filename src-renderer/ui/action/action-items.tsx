import ListItemIcon from '@mui/material/ListItemIcon'
import ListItemText from '@mui/material/ListItemText'
import MenuItem from '@mui/material/MenuItem'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { isMac } from '../platform.ts'
import { shortcutText, type Action } from './action.ts'

/** The lines of a menu, an action each; a list and not a component, because a menu looks at its children. */
export function actionItems(actions: readonly Action[], onRun: (action: Action) => void): readonly ReactElement[] {
  return actions.map((action) => {
    const { id, label, icon: Icon, shortcut, blocked, tone } = action
    return (
      <MenuItem
        key={id}
        disabled={blocked !== undefined}
        onClick={() => {
          onRun(action)
        }}
        sx={{ color: tone === 'danger' ? 'error.main' : 'text.primary', maxWidth: 360 }}
      >
        {Icon !== undefined && (
          <ListItemIcon sx={{ color: 'inherit' }}>
            <Icon fontSize="small" />
          </ListItemIcon>
        )}
        <ListItemText primary={label} secondary={blocked} slotProps={{ secondary: { sx: { whiteSpace: 'normal' } } }} />
        {shortcut !== undefined && (
          <Typography variant="caption" color="textSecondary" sx={{ pl: 6 }}>
            {shortcutText(shortcut, isMac())}
          </Typography>
        )}
      </MenuItem>
    )
  })
}
