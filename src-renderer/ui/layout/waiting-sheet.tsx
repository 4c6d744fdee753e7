import Skeleton from '@mui/material/Skeleton'
import type { ReactElement } from 'react'
import { ErrorView } from '../display/error-view.tsx'
import { Sheet } from './sheet.tsx'

/** The sheet of a row while it is read, or where it cannot be. */
export function WaitingSheet(props: {
  readonly title: string
  /** Null while it is read. */
  readonly error: unknown
  readonly retry: () => void
  readonly onClose: () => void
}): ReactElement {
  return (
    <Sheet title={props.title} onClose={props.onClose}>
      {props.error === null ? (
        <Skeleton variant="rounded" height={240} />
      ) : (
        <ErrorView error={props.error} onRetry={props.retry} />
      )}
    </Sheet>
  )
}
