import Box from '@mui/material/Box'
import type { ReactElement } from 'react'

/** Text in a cell: cut with an ellipsis where it does not fit, whole on hover. */
export function TextCell(props: { readonly text: string }): ReactElement {
  return (
    <Box
      component="span"
      title={props.text}
      sx={{ minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
    >
      {props.text}
    </Box>
  )
}
