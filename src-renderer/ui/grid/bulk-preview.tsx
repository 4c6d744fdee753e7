import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { StateChip } from '../display/state-chip.tsx'

interface PreviewRow {
  readonly id: number
  readonly label: string
  readonly detail: string
  readonly failure?: string | undefined
}

/** What a bulk action will touch, and afterwards what came of each. */
export function BulkPreview(props: { readonly rows: readonly PreviewRow[]; readonly done: boolean }): ReactElement {
  return (
    <Box
      component="ul"
      tabIndex={0}
      sx={{
        listStyle: 'none',
        m: 0,
        p: 0,
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
        maxHeight: 260,
        overflow: 'auto'
      }}
    >
      {props.rows.map((row) => (
        <Box
          component="li"
          key={row.id}
          sx={{
            display: 'flex',
            gap: 3,
            px: 3,
            py: 2,
            borderTop: 1,
            borderColor: 'divider',
            '&:first-of-type': { borderTop: 0 }
          }}
        >
          <Box sx={{ flex: 1, minWidth: 0 }}>
            <Typography variant="body2" noWrap>
              {row.label}
            </Typography>
            <Typography variant="caption" color={row.failure === undefined ? 'textSecondary' : 'error'} component="p">
              {row.failure ?? row.detail}
            </Typography>
          </Box>
          {props.done && <StateChip kind="outcome" state={row.failure === undefined ? 'ok' : 'failed'} />}
        </Box>
      ))}
    </Box>
  )
}
