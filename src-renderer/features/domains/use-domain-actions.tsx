import Autorenew from '@mui/icons-material/Autorenew'
import Delete from '@mui/icons-material/DeleteOutlined'
import Pause from '@mui/icons-material/PauseCircleOutlined'
import Play from '@mui/icons-material/PlayCircleOutlined'
import { useMemo, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { Domain } from '../../../src-shared/model/validation.ts'
import { useCommand } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import type { Action } from '../../ui/action/action.ts'
import { useActions } from '../../ui/action/action-registry.tsx'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { failureOf } from '../../ui/display/error-view.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { proveAgainAddress } from './prove-again.ts'

/** What can be done with a domain; what takes something away asks first. */
export function useDomainActions(domain: Domain): {
  readonly main: readonly Action[]
  readonly rest: readonly Action[]
  readonly dialogs: ReactElement
} {
  const { t } = useTranslation('domains')
  const navigate = useNavigate()
  const toast = useToast()
  const mayRun = useMay('validation.run')
  const mayEdit = useMay('organization.edit')
  const [asked, setAsked] = useState<'stop' | 'remove' | null>(null)
  const disable = useCommand('domain.disable')
  const remove = useCommand('domain.remove')
  const { name, organizationId, state, nextAction, basis } = domain
  const { mutate: setDisabled } = disable
  const main = useMemo<readonly Action[]>(() => {
    if (!mayRun || state === 'inactive') return []
    const urgent = nextAction === 'prove-again' || nextAction === 'renew-soon'
    return [
      {
        id: 'domain.prove',
        label: t(basis === null ? 'otherProof' : 'proveAgain'),
        icon: Autorenew,
        ...(urgent ? { tone: 'primary' as const } : {}),
        run: () => void navigate(proveAgainAddress(domain))
      }
    ]
  }, [t, mayRun, state, nextAction, basis, navigate, domain])
  const rest = useMemo<readonly Action[]>(() => {
    if (!mayEdit) return []
    return [
      state === 'inactive'
        ? {
            id: 'domain.resume',
            label: t('resume'),
            icon: Play,
            run: () => {
              setDisabled(
                { name, organization: organizationId, disabled: false },
                {
                  onSuccess: () => {
                    toast({ tone: 'success', text: t('resumed', { name }) })
                  },
                  onError: (error) => {
                    toast({ tone: 'error', text: failureOf(error).message })
                  }
                }
              )
            }
          }
        : {
            id: 'domain.stop',
            label: t('stop'),
            icon: Pause,
            run: () => {
              setAsked('stop')
            }
          },
      {
        id: 'domain.remove',
        label: t('remove'),
        icon: Delete,
        tone: 'danger',
        run: () => {
          setAsked('remove')
        }
      }
    ]
  }, [t, mayEdit, state, name, organizationId, setDisabled, toast])
  useActions(main)
  const command = asked === 'remove' ? remove : disable
  const done = (): void => {
    toast({ tone: 'success', text: t(asked === 'remove' ? 'removed' : 'stopped', { name }) })
    if (asked === 'remove') void navigate('/domains')
    setAsked(null)
  }
  const dialogs = (
    <ConfirmDialog
      open={asked !== null}
      danger
      title={t(asked === 'remove' ? 'removeTitle' : 'stopTitle', { name })}
      consequence={t(asked === 'remove' ? 'removeText' : 'stopText')}
      confirmLabel={t(asked === 'remove' ? 'remove' : 'stop')}
      busy={command.isPending}
      error={command.error}
      onClose={() => {
        setAsked(null)
      }}
      onConfirm={() => {
        const which = { name, organization: organizationId }
        if (asked === 'remove') remove.mutate(which, { onSuccess: done })
        else disable.mutate({ ...which, disabled: true }, { onSuccess: done })
      }}
    />
  )
  return { main, rest, dialogs }
}
