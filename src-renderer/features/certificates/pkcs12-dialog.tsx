import { useMemo, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../client.ts'
import { NewPassphraseDialog } from '../../ui/dialog/new-passphrase-dialog.tsx'
import { saveFile } from '../../ui/files/save-file.ts'
import { useToast } from '../../ui/toasts.tsx'

/** Asks for the passphrase of a PKCS#12 file and saves the file. */
export function Pkcs12Dialog(props: { readonly id: number; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('certificates')
  const toast = useToast()
  const words = useMemo(
    () => ({
      title: t('pkcs12.title'),
      lead: t('pkcs12.lead'),
      label: t('pkcs12.label'),
      again: t('pkcs12.again'),
      action: t('pkcs12.action')
    }),
    [t]
  )
  return (
    <NewPassphraseDialog
      words={words}
      onClose={props.onClose}
      run={async (passphrase) => {
        const { file } = await call('certificate.export', { id: props.id, format: 'pkcs12', passphrase })
        if (await saveFile(file)) toast({ tone: 'success', text: t('saved', { name: file.name }) })
      }}
    />
  )
}
