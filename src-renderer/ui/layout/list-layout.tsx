import Box from '@mui/material/Box'
import type { ReactElement, ReactNode } from 'react'

/** A list page with the sheet of the open row beside it. */
export function ListLayout(props: { readonly children: ReactNode; readonly sheet: ReactNode }): ReactElement {
  return (
    <Box sx={{ display: 'flex', height: '100%', minWidth: 0 }}>
      <Box sx={{ flex: 1, minWidth: 0 }}>{props.children}</Box>
      {props.sheet}
    </Box>
  )
}
