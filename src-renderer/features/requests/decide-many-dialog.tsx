import Alert from '@mui/material/Alert'
import TextField from '@mui/material/TextField'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { DecisionPreview, RequestRow } from '../../../src-shared/model/request.ts'
import { useCommand, useRead } from '../../live.ts'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { BulkPreview } from '../../ui/grid/bulk-preview.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { requestName } from './request-columns.tsx'

/** Approves or declines the chosen requests that wait; shows before what it touches and after what came of each. */
export function DecideManyDialog(props: {
  readonly decision: 'approve' | 'decline'
  readonly rows: readonly RequestRow[]
  readonly onClose: (done: boolean) => void
}): ReactElement {
  const { t } = useTranslation('requests')
  const { decision, onClose } = props
  const toast = useToast()
  const approve = useCommand('request.approve-many')
  const decline = useCommand('request.decline-many')
  const [text, setText] = useState('')
  const rows = props.rows.filter(({ state }) => state === 'pending-approval')
  const preview = useRead(
    'request.preview-many',
    { ids: rows.map(({ id }) => id), decision },
    { enabled: rows.length > 0 }
  )
  const foreseen = new Map(preview.data?.rows.map((row) => [row.id, row]))
  const count = (outcome: DecisionPreview['outcome']): number =>
    preview.data?.rows.filter((row) => row.outcome === outcome).length ?? 0
  const failing = count('fails')
  const command = decision === 'approve' ? approve : decline
  const answer = command.data
  const after = {
    onSuccess: (outcome: { done: number; failed: readonly unknown[] }) => {
      toast({
        tone: outcome.failed.length === 0 ? 'success' : 'warning',
        text: t('many.done', { count: outcome.done })
      })
      if (outcome.failed.length === 0) onClose(true)
    }
  }
  const title = t(`many.${decision}`, { count: rows.length })
  return (
    <ConfirmDialog
      open
      title={title}
      consequence={`${t(`many.${decision}Text`)}${rows.length < props.rows.length ? ` ${t('many.left')}` : ''}`}
      confirmLabel={answer === undefined ? title : t('ui:close')}
      blocked={answer === undefined && (rows.length === 0 || (decision === 'decline' && text.trim() === ''))}
      busy={command.isPending}
      error={command.error}
      onClose={() => {
        onClose(answer !== undefined)
      }}
      onConfirm={() => {
        const ids = rows.map(({ id }) => id)
        if (answer !== undefined) onClose(true)
        else if (decision === 'approve') approve.mutate({ ids, comment: text }, after)
        else decline.mutate({ ids, reason: text }, after)
      }}
    >
      {answer === undefined && (
        <Alert severity={failing > 0 ? 'warning' : 'info'} role="status">
          {preview.data === undefined
            ? t(preview.error === null ? 'many.looking' : 'many.unknown')
            : t(`many.${decision}Foreseen`, {
                issues: count('issues'),
                approves: count('approves'),
                declines: count('declines'),
                fails: failing
              })}
        </Alert>
      )}
      <BulkPreview
        rows={rows.map((row) => ({
          id: row.id,
          label: requestName(row),
          detail: `${row.profileName} · ${row.requester}`,
          failure:
            answer === undefined
              ? foreseen.get(row.id)?.why || undefined
              : answer.failed.find(({ id }) => id === row.id)?.message
        }))}
        done={answer !== undefined}
      />
      {answer === undefined && (
        <TextField
          label={decision === 'decline' ? t('decline.reason') : t('approve.comment')}
          required={decision === 'decline'}
          value={text}
          multiline
          minRows={2}
          onChange={(event) => {
            setText(event.target.value)
          }}
        />
      )}
    </ConfirmDialog>
  )
}
