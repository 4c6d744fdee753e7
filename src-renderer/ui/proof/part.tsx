import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'

/** A titled part of a detail. */
export function Part(props: { readonly title: string; readonly children: ReactElement | null }): ReactElement {
  return (
    <Box component="section" sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
      <Typography variant="h4" component="h3">
        {props.title}
      </Typography>
      {props.children}
    </Box>
  )
}
