import TextField from '@mui/material/TextField'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CertificateView } from '../../../src-shared/api/certificates.ts'
import { useCommand } from '../../live.ts'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { certificateName } from './certificate-columns.tsx'
import { useSentToast } from './use-sent-toast.ts'

/** The same content with the same key. */
export function RenewDialog(props: {
  readonly certificate: CertificateView
  readonly onClose: () => void
}): ReactElement {
  const { t } = useTranslation('certificates')
  const renew = useCommand('certificate.renew')
  const tell = useSentToast()
  const [note, setNote] = useState('')
  return (
    <ConfirmDialog
      open
      title={t('renew.title', { name: certificateName(props.certificate) })}
      consequence={t('renew.consequence')}
      confirmLabel={t('renew.confirm')}
      busy={renew.isPending}
      error={renew.error}
      onClose={props.onClose}
      onConfirm={() => {
        renew.mutate(
          { id: props.certificate.id, note },
          {
            onSuccess: (sent) => {
              tell(sent)
              props.onClose()
            }
          }
        )
      }}
    >
      <TextField
        label={t('comment')}
        value={note}
        onChange={(event) => {
          setNote(event.target.value)
        }}
      />
    </ConfirmDialog>
  )
}
