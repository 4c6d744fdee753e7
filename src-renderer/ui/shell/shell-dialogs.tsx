import AddCircle from '@mui/icons-material/AddCircleOutlined'
import Keyboard from '@mui/icons-material/KeyboardOutlined'
import SearchIcon from '@mui/icons-material/Search'
import { createContext, use, useMemo, useState, type ReactElement, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useMay } from '../../state/session.tsx'
import { useActions } from '../action/action-registry.tsx'
import type { Action } from '../action/action.ts'

type Shown = 'palette' | 'keys' | null
interface ShellDialogState {
  readonly shown: Shown
  readonly show: (dialog: Shown) => void
}
const ShellDialogContext = createContext<ShellDialogState | null>(null)

/** Which of the window's own dialogs is open, and the keys that open them everywhere. */
export function ShellDialogs(props: { readonly children: ReactNode }): ReactElement {
  const { t } = useTranslation('ui')
  const navigate = useNavigate()
  const [shown, show] = useState<Shown>(null)
  const mayAsk = useMay('request.submit')
  const actions = useMemo<readonly Action[]>(
    () => [
      {
        id: 'shell.palette',
        label: t('palette.open'),
        icon: SearchIcon,
        shortcut: 'mod+k',
        hidden: true,
        run: () => {
          show('palette')
        }
      },
      {
        id: 'shell.keys',
        label: t('keys.title'),
        icon: Keyboard,
        shortcut: '?',
        run: () => {
          show('keys')
        }
      },
      ...(mayAsk
        ? [
            {
              id: 'request.new',
              label: t('newRequest'),
              icon: AddCircle,
              shortcut: 'mod+n',
              run: () => void navigate('/requests/new')
            }
          ]
        : [])
    ],
    [t, navigate, mayAsk]
  )
  useActions(actions)
  const value = useMemo(() => ({ shown, show }), [shown])
  return <ShellDialogContext value={value}>{props.children}</ShellDialogContext>
}

export function useShellDialog(): ShellDialogState {
  const state = use(ShellDialogContext)
  if (state === null) throw new Error('useShellDialog stands outside of the shell.')
  return state
}
