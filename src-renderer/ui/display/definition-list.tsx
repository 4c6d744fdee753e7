import Box from '@mui/material/Box'
import type { ReactElement, ReactNode } from 'react'

export interface Definition {
  readonly term: ReactNode
  readonly value: ReactNode
}

/** Terms and their values in two columns; empty values are left out. */
export function DefinitionList(props: {
  readonly items: readonly Definition[]
  readonly termWidth?: number
}): ReactElement {
  const shown = props.items.filter(({ value }) => value !== null && value !== undefined && value !== '')
  return (
    <Box
      component="dl"
      sx={{
        display: 'grid',
        gridTemplateColumns: `minmax(96px, ${props.termWidth ?? 160}px) minmax(0, 1fr)`,
        columnGap: 4,
        rowGap: 2,
        m: 0,
        fontSize: 13,
        lineHeight: '20px'
      }}
    >
      {shown.map(({ term, value }, index) => (
        <Box key={index} sx={{ display: 'contents' }}>
          <Box component="dt" sx={{ color: 'text.secondary', minWidth: 0, hyphens: 'auto', overflowWrap: 'anywhere' }}>
            {term}
          </Box>
          <Box component="dd" sx={{ m: 0, overflowWrap: 'anywhere', '& time': { whiteSpace: 'normal' } }}>
            {value}
          </Box>
        </Box>
      ))}
    </Box>
  )
}
