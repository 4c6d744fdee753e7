import Delete from '@mui/icons-material/DeleteOutlined'
import Edit from '@mui/icons-material/EditOutlined'
import Pause from '@mui/icons-material/PauseCircleOutlined'
import Play from '@mui/icons-material/PlayCircleOutlined'
import Star from '@mui/icons-material/StarBorderOutlined'
import { useMemo, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { AcmeService } from '../../../src-shared/api/services.ts'
import { useCommand } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { useActions } from '../../ui/action/action-registry.tsx'
import type { Action } from '../../ui/action/action.ts'
import { failureOf } from '../../ui/display/error-view.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { AcmeDialogs, type AcmeDialog } from './acme-dialogs.tsx'

interface AcmeActions {
  readonly main: readonly Action[]
  readonly rest: readonly Action[]
  readonly dialogs: ReactElement
}

const none: readonly Action[] = []

/**
 * Everything that can be done with one ACME service.
 * @param options.quiet keeps them out of the palette, for a row among others
 */
export function useAcmeActions(service: AcmeService, options: { readonly quiet?: boolean } = {}): AcmeActions {
  const { t } = useTranslation('acme')
  const navigate = useNavigate()
  const toast = useToast()
  const mayEdit = useMay('service.edit')
  const [dialog, setDialog] = useState<AcmeDialog | null>(null)
  const { mutate: update } = useCommand('acme.update')
  const { mutate: disable } = useCommand('acme.disable')
  const { id, name, state, isDefault } = service
  const all = useMemo(() => {
    if (!mayEdit) return { main: none, rest: none }
    const told = (text: string): { onSuccess: () => void; onError: (error: unknown) => void } => ({
      onSuccess: () => {
        toast({ tone: 'success', text })
      },
      onError: (error) => {
        toast({ tone: 'error', text: failureOf(error).message })
      }
    })
    const main: readonly Action[] = [
      {
        id: 'acme.edit',
        label: t('action.edit'),
        icon: Edit,
        tone: 'primary',
        run: () => void navigate(`/services/acme/${id}/edit`)
      }
    ]
    const rest: readonly Action[] = [
      state === 'enabled'
        ? {
            id: 'acme.disable',
            label: t('action.disable'),
            icon: Pause,
            run: () => {
              setDialog('disable')
            }
          }
        : {
            id: 'acme.enable',
            label: t('action.enable'),
            icon: Play,
            run: () => {
              disable({ service: id, disabled: false }, told(t('enabled', { name })))
            }
          },
      {
        id: 'acme.default',
        label: isDefault ? t('action.notDefault') : t('action.default'),
        icon: Star,
        run: () => {
          update({ service: id, default: !isDefault }, told(t(isDefault ? 'notDefaultDone' : 'defaultDone', { name })))
        }
      },
      {
        id: 'acme.delete',
        label: t('action.delete'),
        icon: Delete,
        tone: 'danger',
        run: () => {
          setDialog('delete')
        }
      }
    ]
    return { main, rest }
  }, [t, id, name, state, isDefault, mayEdit, navigate, toast, update, disable])
  useActions(useMemo(() => (options.quiet === true ? none : [...all.main, ...all.rest]), [all, options.quiet]))
  return {
    ...all,
    dialogs: (
      <AcmeDialogs
        service={service}
        shown={dialog}
        onClose={() => {
          setDialog(null)
        }}
      />
    )
  }
}
