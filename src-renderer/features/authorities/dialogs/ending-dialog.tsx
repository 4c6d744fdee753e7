import TextField from '@mui/material/TextField'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../../live.ts'
import { ConfirmDialog } from '../../../ui/dialog/confirm-dialog.tsx'
import { useToast } from '../../../ui/toasts.tsx'
import type { AuthorityDialogProps } from './authority-dialogs.tsx'
import { Consequences } from './consequences.tsx'

/**
 * Retires an authority, or destroys the key of one that is retired. There is no way back from either: the name is typed,
 * the consequence stands there in numbers.
 */
export function EndingDialog(props: AuthorityDialogProps & { readonly ending: 'retire' | 'destroy' }): ReactElement {
  const { t } = useTranslation('authorities')
  const { authority, onClose, ending } = props
  const { id, name } = authority
  const toast = useToast()
  const retire = useCommand('authority.retire')
  const destroy = useCommand('authority.destroy')
  const [comment, setComment] = useState('')
  const done = {
    onSuccess: () => {
      toast({ tone: 'success', text: t(`${ending}.done`, { name }) })
      onClose()
    }
  }
  return (
    <ConfirmDialog
      open
      danger
      title={t(`${ending}.title`, { name })}
      consequence={<Consequences authority={authority} words={ending} />}
      confirmLabel={t(`${ending}.confirm`)}
      typeName={name}
      busy={retire.isPending || destroy.isPending}
      operation={`authority.${ending}`}
      error={retire.error ?? destroy.error}
      onClose={onClose}
      onConfirm={() => {
        if (ending === 'retire') retire.mutate({ authority: id, comment }, done)
        else destroy.mutate({ authority: id, confirmName: name, comment }, done)
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
