import Box from '@mui/material/Box'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import { useId, type ReactElement, type ReactNode } from 'react'

/** A card with a title; one thing a card. */
export function Section(props: {
  readonly title: string
  readonly aside?: ReactNode
  readonly lead?: string
  readonly children: ReactNode
  /** No padding, for tables and lists that reach the edge. */
  readonly flush?: boolean
}): ReactElement {
  const id = useId()
  return (
    <Paper
      component="section"
      aria-labelledby={id}
      variant="outlined"
      // Clipped and not hidden, which would make it scroll by itself: what is sticky within stays in sight of the page.
      sx={{ borderColor: 'divider', minWidth: 0, overflow: 'clip' }}
    >
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 2,
          px: 4,
          pt: 3,
          pb: props.flush === true && props.lead === undefined ? 3 : 0
        }}
      >
        <Typography id={id} variant="h4" component="h2" sx={{ flex: 1 }}>
          {props.title}
        </Typography>
        {props.aside}
      </Box>
      {props.lead !== undefined && (
        <Typography variant="body2" color="textSecondary" sx={{ px: 4, pt: 1, pb: props.flush === true ? 3 : 0 }}>
          {props.lead}
        </Typography>
      )}
      <Box sx={props.flush === true ? {} : { px: 4, pb: 4, pt: 3 }}>{props.children}</Box>
    </Paper>
  )
}
