import Box from '@mui/material/Box'
import type { ReactElement, ReactNode } from 'react'

/** The row of buttons that ends a form or a step; on a long one it stays in sight at the bottom of the window. */
export function StickyActions(props: {
  /** What it lies on, whose colour hides the fields that pass beneath it. */
  readonly surface?: 'page' | 'card'
  /** Above the buttons: what the engine refused. */
  readonly above?: ReactNode
  readonly children: ReactNode
}): ReactElement {
  return (
    <Box
      data-sticky
      sx={{
        display: 'grid',
        gridTemplateColumns: 'minmax(0, 1fr)',
        gap: 3,
        py: 3,
        borderTop: 1,
        borderColor: 'divider',
        position: 'sticky',
        bottom: 0,
        zIndex: 1,
        bgcolor: props.surface === 'card' ? 'background.paper' : 'background.default'
      }}
    >
      {/* Many reasons scroll by themselves and leave the form its place. */}
      <Box sx={{ maxHeight: '40vh', overflow: 'auto', '&:empty': { display: 'none' } }}>{props.above}</Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'center', justifyContent: 'flex-end' }}>
        {props.children}
      </Box>
    </Box>
  )
}
