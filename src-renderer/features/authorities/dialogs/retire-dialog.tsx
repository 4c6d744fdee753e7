import TextField from '@mui/material/TextField'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../../live.ts'
import { ConfirmDialog } from '../../../ui/dialog/confirm-dialog.tsx'
import { useToast } from '../../../ui/toasts.tsx'
import type { AuthorityDialogProps } from './authority-dialogs.tsx'
import { Consequences } from './consequences.tsx'

/** Ends issuing for good; there is no way back. */
export function RetireDialog({ authority, onClose }: AuthorityDialogProps): ReactElement {
  const { t } = useTranslation('authorities')
  const toast = useToast()
  const retire = useCommand('authority.retire')
  const [comment, setComment] = useState('')
  return (
    <ConfirmDialog
      open
      danger
      title={t('retire.title', { name: authority.name })}
      consequence={<Consequences authority={authority} words="retire" />}
      confirmLabel={t('retire.confirm')}
      typeName={authority.name}
      busy={retire.isPending}
      error={retire.error}
      onClose={onClose}
      onConfirm={() => {
        retire.mutate(
          { authority: authority.id, comment },
          {
            onSuccess: () => {
              toast({ tone: 'success', text: t('retire.done', { name: authority.name }) })
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
