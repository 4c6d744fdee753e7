import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../../live.ts'
import { ConfirmDialog } from '../../../ui/dialog/confirm-dialog.tsx'
import { useToast } from '../../../ui/toasts.tsx'
import type { AuthorityDialogProps } from './authority-dialogs.tsx'

/** Takes the key off line or brings it back. */
export function KeyLineDialog(props: AuthorityDialogProps & { readonly online: boolean }): ReactElement {
  const { t } = useTranslation('authorities')
  const toast = useToast()
  const set = useCommand('authority.set-key-online')
  const { authority, online, onClose } = props
  const words = online ? 'online' : 'offline'
  return (
    <ConfirmDialog
      open
      title={t(`${words}.title`, { name: authority.name })}
      consequence={t(`${words}.consequence`)}
      confirmLabel={t(`${words}.confirm`)}
      busy={set.isPending}
      error={set.error}
      onClose={onClose}
      onConfirm={() => {
        set.mutate(
          { authority: authority.id, online },
          {
            onSuccess: () => {
              toast({ tone: 'success', text: t(`${words}.done`, { name: authority.name }) })
              onClose()
            }
          }
        )
      }}
    />
  )
}
