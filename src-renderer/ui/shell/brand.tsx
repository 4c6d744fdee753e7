import Box from '@mui/material/Box'
import type { ReactElement } from 'react'

/** The mark, and the name beside it where there is room. */
export function Brand(props: { readonly markOnly?: boolean }): ReactElement {
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 2.5, minWidth: 0 }}>
      <Box component="img" src="./icon.svg" alt="" sx={{ width: 26, height: 26 }} />
      {props.markOnly !== true && (
        <Box component="span" sx={{ fontSize: 16, fontWeight: 650, letterSpacing: '-0.01em' }}>
          Chancery
        </Box>
      )}
    </Box>
  )
}
