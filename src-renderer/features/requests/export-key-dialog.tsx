import { useMemo, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../client.ts'
import { NewPassphraseDialog } from '../../ui/dialog/new-passphrase-dialog.tsx'
import { saveFile } from '../../ui/files/save-file.ts'
import { useToast } from '../../ui/toasts.tsx'

/** Hands over the key that Chancery made, with its certificate, as PKCS#12. */
export function ExportKeyDialog(props: { readonly id: number; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('requests')
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
        const { file } = await call('request.export-key', { id: props.id, passphrase })
        if (await saveFile(file)) toast({ tone: 'success', text: t('saved', { name: file.name }) })
      }}
    />
  )
}
