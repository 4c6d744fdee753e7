import Button from '@mui/material/Button'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CeremonyView } from '../../../src-shared/api/ceremonies.ts'
import { callDesktop, desktopBridge } from '../../client.ts'
import { useCommand } from '../../live.ts'
import { failureOf } from '../../ui/display/error-view.tsx'
import { toBase64 } from '../../ui/files/file-content.ts'
import { useToast } from '../../ui/toasts.tsx'
import { FileButton } from './file-button.tsx'
import { attachmentName } from './file-word.ts'

/** Photographs and scans go into the transcript, and on the desktop a picture of this window. */
export function AttachButtons(props: { readonly ceremony: CeremonyView; readonly large?: boolean }): ReactElement {
  const { t } = useTranslation('ceremonies')
  const toast = useToast()
  const attach = useCommand('ceremony.attach')
  const [busy, setBusy] = useState(false)
  const { id, files, entries } = props.ceremony
  const taken = new Set(files.map(({ name }) => name))
  const failed = (error: unknown): void => {
    toast({ tone: 'error', text: failureOf(error).message })
  }
  const put = async (wanted: string, content: string): Promise<void> => {
    const name = attachmentName(wanted, taken)
    await attach.mutateAsync({ ceremony: id, name, content })
    toast({ tone: 'success', text: t('attach.done', { name }) })
  }
  const picture = async (): Promise<void> => {
    const answer = await callDesktop('desktop.picture', {})
    if (answer !== undefined) await put(`screen-${entries}.png`, answer.base64)
  }
  return (
    <>
      <FileButton
        label={t('attach.file')}
        large={props.large === true}
        disabled={attach.isPending}
        onError={failed}
        onFile={({ name, bytes }) => {
          put(name, toBase64(bytes)).catch(failed)
        }}
      />
      {desktopBridge() !== undefined && (
        <Button
          variant="outlined"
          size={props.large === true ? 'large' : 'medium'}
          loading={busy}
          onClick={() => {
            setBusy(true)
            picture()
              .catch(failed)
              .finally(() => {
                setBusy(false)
              })
          }}
        >
          {t('attach.screen')}
        </Button>
      )}
    </>
  )
}
