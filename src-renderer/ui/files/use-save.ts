import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProducedFile } from '../../../src-shared/api/shapes.ts'
import { failureOf } from '../display/error-view.tsx'
import { useToast } from '../toasts.tsx'
import { saveFile } from './save-file.ts'

/** Fetches a produced file and saves it; says what came of it. */
export function useSave(): { readonly busy: boolean; readonly save: (make: () => Promise<ProducedFile>) => void } {
  const { t } = useTranslation('ui')
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  const save = useCallback(
    (make: () => Promise<ProducedFile>): void => {
      setBusy(true)
      make()
        .then(async (file) => {
          if (await saveFile(file)) toast({ tone: 'success', text: t('fileSaved', { name: file.name }) })
        })
        .catch((error: unknown) => {
          toast({ tone: 'error', text: failureOf(error).message })
        })
        .finally(() => {
          setBusy(false)
        })
    },
    [t, toast]
  )
  return { busy, save }
}
