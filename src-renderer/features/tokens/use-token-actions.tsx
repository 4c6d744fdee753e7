import Add from '@mui/icons-material/AddOutlined'
import Healing from '@mui/icons-material/TroubleshootOutlined'
import Lock from '@mui/icons-material/LockOutlined'
import LockOpen from '@mui/icons-material/LockOpenOutlined'
import Password from '@mui/icons-material/PasswordOutlined'
import Upload from '@mui/icons-material/DriveFileMoveOutlined'
import { useMemo, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { PinKeeping, TokenView } from '../../../src-shared/model/token.ts'
import { useCommand } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { useActions } from '../../ui/action/action-registry.tsx'
import type { Action } from '../../ui/action/action.ts'
import { tokenName, wantsPin } from '../../ui/tokens/token-words.ts'
import { useSecretCommand } from '../../ui/tokens/use-secret-command.tsx'
import { useToast } from '../../ui/toasts.tsx'

export type TokenDialog = 'generate' | 'import'

/** What can be done with a token. @param show opens one of the dialogs of its page */
export function useTokenActions(
  token: TokenView,
  show: (dialog: TokenDialog) => void
): {
  readonly main: readonly Action[]
  readonly rest: readonly Action[]
  readonly error: unknown
  readonly dialogs: ReactElement
} {
  const { t } = useTranslation('tokens')
  const { t: tUi } = useTranslation('ui')
  const toast = useToast()
  const navigate = useNavigate()
  const [mayUse, mayMake] = [useMay('token.use'), useMay('authority.create')]
  const unlock = useSecretCommand('token.unlock')
  const changePin = useSecretCommand('token.change-pin')
  const lock = useCommand('token.lock')
  const { run: runUnlock } = unlock
  const { run: runChange } = changePin
  const { mutate: runLock } = lock
  const { address, state, module, algorithms } = token
  const name = tokenName(tUi, token)
  const isOpen = state === 'unlocked'
  const needsPin = wantsPin(token)
  const { main, rest } = useMemo(() => {
    const said = (text: string) => () => {
      toast({ tone: 'success', text })
    }
    const open = (keep: PinKeeping) => () => {
      runUnlock({ input: { token: address, keep }, onSuccess: said(t('ui:tokens.unlocked', { name })) })
    }
    const unlockFirst = isOpen ? undefined : t('blocked.unlockFirst')
    const primary: Action[] = [
      ...(mayUse && needsPin
        ? [
            {
              id: 'token.unlock',
              label: t('action.unlock'),
              icon: LockOpen,
              tone: 'primary' as const,
              run: open('session')
            }
          ]
        : []),
      ...(mayUse && state === 'factory-credentials'
        ? [
            {
              id: 'token.change-factory-pin',
              label: t('action.changePin'),
              icon: Password,
              tone: 'primary' as const,
              run: () => {
                runChange({ input: { token: address }, onSuccess: said(t('pin.changed', { name })) })
              }
            }
          ]
        : []),
      ...(mayMake && algorithms.length > 0
        ? [
            {
              id: 'token.generate',
              label: t('action.generate'),
              icon: Add,
              blocked: unlockFirst,
              ...(isOpen ? { tone: 'primary' as const } : {}),
              run: () => {
                show('generate')
              }
            }
          ]
        : []),
      ...(mayUse && isOpen
        ? [
            {
              id: 'token.lock',
              label: t('action.lock'),
              icon: Lock,
              run: () => {
                runLock({ token: address }, { onSuccess: said(t('locked', { name })) })
              }
            }
          ]
        : [])
    ]
    const others: Action[] = [
      ...(mayUse && needsPin
        ? [
            {
              id: 'token.unlock-once',
              label: t('action.unlockOnce'),
              icon: LockOpen,
              run: open('until-unplugged')
            }
          ]
        : []),
      ...(mayMake
        ? [
            {
              id: 'token.import',
              label: t('action.import'),
              icon: Upload,
              blocked: unlockFirst,
              run: () => {
                show('import')
              }
            }
          ]
        : []),
      ...(mayUse && state !== 'absent' && state !== 'factory-credentials'
        ? [
            {
              id: 'token.change-pin',
              label: t('action.changePin'),
              icon: Password,
              run: () => {
                runChange({ input: { token: address }, onSuccess: said(t('pin.changed', { name })) })
              }
            }
          ]
        : []),
      ...(mayUse && module !== null
        ? [
            {
              id: 'token.examine',
              label: t('action.examine'),
              icon: Healing,
              run: () => void navigate(`/tokens/doctor?module=${encodeURIComponent(module)}`)
            }
          ]
        : [])
    ]
    return { main: primary, rest: others }
  }, [
    t,
    mayUse,
    mayMake,
    isOpen,
    needsPin,
    state,
    algorithms,
    module,
    address,
    name,
    runUnlock,
    runChange,
    runLock,
    toast,
    show,
    navigate
  ])
  useActions(main)
  useActions(rest)
  return {
    main,
    rest,
    error: unlock.error ?? changePin.error ?? lock.error,
    dialogs: (
      <>
        {unlock.dialog}
        {changePin.dialog}
      </>
    )
  }
}
