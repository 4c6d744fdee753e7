import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useCommand } from '../../../live.ts'
import { ConfirmDialog } from '../../../ui/dialog/confirm-dialog.tsx'
import { useToast } from '../../../ui/toasts.tsx'
import type { AuthorityDialogProps } from './authority-dialogs.tsx'

/** Removes an authority that never had a certificate. */
export function RemoveDraftDialog({ authority, onClose }: AuthorityDialogProps): ReactElement {
  const { t } = useTranslation('authorities')
  const navigate = useNavigate()
  const toast = useToast()
  const remove = useCommand('authority.delete-draft')
  return (
    <ConfirmDialog
      open
      danger
      title={t('remove.title', { name: authority.name })}
      consequence={t('remove.consequence')}
      confirmLabel={t('remove.confirm')}
      typeName={authority.name}
      busy={remove.isPending}
      error={remove.error}
      onClose={onClose}
      onConfirm={() => {
        remove.mutate(
          { authority: authority.id },
          {
            onSuccess: () => {
              toast({ tone: 'success', text: t('remove.done', { name: authority.name }) })
              onClose()
              void navigate('/authorities')
            }
          }
        )
      }}
    />
  )
}
