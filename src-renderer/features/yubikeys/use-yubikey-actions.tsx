import Add from '@mui/icons-material/AddOutlined'
import LockReset from '@mui/icons-material/LockResetOutlined'
import Password from '@mui/icons-material/PasswordOutlined'
import Shield from '@mui/icons-material/ShieldOutlined'
import { useMemo, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { YubiKeyView } from '../../../src-shared/model/yubikey-views.ts'
import { useMay } from '../../state/session.tsx'
import { useActions } from '../../ui/action/action-registry.tsx'
import type { Action } from '../../ui/action/action.ts'
import { useSecretCommand } from '../../ui/tokens/use-secret-command.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { askedForSetup } from './slot-words.ts'

/** What can be done with a YubiKey as a whole. */
export function useYubiKeyActions(yubiKey: YubiKeyView): {
  readonly main: readonly Action[]
  readonly rest: readonly Action[]
  readonly error: unknown
  readonly dialogs: ReactElement
} {
  const { t } = useTranslation('yubikeys')
  const toast = useToast()
  const navigate = useNavigate()
  const [mayUse, mayManage, maySubmit] = [useMay('token.use'), useMay('token.manage'), useMay('request.submit')]
  const setup = useSecretCommand('yubikey.setup')
  const changePin = useSecretCommand('yubikey.change-pin')
  const changePuk = useSecretCommand('yubikey.change-puk')
  const unblock = useSecretCommand('yubikey.unblock')
  const [runSetup, runPin, runPuk, runUnblock] = [setup.run, changePin.run, changePuk.run, unblock.run]
  const { main, rest } = useMemo(() => {
    const serial = yubiKey.serial ?? 0
    const said = (text: string) => () => {
      toast({ tone: 'success', text })
    }
    const pinBlocked = yubiKey.pin.left === 0
    const input = { serial }
    const unblockAction: Action = {
      id: 'yubikey.unblock',
      label: t('action.unblock'),
      icon: LockReset,
      ...(pinBlocked ? { tone: 'primary' as const } : {}),
      run: () => {
        runUnblock({ input, onSuccess: said(t('done.unblock')) })
      }
    }
    const first: Action[] = [
      ...(mayManage && !yubiKey.ready && !pinBlocked
        ? [
            {
              id: 'yubikey.setup',
              label: t('action.setup'),
              icon: Shield,
              tone: 'primary' as const,
              run: () => {
                runSetup({ input, also: askedForSetup(yubiKey), onSuccess: said(t('done.setup', { serial })) })
              }
            }
          ]
        : []),
      ...(mayUse && pinBlocked ? [unblockAction] : []),
      ...(mayManage || maySubmit
        ? [
            {
              id: 'yubikey.new-key',
              label: t('action.newKey'),
              icon: Add,
              ...(yubiKey.ready ? { tone: 'primary' as const } : {}),
              run: () => void navigate(`/yubikeys/${serial}/new`)
            }
          ]
        : [])
    ]
    const others: Action[] = mayUse
      ? [
          {
            id: 'yubikey.change-pin',
            label: t('action.changePin'),
            icon: Password,
            run: () => {
              runPin({ input, onSuccess: said(t('done.pin')) })
            }
          },
          {
            id: 'yubikey.change-puk',
            label: t('action.changePuk'),
            icon: Password,
            run: () => {
              runPuk({ input, onSuccess: said(t('done.puk')) })
            }
          },
          ...(pinBlocked ? [] : [unblockAction])
        ]
      : []
    return { main: first, rest: others }
  }, [t, yubiKey, mayUse, mayManage, maySubmit, runSetup, runPin, runPuk, runUnblock, toast, navigate])
  useActions(main)
  useActions(rest)
  return {
    main,
    rest,
    error: setup.error ?? changePin.error ?? changePuk.error ?? unblock.error,
    dialogs: (
      <>
        {setup.dialog}
        {changePin.dialog}
        {changePuk.dialog}
        {unblock.dialog}
      </>
    )
  }
}
