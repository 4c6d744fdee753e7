import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement, ReactNode } from 'react'
import { ActionButton } from '../action/action-button.tsx'
import type { Action } from '../action/action.ts'

interface PageProps {
  readonly title: string
  /** Beside the title, e.g. a count or a state. */
  readonly aside?: ReactNode
  readonly lead?: string
  /** At most three; the first with `tone: 'primary'`. */
  readonly actions?: readonly Action[]
  readonly menu?: ReactNode
  /** `form` limits the width to 720 px, `wizard` to 1,120 px. */
  readonly width?: 'full' | 'form' | 'wizard'
  /** Fills the height, for lists whose grid scrolls. */
  readonly fill?: boolean
  readonly children: ReactNode
}

const widths = { full: 'none', form: 720, wizard: 1120 } as const

/** A screen: its title, its actions to the right, its content below. */
export function Page(props: PageProps): ReactElement {
  return (
    <Box
      sx={{
        display: 'flex',
        flexDirection: 'column',
        gap: 4,
        p: 6,
        minWidth: 0,
        maxWidth: widths[props.width ?? 'full'],
        ...(props.fill === true ? { height: '100%', overflow: 'hidden' } : {})
      }}
    >
      <Box component="header" sx={{ display: 'flex', alignItems: 'center', gap: 3, flexWrap: 'wrap', minHeight: 36 }}>
        <Box sx={{ flex: 1, minWidth: 'min(240px, 100%)' }}>
          <Box sx={{ display: 'flex', alignItems: 'center', gap: 3, flexWrap: 'wrap' }}>
            <Typography variant="h1" sx={{ fontSize: 20, lineHeight: '28px', overflowWrap: 'anywhere' }}>
              {props.title}
            </Typography>
            {props.aside}
          </Box>
          {props.lead !== undefined && (
            <Typography color="textSecondary" sx={{ mt: 1 }}>
              {props.lead}
            </Typography>
          )}
        </Box>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 3, flexWrap: 'wrap' }}>
          {props.actions?.map((action) => (
            <ActionButton key={action.id} action={action} />
          ))}
          {props.menu}
        </Box>
      </Box>
      {props.children}
    </Box>
  )
}
