import Archive from '@mui/icons-material/Inventory2Outlined'
import ContentCopy from '@mui/icons-material/ContentCopyOutlined'
import Delete from '@mui/icons-material/DeleteOutlined'
import Edit from '@mui/icons-material/EditOutlined'
import NoteAdd from '@mui/icons-material/NoteAddOutlined'
import Pause from '@mui/icons-material/PauseCircleOutlined'
import Play from '@mui/icons-material/PlayCircleOutlined'
import Tune from '@mui/icons-material/TuneOutlined'
import { useMemo, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { ProfileView } from '../../../src-shared/api/profiles.ts'
import { useCommand } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { useActions } from '../../ui/action/action-registry.tsx'
import type { Action } from '../../ui/action/action.ts'
import { failureOf } from '../../ui/display/error-view.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { ProfileDialogs, type ProfileDialog } from './profile-dialogs.tsx'

interface ProfileActions {
  readonly main: readonly Action[]
  readonly rest: readonly Action[]
  readonly dialogs: ReactElement
}

/** Everything that can be done with one profile. */
export function useProfileActions(profile: ProfileView): ProfileActions {
  const { t } = useTranslation('profiles')
  const navigate = useNavigate()
  const toast = useToast()
  const mayEdit = useMay('profile.edit')
  const mayAsk = useMay('request.submit')
  const [dialog, setDialog] = useState<ProfileDialog | null>(null)
  const { mutate: update } = useCommand('profile.update')
  const { id, state, authorityId } = profile

  const all = useMemo(() => {
    const open = (name: ProfileDialog) => (): void => {
      setDialog(name)
    }
    const become = (next: ProfileView['state']) => (): void => {
      update(
        { profile: id, state: next },
        {
          onSuccess: () => {
            toast({ tone: 'success', text: t(`became.${next}`) })
          },
          onError: (error) => {
            toast({ tone: 'error', text: failureOf(error).message })
          }
        }
      )
    }
    const request: readonly Action[] =
      mayAsk && state === 'enabled'
        ? [
            {
              id: 'profile.request',
              label: t('action.request'),
              icon: NoteAdd,
              blocked: authorityId === null ? t('blocked.noAuthority') : undefined,
              run: () => void navigate(`/requests/new?profile=${id}`)
            }
          ]
        : []
    if (!mayEdit) return { main: request, rest: [] }
    const edit: Action = {
      id: 'profile.edit',
      label: t('action.edit'),
      icon: Edit,
      tone: 'primary',
      blocked: state === 'archived' ? t('blocked.archived') : undefined,
      run: () => void navigate(`/profiles/${id}/edit`)
    }
    const onOff: Action =
      state === 'enabled'
        ? { id: 'profile.disable', label: t('action.disable'), icon: Pause, run: become('disabled') }
        : { id: 'profile.enable', label: t('action.enable'), icon: Play, run: become('enabled') }
    const rest: readonly Action[] = [
      { id: 'profile.update', label: t('action.rename'), icon: Tune, run: open('update') },
      { id: 'profile.clone', label: t('action.clone'), icon: ContentCopy, run: open('clone') },
      ...(state === 'archived'
        ? []
        : [{ id: 'profile.archive', label: t('action.archive'), icon: Archive, run: become('archived') }]),
      { id: 'profile.delete', label: t('action.delete'), icon: Delete, tone: 'danger' as const, run: open('delete') }
    ]
    return { main: [...request, onOff, edit], rest }
  }, [t, id, state, authorityId, mayEdit, mayAsk, navigate, toast, update])
  useActions(useMemo(() => [...all.main, ...all.rest], [all]))
  return {
    ...all,
    dialogs: (
      <ProfileDialogs
        profile={profile}
        shown={dialog}
        onClose={() => {
          setDialog(null)
        }}
      />
    )
  }
}
