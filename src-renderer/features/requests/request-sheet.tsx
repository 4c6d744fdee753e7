import Chip from '@mui/material/Chip'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { RequestView } from '../../../src-shared/api/requests.ts'
import type { RequestRow } from '../../../src-shared/model/request.ts'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ActionButton } from '../../ui/action/action-button.tsx'
import { ActionMenu } from '../../ui/action/action-menu.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { Sheet } from '../../ui/layout/sheet.tsx'
import { WaitingSheet } from '../../ui/layout/waiting-sheet.tsx'
import { RequestBody } from './request-body.tsx'
import { requestName } from './request-columns.tsx'
import { useRequestActions } from './use-request-actions.tsx'

interface RequestSheetProps {
  readonly id: number
  /** Rows of the list, to find the next that waits. */
  readonly rows: readonly RequestRow[]
  readonly onShow: (id: number) => void
  readonly onClose: () => void
}

/** The open request of the queue. */
export function RequestSheet(props: RequestSheetProps): ReactElement {
  const { t } = useTranslation('requests')
  const read = useRead('request.show', { id: props.id })
  if (read.data === undefined)
    return (
      <WaitingSheet
        title={t('number', { id: props.id })}
        error={read.error}
        retry={() => void read.refetch()}
        onClose={props.onClose}
      />
    )
  return <LoadedSheet {...props} request={read.data.request} />
}

function LoadedSheet(props: RequestSheetProps & { readonly request: RequestView }): ReactElement {
  const { request } = props
  const navigate = useNavigate()
  const next = props.rows.find(({ id, state }) => id !== request.id && state === 'pending-approval')
  const { main, rest, dialogs } = useRequestActions(
    request,
    next === undefined
      ? undefined
      : () => {
          props.onShow(next.id)
        }
  )
  return (
    <Sheet
      title={requestName(request)}
      aside={<RequestMarks request={request} />}
      onExpand={() => void navigate(`/requests/${request.id}`)}
      onClose={props.onClose}
      footer={
        <>
          {main.map((action) => (
            <ActionButton key={action.id} action={action} size="small" />
          ))}
          <ActionMenu actions={rest} small />
        </>
      }
    >
      <RequestBody request={request} />
      {dialogs}
    </Sheet>
  )
}

/** State of a request, and why the signed-in operator may not approve it. */
export function RequestMarks(props: { readonly request: RequestView }): ReactElement {
  const { t } = useTranslation('requests')
  const { request } = props
  // Who never approves anything needs no reason why not this.
  const approver = useMay('request.approve')
  return (
    <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap', alignItems: 'center' }}>
      <StateChip kind="request" state={request.state} />
      {request.hasOverrides && <Chip size="small" variant="outlined" label={t('changed')} />}
      {approver && request.state === 'pending-approval' && !request.mayApprove.allowed && (
        <Typography variant="caption" color="textSecondary">
          {request.mayApprove.why}
        </Typography>
      )}
    </Box>
  )
}
