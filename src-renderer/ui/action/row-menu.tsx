import OpenInFull from '@mui/icons-material/OpenInFullOutlined'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { failureOf } from '../display/error-view.tsx'
import { actionItems } from './action-items.tsx'
import type { Action } from './action.ts'

/** Where a menu opens, in px of the window: under the mouse, or under the row that the keyboard is at. */
export interface MenuPlace {
  readonly left: number
  readonly top: number
}

/** What a list gives to the menu of one of its rows. */
export interface RowMenuProps {
  readonly place: MenuPlace
  /** Nothing was chosen: the menu may go. Where something was, it stays for its dialog. */
  readonly onClose: () => void
}

/** The menu of a row: its page, then what can be done with it. Shown once that is known. */
export function RowMenu(
  props: RowMenuProps & {
    readonly name: string
    readonly onOpen: () => void
    /** Undefined while the engine is asked. */
    readonly actions: readonly Action[] | undefined
    readonly error?: unknown
  }
): ReactElement {
  const { t } = useTranslation('action')
  const [over, setOver] = useState(false)
  const failed = props.error !== undefined && props.error !== null
  const open: Action = { id: 'row.open', label: t('open'), icon: OpenInFull, run: props.onOpen }
  return (
    <Menu
      open={!over && (props.actions !== undefined || failed)}
      anchorReference="anchorPosition"
      anchorPosition={props.place}
      onClose={props.onClose}
      onContextMenu={(event) => {
        // A right click beside the menu closes it, and brings no menu of the browser.
        event.preventDefault()
        if (event.target instanceof Element && event.target.closest('[role="menu"]') === null) props.onClose()
      }}
      slotProps={{ list: { 'aria-label': t('menu', { name: props.name }), dense: true } }}
    >
      {actionItems([open, ...(props.actions ?? []).map(withoutKey)], ({ run }) => {
        setOver(true)
        run()
      })}
      {failed && (
        <MenuItem disabled sx={{ whiteSpace: 'normal', maxWidth: 360 }}>
          {failureOf(props.error).message}
        </MenuItem>
      )}
    </Menu>
  )
}

/** The keys work on what is open, which this row need not be. */
function withoutKey({ shortcut: _shortcut, ...action }: Action): Action {
  return action
}
