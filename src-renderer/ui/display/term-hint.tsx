import Box from '@mui/material/Box'
import Tooltip from '@mui/material/Tooltip'
import type { ReactElement, ReactNode } from 'react'

/** A term of the trade with a dotted underline; explains itself in two lines on hover or focus. */
export function TermHint(props: { readonly children: ReactNode; readonly hint: string }): ReactElement {
  return (
    <Tooltip title={props.hint} describeChild>
      <Box
        component="span"
        tabIndex={0}
        sx={{
          textDecoration: 'underline dotted',
          textUnderlineOffset: '3px',
          textDecorationThickness: '1px',
          cursor: 'help'
        }}
      >
        {props.children}
      </Box>
    </Tooltip>
  )
}
