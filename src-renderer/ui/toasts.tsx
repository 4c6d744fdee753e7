import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import Box from '@mui/material/Box'
import { createContext, use, useCallback, useMemo, useRef, useState, type ReactElement, type ReactNode } from 'react'
import { useClearOfButtons } from './clear-of-buttons.ts'

export interface Toast {
  readonly tone: 'success' | 'info' | 'warning' | 'error'
  readonly text: string
  readonly action?: { readonly label: string; readonly run: () => void }
}

const ToastContext = createContext<((toast: Toast) => void) | null>(null)
const OfferContext = createContext<readonly Offer[]>([])

/** What a notice offers, for those who do not reach for the mouse. */
interface Offer {
  readonly id: number
  readonly label: string
  readonly run: () => void
}
const shownMs = 6000
/** Time to think, and to reach the button. */
const shownWithActionMs = 12_000

/** Short notices at the lower edge; read out by screen readers, gone after six seconds, after twelve where something can be done. */
export function ToastProvider(props: { readonly children: ReactNode }): ReactElement {
  const [toasts, setToasts] = useState<readonly (Toast & { readonly id: number })[]>([])
  const nextId = useRef(1)
  const remove = useCallback((id: number) => {
    setToasts((list) => list.filter((toast) => toast.id !== id))
  }, [])
  const show = useCallback(
    (toast: Toast) => {
      const id = nextId.current
      nextId.current += 1
      setToasts((list) => [...list.slice(-3), { ...toast, id }])
      setTimeout(
        () => {
          remove(id)
        },
        toast.action === undefined ? shownMs : shownWithActionMs
      )
    },
    [remove]
  )
  const offers = useMemo(
    () =>
      toasts.flatMap(({ id, text, action }): readonly Offer[] =>
        action === undefined
          ? []
          : [
              {
                id,
                label: `${action.label}: ${text}`,
                run: () => {
                  remove(id)
                  action.run()
                }
              }
            ]
      ),
    [toasts, remove]
  )
  const box = useRef<HTMLDivElement>(null)
  const bottom = useClearOfButtons(box, toasts.length > 0)
  return (
    <ToastContext value={show}>
      <OfferContext value={offers}>{props.children}</OfferContext>
      <Box
        ref={box}
        role="status"
        aria-live="polite"
        sx={{
          position: 'fixed',
          bottom,
          left: '50%',
          transform: 'translateX(-50%)',
          display: 'grid',
          gap: 2,
          zIndex: 'snackbar'
        }}
      >
        {toasts.map(({ id, tone, text, action }) => (
          <Alert
            key={id}
            severity={tone}
            onClose={() => {
              remove(id)
            }}
            action={
              action === undefined ? undefined : (
                <Button
                  color="inherit"
                  size="small"
                  onClick={() => {
                    remove(id)
                    action.run()
                  }}
                >
                  {action.label}
                </Button>
              )
            }
            sx={{ boxShadow: 8, border: 1, borderColor: 'divider', minWidth: 320, maxWidth: 560 }}
          >
            {text}
          </Alert>
        ))}
      </Box>
    </ToastContext>
  )
}

/** @returns a function that shows a notice */
export function useToast(): (toast: Toast) => void {
  const show = use(ToastContext)
  if (show === null) throw new Error('useToast stands outside of ToastProvider.')
  return show
}

/** @returns what the notices on screen offer */
export function useOffers(): readonly Offer[] {
  return use(OfferContext)
}
