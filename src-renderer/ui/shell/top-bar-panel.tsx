import type { SvgIconComponent } from '@mui/icons-material'
import Badge from '@mui/material/Badge'
import IconButton from '@mui/material/IconButton'
import Popover from '@mui/material/Popover'
import Tooltip from '@mui/material/Tooltip'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement, type ReactNode } from 'react'

/** A button of the top bar with a number on it, and the panel that it opens below. */
export function TopBarPanel(props: {
  readonly icon: SvgIconComponent
  /** Name of the button, with what the number says. */
  readonly label: string
  readonly count: number
  readonly color: 'primary' | 'warning'
  /** Accessible name of the panel; its heading too, unless that says something else. */
  readonly title: string
  readonly heading?: string
  readonly width: number
  readonly onOpen?: () => void
  readonly children: (close: () => void) => ReactNode
}): ReactElement {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const { icon: Icon, label, title } = props
  const close = (): void => {
    setAnchor(null)
  }
  return (
    <>
      <Tooltip title={label}>
        <IconButton
          aria-label={label}
          aria-haspopup="dialog"
          onClick={(event) => {
            setAnchor(event.currentTarget)
            props.onOpen?.()
          }}
        >
          <Badge badgeContent={props.count === 0 ? null : props.count} color={props.color}>
            <Icon fontSize="small" />
          </Badge>
        </IconButton>
      </Tooltip>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={close}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{
          paper: { role: 'dialog', 'aria-label': title, sx: { width: props.width, maxHeight: 520, p: 4 } }
        }}
      >
        <Typography variant="h4" component="h2" sx={{ mb: 2 }}>
          {props.heading ?? title}
        </Typography>
        {props.children(close)}
      </Popover>
    </>
  )
}
