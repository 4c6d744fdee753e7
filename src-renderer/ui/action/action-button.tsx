import Button from '@mui/material/Button'
import Tooltip from '@mui/material/Tooltip'
import type { ReactElement } from 'react'
import { isMac } from '../platform.ts'
import { shortcutText, type Action } from './action.ts'

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
      <span>
        <Button
          size={props.size ?? 'medium'}
          variant={tone === undefined ? 'outlined' : 'contained'}
          color={tone === 'danger' ? 'error' : 'primary'}
          startIcon={Icon === undefined ? undefined : <Icon />}
          disabled={blocked !== undefined}
          loading={props.busy === true}
          onClick={run}
          sx={tone === undefined ? { borderColor: 'divider', color: 'text.primary' } : {}}
        >
          {label}
        </Button>
      </span>
    </Tooltip>
  )
}
