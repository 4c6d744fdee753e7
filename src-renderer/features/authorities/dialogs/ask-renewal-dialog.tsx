import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../../live.ts'
import { ConfirmDialog } from '../../../ui/dialog/confirm-dialog.tsx'
import { useToast } from '../../../ui/toasts.tsx'
import type { AuthorityDialogProps } from './authority-dialogs.tsx'

/** A CSR for the present key, where an outside signer made the certificate. */
export function AskRenewalDialog({ authority, onClose }: AuthorityDialogProps): ReactElement {
  const { t } = useTranslation('authorities')
  const toast = useToast()
  const ask = useCommand('authority.ask-renewal')
  const { id, name, issuerName } = authority
  return (
    <ConfirmDialog
      open
      title={t('askRenewal.title', { name })}
      consequence={t('askRenewal.consequence', { name, issuer: issuerName ?? '' })}
      confirmLabel={t('askRenewal.confirm')}
      busy={ask.isPending}
      error={ask.error}
      onClose={onClose}
      onConfirm={() => {
        ask.mutate(
          { authority: id },
          {
            onSuccess: () => {
              toast({ tone: 'success', text: t('askRenewal.done', { name }) })
              onClose()
            }
          }
        )
      }}
    />
  )
}
