import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { call } from '../../../client.ts'
import { FormDialog } from '../../../ui/dialog/form-dialog.tsx'
import { useSave } from '../../../ui/files/use-save.ts'
import { CardChoice } from '../../../ui/form/card-choice.tsx'
import { useSchemaForm } from '../../../ui/form/form.tsx'
import type { AuthorityDialogProps } from './authority-dialogs.tsx'

const formats = ['chain-pem', 'pem', 'der', 'pkcs7'] as const
const schema = z.object({ format: z.enum(formats) })

/** Saves the certificate of an authority, alone or with its chain. */
export function ExportChainDialog({ authority, onClose }: AuthorityDialogProps): ReactElement {
  const { t } = useTranslation('authorities')
  const { busy, save } = useSave()
  const form = useSchemaForm(schema, { format: 'chain-pem' })
  return (
    <FormDialog
      title={t('export.title', { name: authority.name })}
      form={form}
      error={null}
      busy={busy}
      action={t('export.confirm')}
      onClose={onClose}
      onSubmit={({ format }) => {
        save(async () => {
          const { file } = await call('authority.export-chain', { authority: authority.id, format })
          onClose()
          return file
        })
      }}
    >
      <CardChoice
        name="format"
        label={t('export.format')}
        cards={formats.map((value) => ({
          value,
          label: t(`export.${value}.label`),
          hint: t(`export.${value}.hint`)
        }))}
      />
    </FormDialog>
  )
}
