import ArrowForward from '@mui/icons-material/ArrowForward'
import Badge from '@mui/icons-material/WorkspacePremiumOutlined'
import Check from '@mui/icons-material/Check'
import Compare from '@mui/icons-material/CompareArrowsOutlined'
import Close from '@mui/icons-material/Close'
import Edit from '@mui/icons-material/EditOutlined'
import Key from '@mui/icons-material/VpnKeyOutlined'
import Chat from '@mui/icons-material/QuestionAnswerOutlined'
import Note from '@mui/icons-material/StickyNote2Outlined'
import Person from '@mui/icons-material/PersonOutlined'
import Group from '@mui/icons-material/GroupOutlined'
import Receipt from '@mui/icons-material/ReceiptLongOutlined'
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

/**
 * Everything that can be done with one request.
 * @param goNext shows the next request that waits
 * @param onDone called when this operator has decided it or asked back
 * @param keys whether keys and palette offer it too: not from the menu of a row
 */
export function useRequestActions(
  request: RequestView,
  goNext: (() => void) | undefined,
  onDone?: () => void,
  keys = true
): RequestActions {
  const { t } = useTranslation('requests')
  const { permissions, name } = useSession().operator
  const navigate = useNavigate()
  const toast = useToast()
  const [dialog, setDialog] = useState<RequestDialog | null>(null)
  const { mutate: signNow } = useCommand('request.sign-now')
  const { mutate: assign } = useCommand('request.assign')
  const { save } = useSave()

  const groups = useMemo(() => {
    const { id, state, certificateId, csrPem, keyByChancery, mayApprove } = request
    const undecided = open.includes(state)
    const may = (permission: Permission, shown: boolean, action: Action): readonly Action[] =>
      shown && permissions.includes(permission) ? [action] : []
    const show = (which: RequestDialog) => (): void => {
      setDialog(which)
    }
    const heldBy = request.claim !== null && !request.claim.mine ? request.claim.by : null
    const held = heldBy === null ? undefined : t('claim.blocks', { name: heldBy })
    const refused = mayApprove.allowed ? held : mayApprove.why
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
          blocked: held,
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
        ...may('request.read-own', request.own && request.askedBackAt !== null && undecided, {
          id: 'request.answer',
          label: t('action.answer'),
          icon: Chat,
          tone: 'primary',
          run: show('answer')
        }),
        ...may('request.approve', state === 'pending-approval', {
          id: 'request.ask',
          label: t('action.ask'),
          icon: Chat,
          shortcut: 'b',
          blocked: held,
          run: show('ask')
        }),
        ...may('request.approve', state === 'pending-approval' && request.assignee?.name !== name, {
          id: 'request.assign-me',
          label: t('action.assignMe'),
          icon: Person,
          shortcut: 'u',
          run: () => {
            assign(
              { id, operator: name },
              {
                onSuccess: () => {
                  toast({ tone: 'success', text: t('assign.done') })
                },
                onError: (error) => {
                  toast({ tone: 'error', text: failureOf(error).message })
                }
              }
            )
          }
        }),
        ...may('request.approve', state === 'pending-approval', {
          id: 'request.assign',
          label: t('action.assign'),
          icon: Group,
          run: show('assign')
        }),
        ...may('request.read-own', true, {
          id: 'request.note',
          label: t('action.note'),
          icon: Note,
          shortcut: 'n',
          run: show('comment')
        }),
        ...may('request.read-own', state === 'issued' || state === 'declined', {
          id: 'request.receipt',
          label: t('action.receipt'),
          icon: Receipt,
          run: show('receipt')
        }),
        ...may('viewer.use', certificateId !== null && csrPem !== null && permissions.includes('request.read'), {
          id: 'request.compare',
          label: t('action.compare'),
          icon: Compare,
          run: () => void navigate(`/compare?request=${id}`)
        }),
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
  }, [request, permissions, name, navigate, t, signNow, assign, toast, save])

  const next = useMemo<readonly Action[]>(
    () =>
      goNext === undefined || !permissions.includes('request.approve')
        ? []
        : [{ id: 'request.next', label: t('action.next'), icon: ArrowForward, shortcut: 's', run: goNext }],
    [goNext, permissions, t]
  )
  // Who may not decide is offered what else there is; changing what was asked stays in the menu.
  const first =
    groups.decide.length > 0
      ? groups.decide.slice(0, 2)
      : groups.more.filter(({ id }) => id === 'request.answer' || id === 'request.cancel')
  const offered = useMemo(() => [...groups.decide, ...groups.more, ...next], [groups, next])
  useActions(offered, keys)
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
        onDone={onDone}
      />
    )
  }
}
