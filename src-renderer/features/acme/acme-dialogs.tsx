import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { AcmeService } from '../../../src-shared/api/services.ts'
import { useCommand } from '../../live.ts'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { useLocale } from '../../ui/display/use-locale.ts'
import { useToast } from '../../ui/toasts.tsx'

export type AcmeDialog = 'disable' | 'delete'
interface DialogProps {
  readonly service: AcmeService
  readonly onClose: () => void
}

/** The one dialog that is open. */
export function AcmeDialogs(props: DialogProps & { readonly shown: AcmeDialog | null }): ReactElement | null {
  const { shown, ...given } = props
  if (shown === 'disable') return <DisableDialog {...given} />
  return shown === 'delete' ? <DeleteDialog {...given} /> : null
}

function DisableDialog({ service, onClose }: DialogProps): ReactElement {
  const { t } = useTranslation('acme')
  const toast = useToast()
  const disable = useCommand('acme.disable')
  return (
    <ConfirmDialog
      open
      danger
      title={t('disable.title', { name: service.name })}
      consequence={t('disable.consequence', { count: service.accounts })}
      confirmLabel={t('action.disable')}
      busy={disable.isPending}
      error={disable.error}
      onClose={onClose}
      onConfirm={() => {
        disable.mutate(
          { service: service.id, disabled: true },
          {
            onSuccess: () => {
              toast({ tone: 'success', text: t('disable.done', { name: service.name }) })
              onClose()
            }
          }
        )
      }}
    />
  )
}

function DeleteDialog({ service, onClose }: DialogProps): ReactElement {
  const { t } = useTranslation('acme')
  const locale = useLocale()
  const navigate = useNavigate()
  const toast = useToast()
  const remove = useCommand('acme.delete')
  return (
    <ConfirmDialog
      open
      danger
      title={t('delete.title', { name: service.name })}
      consequence={t('delete.consequence', {
        accounts: t('delete.accounts', { count: service.accounts, formatted: service.accounts.toLocaleString(locale) }),
        orders: t('delete.orders', { count: service.orders, formatted: service.orders.toLocaleString(locale) })
      })}
      confirmLabel={t('delete.confirm')}
      typeName={service.name}
      busy={remove.isPending}
      error={remove.error}
      onClose={onClose}
      onConfirm={() => {
        remove.mutate(
          { service: service.id },
          {
            onSuccess: () => {
              toast({ tone: 'success', text: t('delete.done', { name: service.name }) })
              onClose()
              void navigate('/services')
            }
          }
        )
      }}
    />
  )
}
