import TextField from '@mui/material/TextField'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../live.ts'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'

/** What the script does not say is noted, or the ceremony is given up: both want words that will be read in ten years. */
export function NoteDialog(props: {
  readonly ceremony: number
  readonly what: 'digress' | 'abort'
  readonly onClose: () => void
}): ReactElement {
  const { t } = useTranslation('ceremonies')
  const digress = useCommand('ceremony.digress')
  const abort = useCommand('ceremony.abort')
  const [text, setText] = useState('')
  const { ceremony, what, onClose } = props
  const words = text.trim()
  return (
    <ConfirmDialog
      open
      title={t(`${what}.title`)}
      consequence={t(`${what}.lead`)}
      confirmLabel={t(`${what}.do`)}
      danger={what === 'abort'}
      blocked={words === ''}
      busy={digress.isPending || abort.isPending}
      error={digress.error ?? abort.error}
      onClose={onClose}
      onConfirm={() => {
        if (what === 'digress') digress.mutate({ ceremony, what: words }, { onSuccess: onClose })
        else abort.mutate({ ceremony, reason: words }, { onSuccess: onClose })
      }}
    >
      <TextField
        label={t(`${what}.words`)}
        value={text}
        multiline
        minRows={3}
        autoFocus
        onChange={({ target }) => {
          setText(target.value)
        }}
      />
    </ConfirmDialog>
  )
}
