import Block from '@mui/icons-material/Block'
import FolderZip from '@mui/icons-material/FolderZipOutlined'
import EditNote from '@mui/icons-material/EditNoteOutlined'
import Pause from '@mui/icons-material/PauseCircleOutlined'
import Play from '@mui/icons-material/PlayCircleOutlined'
import Renew from '@mui/icons-material/AutorenewOutlined'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../client.ts'
import { useSession } from '../../state/session.tsx'
import type { Action } from '../../ui/action/action.ts'
import { failureOf } from '../../ui/display/error-view.tsx'
import { saveFile } from '../../ui/files/save-file.ts'
import { useToast } from '../../ui/toasts.tsx'
import type { BulkScope } from './bulk-dialog.tsx'

export type BulkVerb = 'revoke' | 'suspend' | 'reinstate' | 'renew' | 'annotate'

const verbs = [
  { verb: 'revoke', permission: 'certificate.revoke', icon: Block },
  { verb: 'suspend', permission: 'certificate.suspend', icon: Pause },
  { verb: 'reinstate', permission: 'certificate.suspend', icon: Play },
  { verb: 'renew', permission: 'certificate.renew', icon: Renew },
  { verb: 'annotate', permission: 'certificate.annotate', icon: EditNote }
] as const

/** What can be done with many certificates, as far as the person may. @param begin opens the dialog of an action */
export function useBulkActions(
  begin: (verb: BulkVerb, scope: BulkScope, clear: () => void) => void
): (scope: BulkScope, clear: () => void) => readonly Action[] {
  const { t } = useTranslation('certificates')
  const { permissions } = useSession().operator
  const toast = useToast()
  const download = useCallback(
    (ids: readonly number[]): void => {
      call('certificate.export-many', { ids: [...ids], format: 'pem' })
        .then(async ({ file }) => {
          if (await saveFile(file)) toast({ tone: 'success', text: t('saved', { name: file.name }) })
        })
        .catch((error: unknown) => {
          toast({ tone: 'error', text: failureOf(error).message })
        })
    },
    [t, toast]
  )
  return useCallback(
    (scope, clear) => [
      ...verbs.flatMap(({ verb, permission, icon }): readonly Action[] =>
        permissions.includes(permission)
          ? [
              {
                id: `certificate.${verb}-many`,
                label: verb === 'revoke' ? t('action.revoke') : t(`list.bulk.${verb}`),
                icon,
                ...(verb === 'revoke' ? { tone: 'danger' as const } : {}),
                run: () => {
                  begin(verb, scope, clear)
                }
              }
            ]
          : []
      ),
      ...(scope.kind === 'rows' && permissions.includes('certificate.export')
        ? [
            {
              id: 'certificate.export-many',
              label: t('list.bulk.zip'),
              icon: FolderZip,
              run: () => {
                download(scope.rows.map(({ id }) => id))
              }
            }
          ]
        : [])
    ],
    [t, permissions, begin, download]
  )
}
