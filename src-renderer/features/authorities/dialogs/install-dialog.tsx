import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { encodedObject } from '../../../../src-shared/model/scalars.ts'
import { useCommand } from '../../../live.ts'
import { FormDialog } from '../../../ui/dialog/form-dialog.tsx'
import { FileDrop } from '../../../ui/form/file-drop.tsx'
import { useSchemaForm } from '../../../ui/form/form.tsx'
import { SwitchInput } from '../../../ui/form/switch-input.tsx'
import { TextInput } from '../../../ui/form/text-input.tsx'
import { useToast } from '../../../ui/toasts.tsx'
import type { AuthorityDialogProps } from './authority-dialogs.tsx'

const schema = z.object({ certificate: encodedObject, trustChain: z.boolean() })

/** Takes the certificate that an outside signer made from the CSR. */
export function InstallDialog({ authority, onClose }: AuthorityDialogProps): ReactElement {
  const { t } = useTranslation('authorities')
  const toast = useToast()
  const install = useCommand('authority.install')
  const form = useSchemaForm(schema, { certificate: '', trustChain: false })
  return (
    <FormDialog
      title={t('install.title', { name: authority.name })}
      lead={t('install.lead')}
      form={form}
      error={install.error}
      busy={install.isPending}
      action={t('install.confirm')}
      onClose={onClose}
      onSubmit={(values) => {
        install.mutate(
          { authority: authority.id, ...values },
          {
            onSuccess: () => {
              toast({ tone: 'success', text: t('install.done', { name: authority.name }) })
              onClose()
            }
          }
        )
      }}
    >
      <FileDrop
        label={t('install.file')}
        onFile={({ content }) => {
          form.setValue('certificate', content, { shouldValidate: true })
        }}
      />
      <TextInput name="certificate" label={t('install.certificate')} lines={6} mono required />
      <SwitchInput name="trustChain" label={t('install.trust')} help={t('install.trustHelp')} />
    </FormDialog>
  )
}
