import Delete from '@mui/icons-material/DeleteOutlined'
import Hand from '@mui/icons-material/VpnKeyOutlined'
import Key from '@mui/icons-material/PasswordOutlined'
import Send from '@mui/icons-material/SendOutlined'
import { useMemo, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Mailbox } from '../../../src-shared/model/validation.ts'
import { useCommand } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import type { Action } from '../../ui/action/action.ts'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { SecretOnceDialog } from '../../ui/dialog/secret-once-dialog.tsx'
import { failureOf } from '../../ui/display/error-view.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { TokenDialog } from './token-dialog.tsx'

/** What can be done with a mailbox: send or show a token, enter it, remove. */
export function useMailboxActions(
  mailbox: Mailbox,
  onGone: () => void
): { readonly main: readonly Action[]; readonly rest: readonly Action[]; readonly dialogs: ReactElement } {
  const { t } = useTranslation('domains')
  const toast = useToast()
  const mayRun = useMay('validation.run')
  const mayEdit = useMay('organization.edit')
  const [asked, setAsked] = useState<'enter' | 'remove' | null>(null)
  const [token, setToken] = useState<string | null>(null)
  const { mutate: add } = useCommand('mailbox.add')
  const remove = useCommand('mailbox.remove')
  const { address, organizationId: organization, nextAction } = mailbox
  const [main, rest] = useMemo(() => {
    const start = (handOver: boolean) => (): void => {
      add(
        { address, organization, handOver },
        {
          onSuccess: (made) => {
            if (made.token === null) toast({ tone: 'success', text: t('mailbox.sent', { address }) })
            setToken(made.token)
          },
          onError: (error) => {
            toast({ tone: 'error', text: failureOf(error).message })
          }
        }
      )
    }
    const first: Action[] = []
    const more: Action[] = []
    if (mayRun) {
      if (nextAction === 'enter-token')
        first.push({
          id: 'mailbox.enter',
          label: t('mailbox.enter'),
          icon: Key,
          tone: 'primary',
          run: () => {
            setAsked('enter')
          }
        })
      const send: Action = { id: 'mailbox.send', label: t('mailbox.send'), icon: Send, run: start(false) }
      if (nextAction === 'enter-token') more.push(send)
      else first.push(send)
    }
    if (mayEdit)
      more.push(
        { id: 'mailbox.hand-over', label: t('mailbox.handOver'), icon: Hand, run: start(true) },
        {
          id: 'mailbox.remove',
          label: t('remove'),
          icon: Delete,
          tone: 'danger',
          run: () => {
            setAsked('remove')
          }
        }
      )
    return [first, more]
  }, [t, toast, add, address, organization, nextAction, mayRun, mayEdit])
  const close = (): void => {
    setAsked(null)
  }
  const dialogs = (
    <>
      {asked === 'enter' && <TokenDialog mailbox={mailbox} onClose={close} />}
      <SecretOnceDialog
        open={token !== null}
        title={t('mailbox.handTitle', { address })}
        explanation={t('mailbox.handText')}
        secret={token ?? ''}
        fileName="token.txt"
        onKept={() => {
          setToken(null)
        }}
      />
      <ConfirmDialog
        open={asked === 'remove'}
        danger
        title={t('mailbox.removeTitle', { address })}
        consequence={t('mailbox.removeText')}
        confirmLabel={t('remove')}
        busy={remove.isPending}
        error={remove.error}
        onClose={close}
        onConfirm={() => {
          remove.mutate(
            { address, organization },
            {
              onSuccess: () => {
                toast({ tone: 'success', text: t('removed', { name: address }) })
                close()
                onGone()
              }
            }
          )
        }}
      />
    </>
  )
  return { main, rest, dialogs }
}
