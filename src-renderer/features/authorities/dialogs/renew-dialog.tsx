import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { durationText } from '../../../../src-shared/model/duration.ts'
import { useCommand } from '../../../live.ts'
import { FormDialog } from '../../../ui/dialog/form-dialog.tsx'
import { DurationInput } from '../../../ui/form/duration-input.tsx'
import { useSchemaForm } from '../../../ui/form/form.tsx'
import { useToast } from '../../../ui/toasts.tsx'
import type { AuthorityDialogProps } from './authority-dialogs.tsx'

const schema = z.object({ validity: durationText.nullable() })

/** A new certificate for the key that the authority has. */
export function RenewAuthorityDialog({ authority, onClose }: AuthorityDialogProps): ReactElement {
  const { t } = useTranslation('authorities')
  const toast = useToast()
  const renew = useCommand('authority.renew')
  const form = useSchemaForm(schema, { validity: null })
  return (
    <FormDialog
      title={t('renew.title', { name: authority.name })}
      lead={t('renew.lead')}
      form={form}
      operation="authority.renew"
      error={renew.error}
      busy={renew.isPending}
      action={t('renew.confirm')}
      onClose={onClose}
      onSubmit={({ validity }) => {
        renew.mutate(
          { authority: authority.id, ...(validity === null ? {} : { validity }) },
          {
            onSuccess: () => {
              toast({ tone: 'success', text: t('renew.done', { name: authority.name }) })
              onClose()
            }
          }
        )
      }}
    >
      <DurationInput name="validity" label={t('renew.validity')} help={t('renew.validityHelp')} emptyIsNull />
    </FormDialog>
  )
}
