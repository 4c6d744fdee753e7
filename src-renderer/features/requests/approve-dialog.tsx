import TextField from '@mui/material/TextField'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { RequestView } from '../../../src-shared/api/requests.ts'
import { useCommand } from '../../live.ts'
import { LintFindings } from '../../ui/certificate/lint-findings.tsx'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { ReasonList } from '../../ui/display/reason-list.tsx'
import { useToast } from '../../ui/toasts.tsx'

/** Approve, with the version that was read: a request that changed meanwhile is refused by the engine. */
export function ApproveDialog(props: {
  readonly request: RequestView
  readonly onClose: (done: boolean) => void
}): ReactElement {
  const { t } = useTranslation('requests')
  const { request, onClose } = props
  const navigate = useNavigate()
  const toast = useToast()
  const approve = useCommand('request.approve')
  const [comment, setComment] = useState('')
  const reasons = request.assessment?.reasons ?? []
  const lastApproval = request.approvals + 1 >= request.approvalsNeeded
  return (
    <ConfirmDialog
      open
      title={t('approve.title', { id: request.id })}
      consequence={t(lastApproval ? 'approve.consequence' : 'approve.consequenceMore')}
      confirmLabel={t(lastApproval ? 'action.approveSign' : 'action.approve')}
      blocked={reasons.length > 0}
      busy={approve.isPending}
      error={approve.error}
      onClose={() => {
        onClose(false)
      }}
      onConfirm={() => {
        approve.mutate(
          { id: request.id, comment, version: request.version },
          {
            onSuccess: ({ certificateId }) => {
              toast({
                tone: 'success',
                text: certificateId === null ? t('approve.done') : t('approve.issued', { id: certificateId }),
                ...(certificateId === null
                  ? {}
                  : {
                      action: { label: t('approve.open'), run: () => void navigate(`/certificates/${certificateId}`) }
                    })
              })
              onClose(true)
            }
          }
        )
      }}
    >
      {reasons.length > 0 && <ReasonList reasons={reasons} />}
      {request.assessment !== null && request.assessment.findings.length > 0 && (
        <LintFindings findings={request.assessment.findings} />
      )}
      <TextField
        label={t('approve.comment')}
        value={comment}
        multiline
        autoFocus
        onChange={(event) => {
          setComment(event.target.value)
        }}
      />
    </ConfirmDialog>
  )
}
