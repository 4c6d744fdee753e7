import TextField from '@mui/material/TextField'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { RequestView } from '../../../src-shared/api/requests.ts'
import { useCommand } from '../../live.ts'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { DeclineReasons } from './decline-reasons.tsx'

/** Decline; the reason is needed because the requester reads it. */
export function DeclineDialog(props: {
  readonly request: RequestView
  readonly onClose: (done: boolean) => void
}): ReactElement {
  const { t } = useTranslation('requests')
  const toast = useToast()
  const decline = useCommand('request.decline')
  const [reason, setReason] = useState('')
  return (
    <ConfirmDialog
      open
      danger
      title={t('decline.title', { id: props.request.id })}
      consequence={t('decline.consequence')}
      confirmLabel={t('action.decline')}
      blocked={reason.trim() === ''}
      busy={decline.isPending}
      error={decline.error}
      onClose={() => {
        props.onClose(false)
      }}
      onConfirm={() => {
        decline.mutate(
          { id: props.request.id, reason: reason.trim() },
          {
            onSuccess: () => {
              toast({ tone: 'info', text: t('decline.done') })
              props.onClose(true)
            }
          }
        )
      }}
    >
      <TextField
        label={t('decline.reason')}
        value={reason}
        required
        multiline
        minRows={2}
        autoFocus
        onChange={(event) => {
          setReason(event.target.value)
        }}
      />
      <DeclineReasons typed={reason} onPick={setReason} />
    </ConfirmDialog>
  )
}
