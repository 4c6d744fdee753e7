import TextField from '@mui/material/TextField'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CertificateView } from '../../../src-shared/api/certificates.ts'
import { call } from '../../client.ts'
import { useCommand } from '../../live.ts'
import { useUndo } from '../../ui/action/use-undo.ts'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { certificateName } from './certificate-columns.tsx'

/** Words of the operators about a certificate. */
export function NoteDialog(props: {
  readonly certificate: CertificateView
  readonly onClose: () => void
}): ReactElement {
  const { t } = useTranslation('certificates')
  const undo = useUndo()
  const annotate = useCommand('certificate.annotate')
  const [note, setNote] = useState(props.certificate.note)
  return (
    <ConfirmDialog
      open
      title={t('action.note')}
      consequence={certificateName(props.certificate)}
      confirmLabel={t('ui:save')}
      busy={annotate.isPending}
      error={annotate.error}
      onClose={props.onClose}
      onConfirm={() => {
        annotate.mutate(
          { id: props.certificate.id, note },
          {
            onSuccess: () => {
              undo(t('noteSaved'), () =>
                call('certificate.annotate', { id: props.certificate.id, note: props.certificate.note })
              )
              props.onClose()
            }
          }
        )
      }}
    >
      <TextField
        label={t('noteLabel')}
        value={note}
        multiline
        minRows={3}
        onChange={(event) => {
          setNote(event.target.value)
        }}
      />
    </ConfirmDialog>
  )
}
