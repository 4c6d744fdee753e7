import Add from '@mui/icons-material/PersonAddOutlined'
import Edit from '@mui/icons-material/EditOutlined'
import Key from '@mui/icons-material/PasswordOutlined'
import Block from '@mui/icons-material/Block'
import Play from '@mui/icons-material/PlayCircleOutlined'
import Skeleton from '@mui/material/Skeleton'
import Box from '@mui/material/Box'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { operatorView } from '../../../src-shared/api/operators.ts'
import { call } from '../../client.ts'
import { useCommand, useRead } from '../../live.ts'
import { useMay, useSession } from '../../state/session.tsx'
import { ActionButton } from '../../ui/action/action-button.tsx'
import { ActionMenu } from '../../ui/action/action-menu.tsx'
import type { Action } from '../../ui/action/action.ts'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { NewPassphraseDialog } from '../../ui/dialog/new-passphrase-dialog.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { roleWords } from '../../ui/engine/role-words.ts'
import { Section } from '../../ui/layout/section.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { AccountDialog } from './account-dialog.tsx'

export type OperatorView = z.output<typeof operatorView>
type Shown =
  { readonly kind: 'create' } | { readonly kind: 'edit' | 'state' | 'passphrase'; readonly operator: OperatorView }

/** The operator accounts and what can be done with them. */
export function AccountsTab(): ReactElement {
  const { t, i18n } = useTranslation('operators')
  const me = useSession().operator
  const mayManage = useMay('operator.manage')
  const read = useRead('operator.list', {})
  const roles = useRead('role.list', {})
  const [shown, setShown] = useState<Shown | null>(null)
  const close = (): void => {
    setShown(null)
  }
  const labels = new Map(roles.data?.roles.map(({ name, label }) => [name, label]))
  if (read.data === undefined) {
    return read.error === null ? (
      <Skeleton variant="rounded" height={240} />
    ) : (
      <ErrorView error={read.error} onRetry={() => void read.refetch()} />
    )
  }
  const actionsFor = (operator: OperatorView): readonly Action[] => {
    const own = operator.id === me.id ? t('blocked.own') : undefined
    const open = (kind: 'edit' | 'state' | 'passphrase') => (): void => {
      setShown({ kind, operator })
    }
    return [
      { id: 'operator.edit', label: t('action.edit'), icon: Edit, run: open('edit') },
      { id: 'operator.passphrase', label: t('action.passphrase'), icon: Key, blocked: own, run: open('passphrase') },
      operator.state === 'active'
        ? { id: 'operator.disable', label: t('action.disable'), icon: Block, blocked: own, run: open('state') }
        : { id: 'operator.enable', label: t('action.enable'), icon: Play, run: open('state') }
    ]
  }
  return (
    <>
      <Section
        title={t('accounts')}
        flush
        aside={
          mayManage && (
            <ActionButton
              size="small"
              action={{
                id: 'operator.create',
                label: t('action.create'),
                icon: Add,
                tone: 'primary',
                run: () => {
                  setShown({ kind: 'create' })
                }
              }}
            />
          )
        }
      >
        <QuietTable
          label={t('accounts')}
          head={[
            t('column.name'),
            t('column.roles'),
            t('column.state'),
            t('column.lastSignIn'),
            t('column.createdAt'),
            ''
          ]}
          rows={read.data.operators.map((operator) => ({
            key: operator.id,
            cells: [
              <Box key="name">
                <Box sx={{ fontWeight: 600, whiteSpace: 'nowrap' }}>
                  {operator.displayName === '' ? operator.name : operator.displayName}
                </Box>
                <Box sx={{ color: 'text.secondary' }}>
                  {operator.name}
                  {operator.id === me.id && ` · ${t('you')}`}
                </Box>
              </Box>,
              operator.roles.map((name) => roleWords(i18n.language, name, labels.get(name))).join(', '),
              <Box key="state" sx={{ display: 'grid', gap: 1, justifyItems: 'start' }}>
                <StateChip kind="operator" state={operator.state} />
                {operator.blockedUntil !== null && operator.blockedUntil > Date.now() && (
                  <span>
                    {t('slowedDown')} <TimeText at={operator.blockedUntil} short />
                  </span>
                )}
              </Box>,
              operator.lastSignInAt === null ? t('never') : <TimeText key="last" at={operator.lastSignInAt} />,
              <TimeText key="created" at={operator.createdAt} precision="day" short />,
              mayManage ? (
                <ActionMenu key="menu" actions={actionsFor(operator)} label={t('moreFor', { name: operator.name })} />
              ) : (
                ''
              )
            ]
          }))}
        />
      </Section>
      {shown !== null && <Dialogs shown={shown} onClose={close} />}
    </>
  )
}

function Dialogs({ shown, onClose }: { readonly shown: Shown; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('operators')
  const toast = useToast()
  const update = useCommand('operator.update')
  if (shown.kind === 'create') return <AccountDialog operator={null} onClose={onClose} />
  const { operator } = shown
  if (shown.kind === 'edit') return <AccountDialog operator={operator} onClose={onClose} />
  if (shown.kind === 'passphrase') {
    return (
      <NewPassphraseDialog
        words={{
          title: t('reset.title', { name: operator.name }),
          lead: t('reset.lead'),
          label: t('field.passphrase'),
          again: t('field.again'),
          action: t('reset.confirm')
        }}
        run={async (passphrase) => {
          await call('operator.reset-passphrase', { operator: operator.id, passphrase })
          toast({ tone: 'success', text: t('reset.done', { name: operator.name }) })
        }}
        onClose={onClose}
      />
    )
  }
  const next = operator.state === 'active' ? 'disabled' : 'active'
  return (
    <ConfirmDialog
      open
      danger={next === 'disabled'}
      title={t(`${next}.title`, { name: operator.name })}
      consequence={t(`${next}.consequence`)}
      confirmLabel={t(`${next}.confirm`)}
      busy={update.isPending}
      operation="operator.update"
      error={update.error}
      onClose={onClose}
      onConfirm={() => {
        update.mutate({ operator: operator.id, state: next }, { onSuccess: onClose })
      }}
    />
  )
}
