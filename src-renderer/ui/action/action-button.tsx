import Button from '@mui/material/Button'
import Tooltip from '@mui/material/Tooltip'
import type { ReactElement } from 'react'
import { isMac } from '../platform.ts'
import { shortcutText, type Action } from './action.ts'

/** Looks disabled and can be reached: its tooltip says why to the keyboard too, and what blocks itself keeps the focus. */
const blockedLook = {
  '&[aria-disabled="true"]': {
    cursor: 'default',
    boxShadow: 'none',
    color: 'action.disabled',
    borderColor: 'action.disabledBackground',
    '&, &:hover': { bgcolor: 'transparent' },
    '&.MuiButton-contained, &.MuiButton-contained:hover': { bgcolor: 'action.disabledBackground' }
  }
} as const

/** The button of an action: its key stands in the tooltip, and why it is blocked where it is. */
export function ActionButton(props: {
  readonly action: Action
  readonly busy?: boolean
  readonly size?: 'small' | 'medium'
}): ReactElement {
  const { label, icon: Icon, shortcut, blocked, tone, run } = props.action
  const hint = blocked ?? (shortcut === undefined ? '' : shortcutText(shortcut, isMac()))
  return (
    <Tooltip title={hint} describeChild>
      <Button
        size={props.size ?? 'medium'}
        variant={tone === undefined ? 'outlined' : 'contained'}
        color={tone === 'danger' ? 'error' : 'primary'}
        startIcon={Icon === undefined ? undefined : <Icon />}
        aria-disabled={blocked !== undefined}
        disableRipple={blocked !== undefined}
        loading={props.busy === true}
        onClick={blocked === undefined ? run : undefined}
        sx={[tone === undefined && { borderColor: 'divider', color: 'text.primary' }, blockedLook]}
      >
        {label}
      </Button>
    </Tooltip>
  )
}
