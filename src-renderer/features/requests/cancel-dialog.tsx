import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { RequestView } from '../../../src-shared/api/requests.ts'
import { useCommand } from '../../live.ts'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { useToast } from '../../ui/toasts.tsx'

/** Takes back an own request. */
export function CancelDialog(props: { readonly request: RequestView; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('requests')
  const toast = useToast()
  const cancel = useCommand('request.cancel')
  return (
    <ConfirmDialog
      open
      title={t('cancel.title', { id: props.request.id })}
      consequence={t('cancel.consequence')}
      confirmLabel={t('action.cancel')}
      busy={cancel.isPending}
      error={cancel.error}
      onClose={props.onClose}
      onConfirm={() => {
        cancel.mutate(
          { id: props.request.id },
          {
            onSuccess: () => {
              toast({ tone: 'info', text: t('cancel.done') })
              props.onClose()
            }
          }
        )
      }}
    />
  )
}
