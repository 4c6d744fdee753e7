import People from '@mui/icons-material/DevicesOutlined'
import { useMemo, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useCommand } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { DataTable } from '../../ui/grid/data-table.tsx'
import { usePages, type RowOf } from '../../ui/grid/use-pages.ts'
import { useToast } from '../../ui/toasts.tsx'
import { accountColumns } from './acme-columns.tsx'
import type { TabProps } from './service-page.tsx'

type Account = RowOf<'acme.accounts'>

/** The accounts that clients registered; a row leads to its orders. */
export function AccountsTab({ service }: TabProps): ReactElement {
  const { t } = useTranslation('acme')
  const navigate = useNavigate()
  const mayEdit = useMay('service.edit')
  const pages = usePages('acme.accounts', { service: service.id, limit: 100 })
  const [closing, setClosing] = useState<Account | null>(null)
  const columns = useMemo(() => accountColumns(t, mayEdit ? setClosing : undefined), [t, mayEdit])
  const openOrders = ({ id }: Account): void => {
    void navigate(`/services/acme/${service.id}?tab=orders&account=${id}`)
  }
  return (
    <>
      <DataTable<Account>
        label={t('tab.accounts')}
        columns={columns}
        pages={pages}
        onPeek={() => undefined}
        onOpen={openOrders}
        hiddenColumns={['thumbprint', 'keyType', 'createdFrom']}
        empty={<EmptyState icon={People} title={t('account.empty.title')} text={t('account.empty.text')} />}
      />
      {closing !== null && (
        <CloseDialog
          account={closing}
          onClose={() => {
            setClosing(null)
          }}
        />
      )}
    </>
  )
}

function CloseDialog(props: { readonly account: Account; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('acme')
  const toast = useToast()
  const { account, onClose } = props
  const revoke = useCommand('acme.account-revoke')
  return (
    <ConfirmDialog
      open
      danger
      title={t('account.close.title', { id: account.id })}
      consequence={t('account.close.consequence', { count: account.orders })}
      confirmLabel={t('account.close.confirm')}
      busy={revoke.isPending}
      error={revoke.error}
      onClose={onClose}
      onConfirm={() => {
        revoke.mutate(
          { id: account.id },
          {
            onSuccess: () => {
              toast({ tone: 'success', text: t('account.close.done', { id: account.id }) })
              onClose()
            }
          }
        )
      }}
    />
  )
}
