import Skeleton from '@mui/material/Skeleton'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import type { RequestView } from '../../../src-shared/api/requests.ts'
import { useRead } from '../../live.ts'
import { ActionMenu } from '../../ui/action/action-menu.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { RequestBody } from './request-body.tsx'
import { requestName } from './request-columns.tsx'
import { RequestMarks } from './request-sheet.tsx'
import { useRequestActions } from './use-request-actions.tsx'

/** One request on a page of its own. */
export function RequestPage(): ReactElement {
  const { t } = useTranslation('requests')
  const id = Number(useParams()['id'])
  const read = useRead('request.show', { id })
  if (read.data === undefined) {
    return (
      <Page title={t('number', { id })}>
        {read.error === null ? (
          <Skeleton variant="rounded" height={320} />
        ) : (
          <ErrorView error={read.error} onRetry={() => void read.refetch()} />
        )}
      </Page>
    )
  }
  return <LoadedPage key={id} request={read.data.request} />
}

function LoadedPage(props: { readonly request: RequestView }): ReactElement {
  const { t } = useTranslation('requests')
  const { request } = props
  const navigate = useNavigate()
  const waiting = useRead('request.list', { state: ['pending-approval'], limit: 2 })
  const next = waiting.data?.rows.find(({ id }) => id !== request.id)
  const { main, rest, dialogs } = useRequestActions(
    request,
    next === undefined ? undefined : () => void navigate(`/requests/${next.id}`)
  )
  return (
    <Page
      title={requestName(request)}
      lead={t('number', { id: request.id })}
      aside={<RequestMarks request={request} />}
      actions={main}
      menu={<ActionMenu actions={rest} />}
    >
      <RequestBody request={request} wide />
      {dialogs}
    </Page>
  )
}
