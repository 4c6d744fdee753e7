import Skeleton from '@mui/material/Skeleton'
import type { ReactElement } from 'react'
import { useRead } from '../../live.ts'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { SetupForm } from './setup-form.tsx'

/** How other perspectives are asked. */
export function SetupTab(): ReactElement {
  const read = useRead('mpic.settings', {})
  if (read.data === undefined)
    return read.error === null ? <Skeleton variant="rounded" height={320} /> : <ErrorView error={read.error} />
  return <SetupForm key={read.data.version} connector={read.data} />
}
