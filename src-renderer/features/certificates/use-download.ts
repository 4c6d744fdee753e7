import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExportFormat } from '../../../src-shared/model/certificate.ts'
import { call } from '../../client.ts'
import { failureOf } from '../../ui/display/error-view.tsx'
import { saveFile } from '../../ui/files/save-file.ts'
import { useToast } from '../../ui/toasts.tsx'

/** Fetches a certificate in a format and saves it. */
export function useDownload(): {
  readonly busy: ExportFormat | null
  readonly start: (id: number, format: ExportFormat) => void
} {
  const { t } = useTranslation('certificates')
  const toast = useToast()
  const [busy, setBusy] = useState<ExportFormat | null>(null)
  const start = useCallback(
    (id: number, format: ExportFormat): void => {
      setBusy(format)
      call('certificate.export', { id, format })
        .then(async ({ file }) => {
          if (await saveFile(file)) toast({ tone: 'success', text: t('saved', { name: file.name }) })
        })
        .catch((error: unknown) => {
          toast({ tone: 'error', text: failureOf(error).message })
        })
        .finally(() => {
          setBusy(null)
        })
    },
    [t, toast]
  )
  return { busy, start }
}
