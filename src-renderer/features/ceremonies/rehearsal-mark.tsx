import Box from '@mui/material/Box'
import type { ReactElement } from 'react'

/** REHEARSAL over everything, so that no photograph of the screen passes for the real ceremony. The word is the same in every language. */
export function RehearsalMark(): ReactElement {
  return (
    <Box
      aria-hidden
      sx={{
        position: 'absolute',
        inset: 0,
        zIndex: 1,
        pointerEvents: 'none',
        overflow: 'hidden',
        display: 'grid',
        gridTemplateColumns: 'repeat(3, 1fr)',
        placeItems: 'center',
        userSelect: 'none'
      }}
    >
      {Array.from({ length: 9 }, (_, at) => (
        <Box
          key={at}
          component="span"
          sx={(theme) => ({
            transform: 'rotate(-24deg)',
            fontSize: 'clamp(28px, 4.4vw, 84px)',
            fontWeight: 800,
            letterSpacing: '0.08em',
            color: theme.palette.state.expiring,
            opacity: 0.12,
            // A mark and no text: as content it is neither read out nor measured as something to be read.
            '&::before': { content: '"REHEARSAL"' }
          })}
        />
      ))}
    </Box>
  )
}
