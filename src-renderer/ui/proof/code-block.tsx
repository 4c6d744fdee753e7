import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { monospace } from '../../theme/tokens.ts'
import { CopyButton } from '../display/mono.tsx'

/** Text as it is, monospace and scrolling, with a button that copies it. */
export function CodeBlock(props: {
  readonly label: string
  readonly text: string
  /** What is copied where it is not what is shown. */
  readonly copy?: string
}): ReactElement {
  return (
    <Box sx={{ position: 'relative', minWidth: 0 }}>
      <Box
        component="pre"
        tabIndex={0}
        role="group"
        aria-label={props.label}
        sx={{
          m: 0,
          p: 3,
          pr: 10,
          maxHeight: 360,
          overflow: 'auto',
          border: 1,
          borderColor: 'divider',
          borderRadius: 1,
          bgcolor: 'background.default',
          fontFamily: monospace,
          fontSize: 12.5,
          lineHeight: '18px',
          whiteSpace: 'pre-wrap',
          overflowWrap: 'anywhere'
        }}
      >
        {props.text}
      </Box>
      <Box sx={{ position: 'absolute', top: 4, right: 16 }}>
        <CopyButton value={props.copy ?? props.text} />
      </Box>
    </Box>
  )
}
