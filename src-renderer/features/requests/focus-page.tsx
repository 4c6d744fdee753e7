import ArrowBack from '@mui/icons-material/ArrowBack'
import ArrowForward from '@mui/icons-material/ArrowForward'
import Inbox from '@mui/icons-material/MoveToInboxOutlined'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { useMemo, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { RequestView } from '../../../src-shared/api/requests.ts'
import { useRead } from '../../live.ts'
import { useView } from '../../state/view-state.tsx'
import { ActionMenu } from '../../ui/action/action-menu.tsx'
import { useActions } from '../../ui/action/action-registry.tsx'
import type { Action } from '../../ui/action/action.ts'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { AgeMark } from './age-mark.tsx'
import { stepFrom } from './focus-order.ts'
import { RequestBody } from './request-body.tsx'
import { requestName } from './request-columns.tsx'
import { RequestMarks } from './request-sheet.tsx'
import { useHold } from './use-hold.ts'
import { useRequestActions } from './use-request-actions.tsx'

/** The waiting requests one after the other, the oldest first, decided from the keyboard. */
export function FocusPage(): ReactElement {
  const { t } = useTranslation('requests')
  const navigate = useNavigate()
  const scope = useView((view) => view.authorityScope)
  const list = useRead('request.list', {
    state: ['pending-approval'],
    askedBack: false,
    oldestFirst: true,
    limit: 200,
    ...(scope === null ? {} : { authority: scope })
  })
  const [chosen, setChosen] = useState<number | null>(null)
  const ids = useMemo(() => list.data?.rows.map(({ id }) => id) ?? [], [list.data])
  // What somebody else decides meanwhile stays in view until one goes on: nothing moves under a hand.
  const id = chosen ?? ids[0] ?? null
  if (id === null) {
    return (
      <Page title={t('focus.title')}>
        {list.error !== null ? (
          <ErrorView error={list.error} onRetry={() => void list.refetch()} />
        ) : list.data === undefined ? (
          <Skeleton variant="rounded" height={320} />
        ) : (
          <EmptyState
            icon={Inbox}
            title={t('focus.empty')}
            text={t('focus.emptyText')}
            action={{ id: 'focus.back', label: t('focus.back'), run: () => void navigate('/requests') }}
          />
        )}
      </Page>
    )
  }
  return <OneRequest key={id} id={id} ids={ids} total={list.data?.total ?? ids.length} onShow={setChosen} />
}

interface OneProps {
  readonly id: number
  readonly ids: readonly number[]
  readonly total: number
  readonly onShow: (id: number | null) => void
}

function OneRequest(props: OneProps): ReactElement {
  const { t } = useTranslation('requests')
  const read = useRead('request.show', { id: props.id })
  if (read.data !== undefined) return <LoadedRequest {...props} request={read.data.request} />
  return (
    <Page title={t('number', { id: props.id })}>
      {read.error === null ? (
        <Skeleton variant="rounded" height={320} />
      ) : (
        <ErrorView error={read.error} onRetry={() => void read.refetch()} />
      )}
    </Page>
  )
}

function LoadedRequest(props: OneProps & { readonly request: RequestView }): ReactElement {
  const { t } = useTranslation('requests')
  const { request, ids, onShow } = props
  const navigate = useNavigate()
  useHold(request.id, request.mayApprove.allowed)
  // The engine names the oldest first, so that numbers are the order.
  const next = stepFrom(ids, request.id, 1)
  const previous = stepFrom(ids, request.id, -1)
  const { main, rest, dialogs } = useRequestActions(
    request,
    next === null
      ? undefined
      : () => {
          onShow(next)
        },
    () => {
      onShow(next)
    }
  )
  const steps = useMemo<readonly Action[]>(() => {
    const to = (target: number | null) => (): void => {
      if (target !== null) onShow(target)
    }
    return [
      { id: 'focus.next', label: t('focus.next'), icon: ArrowForward, shortcut: 'j', hidden: true, run: to(next) },
      {
        id: 'focus.previous',
        label: t('focus.previous'),
        icon: ArrowBack,
        shortcut: 'k',
        hidden: true,
        run: to(previous)
      },
      { id: 'focus.back', label: t('focus.back'), run: () => void navigate('/requests') }
    ]
  }, [next, previous, onShow, navigate, t])
  useActions(steps)
  const at = ids.indexOf(request.id)
  const back = steps.filter(({ id }) => id === 'focus.back')
  return (
    <Page
      title={requestName(request)}
      lead={`${t('number', { id: request.id })}${at < 0 ? '' : ` · ${t('focus.lead', { at: at + 1, of: props.total })}`}`}
      aside={
        <>
          <RequestMarks request={request} />
          <AgeMark row={request} />
        </>
      }
      actions={main}
      menu={<ActionMenu actions={[...rest, ...back]} />}
    >
      <Typography variant="caption" color="textSecondary">
        {t('focus.keys')}
      </Typography>
      <RequestBody request={request} wide />
      {dialogs}
    </Page>
  )
}
