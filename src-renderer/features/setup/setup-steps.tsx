import Check from '@mui/icons-material/Check'
import Box from '@mui/material/Box'
import type { ReactElement } from 'react'

/** Where the setup stands. */
export function SetupSteps(props: { readonly labels: readonly string[]; readonly current: number }): ReactElement {
  return (
    <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 3 }}>
      {props.labels.map((label, index) => {
        const here = index === props.current
        const done = index < props.current
        return (
          <Box
            component="li"
            key={label}
            aria-current={here ? 'step' : undefined}
            sx={{
              display: 'flex',
              alignItems: 'center',
              gap: 3,
              fontWeight: here ? 650 : 400,
              color: here ? 'text.primary' : 'text.secondary'
            }}
          >
            <Box
              aria-hidden
              sx={{
                display: 'grid',
                placeItems: 'center',
                width: 24,
                height: 24,
                borderRadius: 999,
                fontSize: 12,
                border: 1,
                borderColor: here || done ? 'primary.main' : 'divider',
                bgcolor: here ? 'primary.main' : 'transparent',
                color: here ? 'primary.contrastText' : done ? 'primary.main' : 'text.secondary'
              }}
            >
              {done ? <Check sx={{ fontSize: 16 }} /> : index + 1}
            </Box>
            {label}
          </Box>
        )
      })}
    </Box>
  )
}
