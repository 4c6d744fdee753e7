import Archive from '@mui/icons-material/Inventory2Outlined'
import Block from '@mui/icons-material/Block'
import Download from '@mui/icons-material/FileDownloadOutlined'
import EditNote from '@mui/icons-material/EditNoteOutlined'
import Edit from '@mui/icons-material/EditOutlined'
import Key from '@mui/icons-material/VpnKeyOutlined'
import Pause from '@mui/icons-material/PauseCircleOutlined'
import Play from '@mui/icons-material/PlayCircleOutlined'
import Renew from '@mui/icons-material/AutorenewOutlined'
import { useMemo, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CertificateView } from '../../../src-shared/api/certificates.ts'
import { call } from '../../client.ts'
import { useCommand } from '../../live.ts'
import { useSession } from '../../state/session.tsx'
import { useActions } from '../../ui/action/action-registry.tsx'
import type { Action } from '../../ui/action/action.ts'
import { useUndo } from '../../ui/action/use-undo.ts'
import { CertificateDialogs, type CertificateDialog } from './certificate-dialogs.tsx'
import { useDownload } from './use-download.ts'

interface CertificateActions {
  /** At most three, what is likely wanted now. */
  readonly main: readonly Action[]
  readonly rest: readonly Action[]
  readonly dialogs: ReactElement
}

/**
 * Everything that can be done with one certificate, for buttons, keys, menu and palette alike.
 * @param keys whether keys and palette offer it too: not from the menu of a row
 */
export function useCertificateActions(certificate: CertificateView, keys = true): CertificateActions {
  const { t } = useTranslation('certificates')
  const { permissions } = useSession().operator
  const [dialog, setDialog] = useState<CertificateDialog | null>(null)
  const { start: download } = useDownload()
  const undo = useUndo()
  const { mutate: annotate } = useCommand('certificate.annotate')
  const { id, state, certificateClass, archived } = certificate

  const all = useMemo(() => {
    const over = state === 'revoked' ? t('blocked.revoked') : state === 'expired' ? t('blocked.expired') : undefined
    const foreign = certificateClass === 'imported' ? t('blocked.imported') : undefined
    const open = (name: CertificateDialog) => (): void => {
      setDialog(name)
    }
    const may = (permission: (typeof permissions)[number], action: Action): readonly Action[] =>
      permissions.includes(permission) ? [action] : []
    const held = state === 'suspended'
    return {
      download: may('certificate.export', {
        id: 'certificate.download',
        label: t('action.download'),
        icon: Download,
        shortcut: 'e',
        run: () => {
          download(id, 'pem')
        }
      }),
      renew: may('certificate.renew', {
        id: 'certificate.renew',
        label: t('action.renew'),
        icon: Renew,
        blocked: foreign ?? (state === 'revoked' ? t('blocked.revoked') : undefined),
        run: open('renew')
      }),
      rekey: may('certificate.renew', {
        id: 'certificate.rekey',
        label: t('action.rekey'),
        icon: Key,
        blocked: foreign,
        run: open('rekey')
      }),
      reissue: may('certificate.renew', {
        id: 'certificate.reissue',
        label: t('action.reissue'),
        icon: Edit,
        blocked: foreign,
        run: open('reissue')
      }),
      revoke: may('certificate.revoke', {
        id: 'certificate.revoke',
        label: t('action.revoke'),
        icon: Block,
        shortcut: 'r',
        blocked: foreign ?? over,
        run: open('revoke')
      }),
      hold: may(
        'certificate.suspend',
        held
          ? { id: 'certificate.reinstate', label: t('action.reinstate'), icon: Play, run: open('reinstate') }
          : {
              id: 'certificate.suspend',
              label: t('action.suspend'),
              icon: Pause,
              blocked: foreign ?? over,
              run: open('suspend')
            }
      ),
      keep: [
        ...may('certificate.annotate', {
          id: 'certificate.note',
          label: t('action.note'),
          icon: EditNote,
          run: open('note')
        }),
        ...may('certificate.annotate', {
          id: 'certificate.archive',
          label: t(archived ? 'action.unarchive' : 'action.archive'),
          icon: Archive,
          run: () => {
            annotate(
              { id, archived: !archived },
              {
                onSuccess: () => {
                  undo(t(archived ? 'unarchivedNow' : 'archivedNow'), () =>
                    call('certificate.annotate', { id, archived })
                  )
                }
              }
            )
          }
        })
      ]
    }
  }, [t, permissions, id, state, certificateClass, archived, annotate, download, undo])

  const offered = useMemo(() => Object.values(all).flat(), [all])
  useActions(offered, keys)
  const main =
    state === 'suspended'
      ? [...all.hold, ...all.revoke, ...all.download]
      : [...all.download, ...all.renew, ...all.revoke]
  return {
    main,
    rest: offered.filter((action) => !main.includes(action)),
    dialogs: (
      <CertificateDialogs
        certificate={certificate}
        shown={dialog}
        onClose={() => {
          setDialog(null)
        }}
      />
    )
  }
}
