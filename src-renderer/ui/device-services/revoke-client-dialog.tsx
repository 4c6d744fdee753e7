import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../live.ts'
import { ConfirmDialog } from '../dialog/confirm-dialog.tsx'
import { useToast } from '../toasts.tsx'

/** Asks before a client of EST or CMP is shut out for good, and does it. */
export function RevokeClientDialog(props: {
  readonly protocol: 'est' | 'cmp'
  readonly client: { readonly id: number; readonly name: string }
  readonly onClose: () => void
}): ReactElement {
  const { t } = useTranslation(props.protocol)
  const toast = useToast()
  const { client, onClose } = props
  const revoke = useCommand(`${props.protocol}.client-revoke`)
  return (
    <ConfirmDialog
      open
      danger
      title={t('client.revocation.title', { name: client.name })}
      consequence={t('client.revocation.consequence')}
      confirmLabel={t('client.revoke')}
      busy={revoke.isPending}
      error={revoke.error}
      onClose={onClose}
      onConfirm={() => {
        revoke.mutate(
          { id: client.id },
          {
            onSuccess: () => {
              toast({ tone: 'success', text: t('client.revocation.done', { name: client.name }) })
              onClose()
            }
          }
        )
      }}
    />
  )
}
