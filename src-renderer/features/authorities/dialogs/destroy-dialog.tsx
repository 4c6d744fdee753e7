import TextField from '@mui/material/TextField'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../../live.ts'
import { ConfirmDialog } from '../../../ui/dialog/confirm-dialog.tsx'
import { useToast } from '../../../ui/toasts.tsx'
import type { AuthorityDialogProps } from './authority-dialogs.tsx'
import { Consequences } from './consequences.tsx'

/** Destroys the private key: the name is typed, the consequence stands there in numbers. */
export function DestroyDialog({ authority, onClose }: AuthorityDialogProps): ReactElement {
  const { t } = useTranslation('authorities')
  const toast = useToast()
  const destroy = useCommand('authority.destroy')
  const [comment, setComment] = useState('')
  return (
    <ConfirmDialog
      open
      danger
      title={t('destroy.title', { name: authority.name })}
      consequence={<Consequences authority={authority} words="destroy" />}
      confirmLabel={t('destroy.confirm')}
      typeName={authority.name}
      busy={destroy.isPending}
      error={destroy.error}
      onClose={onClose}
      onConfirm={() => {
        destroy.mutate(
          { authority: authority.id, confirmName: authority.name, comment },
          {
            onSuccess: () => {
              toast({ tone: 'success', text: t('destroy.done', { name: authority.name }) })
              onClose()
            }
          }
        )
      }}
    >
      <TextField
        label={t('comment')}
        value={comment}
        multiline
        minRows={2}
        onChange={({ target }) => {
          setComment(target.value.slice(0, 1000))
        }}
      />
    </ConfirmDialog>
  )
}
