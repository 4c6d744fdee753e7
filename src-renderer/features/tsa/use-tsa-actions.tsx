import Autorenew from '@mui/icons-material/Autorenew'
import Delete from '@mui/icons-material/DeleteOutlined'
import Pause from '@mui/icons-material/PauseCircleOutlined'
import Play from '@mui/icons-material/PlayCircleOutlined'
import { useMemo, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { TsaService } from '../../../src-shared/api/tsa.ts'
import { useCommand } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { useActions } from '../../ui/action/action-registry.tsx'
import type { Action } from '../../ui/action/action.ts'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { failureOf } from '../../ui/display/error-view.tsx'
import { useToast } from '../../ui/toasts.tsx'

type Asked = 'disable' | 'delete' | 'renew'

/** What can be done with a service; each step that takes something away asks first. */
export function useTsaActions({ id, name, state }: TsaService): {
  readonly actions: readonly Action[]
  readonly dialogs: ReactElement
} {
  const { t } = useTranslation('tsa')
  const toast = useToast()
  const navigate = useNavigate()
  const mayEdit = useMay('service.edit')
  const [asked, setAsked] = useState<Asked | null>(null)
  const { mutate: enable } = useCommand('tsa.enable')
  const disable = useCommand('tsa.disable')
  const remove = useCommand('tsa.delete')
  const renew = useCommand('tsa.renew')
  const actions = useMemo<readonly Action[]>(() => {
    if (!mayEdit) return []
    const ask = (what: Asked) => () => {
      setAsked(what)
    }
    return [
      state === 'enabled'
        ? { id: 'tsa.disable', label: t('action.disable'), icon: Pause, run: ask('disable') }
        : {
            id: 'tsa.enable',
            label: t('action.enable'),
            icon: Play,
            tone: 'primary' as const,
            run: () => {
              enable(
                { service: id },
                {
                  onError: (error) => {
                    toast({ tone: 'error', text: failureOf(error).message })
                  }
                }
              )
            }
          },
      { id: 'tsa.renew', label: t('action.renew'), icon: Autorenew, run: ask('renew') },
      { id: 'tsa.delete', label: t('action.delete'), icon: Delete, run: ask('delete') }
    ]
  }, [t, mayEdit, state, id, enable, toast])
  useActions(actions)
  const command = asked === 'delete' ? remove : asked === 'renew' ? renew : disable
  const dialogs = (
    <ConfirmDialog
      open={asked !== null}
      danger={asked !== 'renew'}
      title={t(`${asked ?? 'disable'}.title`, { name })}
      consequence={t(`${asked ?? 'disable'}.consequence`)}
      confirmLabel={t(`action.${asked ?? 'disable'}`)}
      busy={command.isPending}
      error={command.error}
      onClose={() => {
        setAsked(null)
      }}
      onConfirm={() => {
        command.mutate(
          { service: id },
          {
            onSuccess: () => {
              toast({ tone: 'success', text: t(`${asked ?? 'disable'}.done`, { name }) })
              setAsked(null)
              if (asked === 'delete') void navigate('/services')
            }
          }
        )
      }}
    />
  )
  return { actions, dialogs }
}
