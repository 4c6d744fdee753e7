import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { TokenKeyView, TokenView } from '../../../src-shared/model/token.ts'
import { useCommand } from '../../live.ts'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { useToast } from '../../ui/toasts.tsx'

/** Lets a copy of a key of ours sign too. */
export function TakeUpDialog(props: {
  readonly token: TokenView
  readonly of: TokenKeyView
  readonly onClose: () => void
}): ReactElement {
  const { t } = useTranslation('tokens')
  const toast = useToast()
  const takeUp = useCommand('token.take-up')
  const { id, label, copyOf, authority } = props.of
  return (
    <ConfirmDialog
      open
      title={t('takeUp.title', { label })}
      consequence={t('takeUp.consequence', { key: authority ?? copyOf ?? '' })}
      confirmLabel={t('action.takeUp')}
      busy={takeUp.isPending}
      operation="token.take-up"
      error={takeUp.error}
      onClose={props.onClose}
      onConfirm={() => {
        takeUp.mutate(
          { token: props.token.address, key: id === '' ? label : id },
          {
            onSuccess: () => {
              toast({ tone: 'success', text: t('takeUp.done', { label }) })
              props.onClose()
            }
          }
        )
      }}
    />
  )
}
