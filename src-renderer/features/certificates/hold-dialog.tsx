import TextField from '@mui/material/TextField'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CertificateView } from '../../../src-shared/api/certificates.ts'
import { useCommand } from '../../live.ts'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { certificateName } from './certificate-columns.tsx'

/** Suspend, or take off hold. */
export function HoldDialog(props: {
  readonly certificate: CertificateView
  readonly to: 'suspend' | 'reinstate'
  readonly onClose: () => void
}): ReactElement {
  const { t } = useTranslation('certificates')
  const { certificate, to, onClose } = props
  const toast = useToast()
  const suspend = useCommand('certificate.suspend')
  const reinstate = useCommand('certificate.reinstate')
  const [comment, setComment] = useState('')
  const command = to === 'suspend' ? suspend : reinstate
  return (
    <ConfirmDialog
      open
      title={t(`${to}.title`, { name: certificateName(certificate) })}
      consequence={t(`${to}.consequence`)}
      confirmLabel={t(`${to}.confirm`)}
      busy={command.isPending}
      error={command.error}
      onClose={onClose}
      onConfirm={() => {
        command.mutate(
          { id: certificate.id, comment },
          {
            onSuccess: () => {
              toast({ tone: 'success', text: t(`${to}.done`) })
              onClose()
            }
          }
        )
      }}
    >
      <TextField
        label={t('comment')}
        value={comment}
        onChange={(event) => {
          setComment(event.target.value)
        }}
      />
    </ConfirmDialog>
  )
}
