import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useRouteError } from 'react-router'
import { ErrorView } from '../display/error-view.tsx'

/** A screen that failed while it was drawn; the rest of the window stays. */
export function RouteError(): ReactElement {
  const error = useRouteError()
  return (
    <Box sx={{ p: 6, maxWidth: 720 }}>
      <ErrorView
        error={error}
        onRetry={() => {
          window.location.reload()
        }}
      />
    </Box>
  )
}
