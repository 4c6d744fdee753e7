import ArrowForward from '@mui/icons-material/ArrowForward'
import Badge from '@mui/icons-material/WorkspacePremiumOutlined'
import Check from '@mui/icons-material/Check'
import Close from '@mui/icons-material/Close'
import Edit from '@mui/icons-material/EditOutlined'
import Key from '@mui/icons-material/VpnKeyOutlined'
import Undo from '@mui/icons-material/Undo'
import { useMemo, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { RequestView } from '../../../src-shared/api/requests.ts'
import type { Permission } from '../../../src-shared/model/permission.ts'
import { call } from '../../client.ts'
import { useCommand } from '../../live.ts'
import { useSession } from '../../state/session.tsx'
import { useActions } from '../../ui/action/action-registry.tsx'
import type { Action } from '../../ui/action/action.ts'
import { failureOf } from '../../ui/display/error-view.tsx'
import { useSave } from '../../ui/files/use-save.ts'
import { useToast } from '../../ui/toasts.tsx'
import { RequestDialogs, type RequestDialog } from './request-dialogs.tsx'

interface RequestActions {
  readonly main: readonly Action[]
  readonly rest: readonly Action[]
  readonly dialogs: ReactElement
}
const open: readonly RequestView['state'][] = ['draft', 'submitted', 'checking', 'pending-approval']

/** Everything that can be done with one request. @param goNext shows the next request that waits */
export function useRequestActions(request: RequestView, goNext: (() => void) | undefined): RequestActions {
  const { t } = useTranslation('requests')
  const { permissions, name } = useSession().operator
  const navigate = useNavigate()
  const toast = useToast()
  const [dialog, setDialog] = useState<RequestDialog | null>(null)
  const { mutate: signNow } = useCommand('request.sign-now')
  const { save } = useSave()

  const groups = useMemo(() => {
    const { id, state, certificateId, keyByChancery, mayApprove } = request
    const undecided = open.includes(state)
    const may = (permission: Permission, shown: boolean, action: Action): readonly Action[] =>
      shown && permissions.includes(permission) ? [action] : []
    const show = (which: RequestDialog) => (): void => {
      setDialog(which)
    }
    const refused = mayApprove.allowed ? undefined : mayApprove.why
    const lastApproval = request.approvals + 1 >= request.approvalsNeeded
    return {
      decide: [
        ...may('request.approve', state === 'pending-approval', {
          id: 'request.approve',
          label: t(lastApproval ? 'action.approveSign' : 'action.approve'),
          icon: Check,
          shortcut: 'a',
          tone: 'primary',
          blocked: refused,
          run: show('approve')
        }),
        ...may('request.approve', state === 'pending-approval', {
          id: 'request.decline',
          label: t('action.decline'),
          icon: Close,
          shortcut: 'd',
          run: show('decline')
        }),
        ...may('request.approve', state === 'signing-queued', {
          id: 'request.sign-now',
          label: t('action.signNow'),
          icon: Key,
          tone: 'primary',
          run: () => {
            signNow(
              { id },
              {
                onError: (error) => {
                  toast({ tone: 'error', text: failureOf(error).message })
                }
              }
            )
          }
        }),
        ...may('certificate.read', certificateId !== null, {
          id: 'request.certificate',
          label: t('action.certificate'),
          icon: Badge,
          tone: 'primary',
          run: () => void navigate(`/certificates/${String(certificateId)}`)
        }),
        ...may('request.read-own', certificateId !== null && !permissions.includes('certificate.read'), {
          id: 'request.export-certificate',
          label: t('action.exportCertificate'),
          icon: Badge,
          tone: 'primary',
          run: () => {
            save(async () => (await call('request.export-certificate', { id })).file)
          }
        }),
        ...may('request.submit', certificateId !== null && keyByChancery, {
          id: 'request.export-key',
          label: t('action.exportKey'),
          icon: Key,
          run: show('export-key')
        })
      ],
      more: [
        ...may('request.override', state === 'pending-approval', {
          id: 'request.override',
          label: t('action.override'),
          icon: Edit,
          run: show('override')
        }),
        ...may('request.submit', undecided && request.requester === name, {
          id: 'request.cancel',
          label: t('action.cancel'),
          icon: Undo,
          run: show('cancel')
        })
      ]
    }
  }, [request, permissions, name, navigate, t, signNow, toast, save])

  const next = useMemo<readonly Action[]>(
    () =>
      goNext === undefined || !permissions.includes('request.approve')
        ? []
        : [{ id: 'request.next', label: t('action.next'), icon: ArrowForward, shortcut: 'n', run: goNext }],
    [goNext, permissions, t]
  )
  // Who may not decide is offered what else there is; changing what was asked stays in the menu.
  const first =
    groups.decide.length > 0 ? groups.decide.slice(0, 2) : groups.more.filter(({ id }) => id === 'request.cancel')
  const offered = useMemo(() => [...groups.decide, ...groups.more, ...next], [groups, next])
  useActions(offered)
  return {
    main: [...first, ...next],
    rest: [...groups.decide, ...groups.more].filter((action) => !first.includes(action)),
    dialogs: (
      <RequestDialogs
        request={request}
        shown={dialog}
        onClose={() => {
          setDialog(null)
        }}
      />
    )
  }
}
