import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { failureOf } from '../display/error-view.tsx'
import { useToast } from '../toasts.tsx'

/**
 * Says that something was done and offers to take it back for some seconds. Only for what leaves no trace in signed things:
 * tags, owners, notes, views. A revocation is not among them.
 * @returns a function that takes what was done, in words, and what puts it back
 */
export function useUndo(): (text: string, undo: () => Promise<unknown>) => void {
  const { t } = useTranslation('action')
  const toast = useToast()
  return useCallback(
    (text, undo) => {
      toast({
        tone: 'success',
        text,
        action: {
          label: t('undo'),
          run: () => {
            undo().then(
              () => {
                toast({ tone: 'info', text: t('undone') })
              },
              (error: unknown) => {
                toast({ tone: 'error', text: failureOf(error).message })
              }
            )
          }
        }
      })
    },
    [t, toast]
  )
}
