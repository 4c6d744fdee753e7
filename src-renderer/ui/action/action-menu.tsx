import MoreHoriz from '@mui/icons-material/MoreHoriz'
import IconButton from '@mui/material/IconButton'
import Menu from '@mui/material/Menu'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { actionItems } from './action-items.tsx'
import type { Action } from './action.ts'

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
        {actionItems(props.actions, ({ run }) => {
          setAnchor(null)
          run()
        })}
      </Menu>
    </>
  )
}
