import TextField from '@mui/material/TextField'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CrlRow } from '../../../src-shared/api/crls.ts'
import { useCommand } from '../../live.ts'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { absoluteTime } from '../../ui/display/time-words.ts'
import { useLocale } from '../../ui/display/use-locale.ts'
import { useToast } from '../../ui/toasts.tsx'

/** Releases a CRL that misses a revocation, with the reason why. */
export function ReleaseDialog(props: { readonly crl: CrlRow; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('publication')
  const locale = useLocale()
  const toast = useToast()
  const release = useCommand('crl.release')
  const [comment, setComment] = useState('')
  const { crl, onClose } = props
  return (
    <ConfirmDialog
      open
      danger
      title={t('release.title', { number: crl.number, name: crl.authorityName })}
      consequence={t('release.consequence', { until: absoluteTime(crl.nextUpdate, locale) })}
      confirmLabel={t('release.confirm')}
      blocked={comment.trim() === ''}
      busy={release.isPending}
      error={release.error}
      onClose={onClose}
      onConfirm={() => {
        release.mutate(
          { id: crl.id, comment: comment.trim() },
          {
            onSuccess: () => {
              toast({ tone: 'success', text: t('release.done', { number: crl.number }) })
              onClose()
            }
          }
        )
      }}
    >
      <TextField
        label={t('release.comment')}
        helperText={t('release.commentHelp')}
        required
        multiline
        minRows={2}
        value={comment}
        onChange={(event) => {
          setComment(event.target.value)
        }}
        slotProps={{ htmlInput: { maxLength: 500 } }}
      />
    </ConfirmDialog>
  )
}
