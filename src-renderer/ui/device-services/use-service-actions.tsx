import Autorenew from '@mui/icons-material/Autorenew'
import Delete from '@mui/icons-material/DeleteOutlined'
import Pause from '@mui/icons-material/PauseCircleOutlined'
import Play from '@mui/icons-material/PlayCircleOutlined'
import { useMemo, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { DeviceProtocol } from '../../../src-shared/api/devices.ts'
import { useCommand } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { useActions } from '../action/action-registry.tsx'
import type { Action } from '../action/action.ts'
import { ConfirmDialog } from '../dialog/confirm-dialog.tsx'
import { failureOf } from '../display/error-view.tsx'
import { useToast } from '../toasts.tsx'

type Asked = 'disable' | 'renew' | 'delete'
const none: readonly Action[] = []

/**
 * What can be done with a service of any of the protocols; each step that takes something away asks first.
 * @param options.quiet keeps them out of the palette, for a row among others
 */
export function useServiceActions(
  protocol: DeviceProtocol,
  service: { readonly id: number; readonly name: string; readonly state: 'enabled' | 'disabled' },
  options: { readonly quiet?: boolean } = {}
): { readonly actions: readonly Action[]; readonly dialogs: ReactElement } {
  const { t } = useTranslation('device-services')
  const toast = useToast()
  const navigate = useNavigate()
  const mayEdit = useMay('service.edit')
  const [asked, setAsked] = useState<Asked | null>(null)
  const { mutate: enable } = useCommand(`${protocol}.enable`)
  const disable = useCommand(`${protocol}.disable`)
  const remove = useCommand(`${protocol}.delete`)
  // An EST service has no key of its own to renew.
  const renew = useCommand(protocol === 'cmp' ? 'cmp.renew' : 'scep.renew')
  const { id, name, state } = service
  const actions = useMemo<readonly Action[]>(() => {
    if (!mayEdit) return none
    const ask = (what: Asked) => () => {
      setAsked(what)
    }
    return [
      state === 'enabled'
        ? { id: `${protocol}.disable`, label: t('action.disable'), icon: Pause, run: ask('disable') }
        : {
            id: `${protocol}.enable`,
            label: t('action.enable'),
            icon: Play,
            run: () => {
              enable(
                { service: id },
                {
                  onSuccess: () => {
                    toast({ tone: 'success', text: t('done.enable', { name }) })
                  },
                  onError: (error) => {
                    toast({ tone: 'error', text: failureOf(error).message })
                  }
                }
              )
            }
          },
      ...(protocol === 'est'
        ? []
        : [{ id: `${protocol}.renew`, label: t('action.renew'), icon: Autorenew, run: ask('renew') }]),
      { id: `${protocol}.delete`, label: t('action.delete'), icon: Delete, tone: 'danger', run: ask('delete') }
    ]
  }, [t, mayEdit, protocol, state, id, name, enable, toast])
  useActions(options.quiet === true ? none : actions)
  const what = asked ?? 'disable'
  const command = what === 'delete' ? remove : what === 'renew' ? renew : disable
  const dialogs = (
    <ConfirmDialog
      open={asked !== null}
      danger={what !== 'renew'}
      title={t(`ask.${what}.title`, { name })}
      consequence={t(`ask.${what}.consequence`)}
      confirmLabel={t(`action.${what}`)}
      {...(what === 'delete' ? { typeName: name } : {})}
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
              toast({ tone: 'success', text: t(`done.${what}`, { name }) })
              setAsked(null)
              if (what === 'delete') void navigate('/services')
            }
          }
        )
      }}
    />
  )
  return { actions, dialogs }
}
