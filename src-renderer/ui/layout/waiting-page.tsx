import Skeleton from '@mui/material/Skeleton'
import type { ReactElement } from 'react'
import { ErrorView } from '../display/error-view.tsx'
import { Page } from './page.tsx'

/** A page while what it shows is read, or where it cannot be. */
export function WaitingPage(props: {
  readonly title: string
  /** Null while it is read. */
  readonly error: unknown
  readonly retry: () => void
  readonly width?: 'form' | 'wizard'
}): ReactElement {
  return (
    <Page title={props.title} {...(props.width === undefined ? {} : { width: props.width })}>
      {props.error === null ? (
        <Skeleton variant="rounded" height={320} />
      ) : (
        <ErrorView error={props.error} onRetry={props.retry} />
      )}
    </Page>
  )
}
