import Delete from '@mui/icons-material/DeleteOutlined'
import DeleteForever from '@mui/icons-material/DeleteForeverOutlined'
import Download from '@mui/icons-material/FileDownloadOutlined'
import KeyOff from '@mui/icons-material/KeyOffOutlined'
import Key from '@mui/icons-material/VpnKeyOutlined'
import Publish from '@mui/icons-material/PublishOutlined'
import Renew from '@mui/icons-material/AutorenewOutlined'
import Settings from '@mui/icons-material/SettingsOutlined'
import StopCircle from '@mui/icons-material/StopCircleOutlined'
import Verified from '@mui/icons-material/VerifiedOutlined'
import { useMemo, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { AuthorityView } from '../../../src-shared/api/authorities.ts'
import type { Permission } from '../../../src-shared/model/permission.ts'
import { useSession } from '../../state/session.tsx'
import { useActions } from '../../ui/action/action-registry.tsx'
import type { Action } from '../../ui/action/action.ts'
import { AuthorityDialogs, type AuthorityDialog } from './dialogs/authority-dialogs.tsx'

interface AuthorityActions {
  /** At most three, what is likely wanted now. */
  readonly main: readonly Action[]
  readonly rest: readonly Action[]
  readonly dialogs: ReactElement
}

/**
 * Everything that can be done with one authority, for buttons, menu and palette alike.
 * @param keys whether keys and palette offer it too: not from the menu of a row
 */
export function useAuthorityActions(authority: AuthorityView, keys = true): AuthorityActions {
  const { t } = useTranslation('authorities')
  const navigate = useNavigate()
  const { permissions } = useSession().operator
  const [dialog, setDialog] = useState<AuthorityDialog | null>(null)
  const { id, state, certificateId, csr, keyLocation } = authority
  // Nobody of ours signed it, so nobody of ours can renew it.
  const outside = authority.kind === 'subordinate' && authority.issuerId === null

  const all = useMemo(() => {
    const open = (name: AuthorityDialog) => (): void => {
      setDialog(name)
    }
    const when = (wanted: boolean, permission: Permission, action: Action): readonly Action[] =>
      wanted && permissions.includes(permission) ? [action] : []
    // The mirror of a root has no key that could be brought on line; its installation is asked over the air gap.
    const elsewhere = keyLocation === 'elsewhere'
    const offline = state === 'key-offline' ? t(elsewhere ? 'blocked.elsewhere' : 'blocked.offline') : undefined
    const waiting = state === 'awaiting-certificate' || state === 'draft'
    return {
      install: when(waiting || csr !== null, 'authority.edit', {
        id: 'authority.install',
        label: t('action.install'),
        icon: Verified,
        tone: 'primary',
        run: open('install')
      }),
      crl: when(state === 'active' || state === 'key-offline' || state === 'retired', 'crl.issue', {
        id: 'crl.issue',
        label: t('action.issueCrl'),
        icon: Publish,
        blocked: offline,
        run: open('crl')
      }),
      export: when(certificateId !== null, 'authority.read', {
        id: 'authority.export-chain',
        label: t('action.export'),
        icon: Download,
        shortcut: 'e',
        run: open('export')
      }),
      settings: when(state !== 'destroyed', 'authority.edit', {
        id: 'authority.settings',
        label: t('action.settings'),
        icon: Settings,
        run: () => void navigate(`/authorities/${id}/settings`)
      }),
      renew: when(state === 'active' || state === 'key-offline', 'authority.create', {
        id: 'authority.renew',
        label: t('action.renew'),
        icon: Renew,
        blocked: offline,
        run: open(outside ? 'ask-renewal' : 'renew')
      }),
      offline: when(state === 'active', 'authority.edit', {
        id: 'authority.key-offline',
        label: t('action.offline'),
        icon: KeyOff,
        run: open('offline')
      }),
      online: when(state === 'key-offline' && !elsewhere, 'authority.edit', {
        id: 'authority.key-online',
        label: t('action.online'),
        icon: Key,
        run: open('online')
      }),
      retire: when(state === 'active' || state === 'key-offline', 'authority.retire', {
        id: 'authority.retire',
        label: t('action.retire'),
        icon: StopCircle,
        run: open('retire')
      }),
      destroy: when(state === 'retired', 'authority.destroy', {
        id: 'authority.destroy',
        label: t('action.destroy'),
        icon: DeleteForever,
        run: open('destroy')
      }),
      remove: when(waiting, 'authority.create', {
        id: 'authority.delete-draft',
        label: t('action.remove'),
        icon: Delete,
        run: open('remove')
      })
    }
  }, [t, permissions, id, state, certificateId, csr, keyLocation, outside, navigate])

  const offered = useMemo(() => Object.values(all).flat(), [all])
  useActions(offered, keys)
  const main = [...all.install, ...all.online, ...all.crl, ...all.export, ...all.settings].slice(0, 3)
  return {
    main,
    rest: offered.filter((action) => !main.includes(action)),
    dialogs: (
      <AuthorityDialogs
        authority={authority}
        shown={dialog}
        onClose={() => {
          setDialog(null)
        }}
      />
    )
  }
}
