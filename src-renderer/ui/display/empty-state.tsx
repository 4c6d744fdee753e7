import type { SvgIconComponent } from '@mui/icons-material'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { ActionButton } from '../action/action-button.tsx'
import type { Action } from '../action/action.ts'

/** One sentence what belongs here, and the one action that starts it. */
export function EmptyState(props: {
  readonly icon?: SvgIconComponent
  readonly title: string
  readonly text: string
  readonly action?: Action | undefined
}): ReactElement {
  const Icon = props.icon
  return (
    <Box sx={{ display: 'grid', justifyItems: 'center', gap: 3, py: 12, px: 6, textAlign: 'center' }}>
      {Icon !== undefined && <Icon sx={{ fontSize: 40, color: 'text.secondary' }} aria-hidden />}
      <Typography variant="h3" component="p">
        {props.title}
      </Typography>
      <Typography color="textSecondary" sx={{ maxWidth: 460 }}>
        {props.text}
      </Typography>
      {props.action !== undefined && <ActionButton action={{ tone: 'primary', ...props.action }} />}
    </Box>
  )
}
