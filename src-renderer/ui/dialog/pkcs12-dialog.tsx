import { useMemo, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { saveFile, type FileToSave } from '../files/save-file.ts'
import { useToast } from '../toasts.tsx'
import { NewPassphraseDialog } from './new-passphrase-dialog.tsx'

/** Asks for the passphrase of a PKCS#12 file and saves the file. */
export function Pkcs12Dialog(props: {
  /** Asks the engine for the file. */
  readonly read: (passphrase: string) => Promise<{ readonly file: FileToSave }>
  readonly onClose: () => void
}): ReactElement {
  const { t } = useTranslation('ui')
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
        const { file } = await props.read(passphrase)
        if (await saveFile(file)) toast({ tone: 'success', text: t('pkcs12.saved', { name: file.name }) })
      }}
    />
  )
}
