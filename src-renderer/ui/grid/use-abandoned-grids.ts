import { unstable_resetCleanupTracking } from '@mui/x-data-grid'
import { useEffect } from 'react'

/**
 * Lets go of grids that React rendered and never showed, as happens when somebody goes on to another page meanwhile. The
 * library waits for the garbage collector to tell it of them, in a registry that holds each grid by its own listeners, so
 * that it never does, and the window grows with each. A registry that is dropped holds nothing.
 */
export function useAbandonedGrids(): void {
  useEffect(() => unstable_resetCleanupTracking, [])
}
