import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { objectName } from '../../../src-shared/model/scalars.ts'
import { caaChoice, namesPolicy, type Organization } from '../../../src-shared/model/validation.ts'
import { useCommand } from '../../live.ts'
import { FormDialog } from '../../ui/dialog/form-dialog.tsx'
import { useSchemaForm } from '../../ui/form/form.tsx'
import { SelectInput } from '../../ui/form/select-input.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { useToast } from '../../ui/toasts.tsx'

const schema = z.object({ name: objectName, names: namesPolicy, caa: caaChoice, note: z.string().max(2000) })

/** A new organization, or one that is to be changed. */
export function OrganizationDialog(props: {
  readonly organization: Organization | null
  readonly onClose: () => void
}): ReactElement {
  const { t } = useTranslation('domains')
  const toast = useToast()
  const { organization, onClose } = props
  const create = useCommand('organization.create')
  const update = useCommand('organization.update')
  const form = useSchemaForm(schema, {
    name: organization?.name ?? '',
    names: organization?.names ?? 'approved-only',
    caa: organization?.caa ?? 'inherit',
    note: organization?.note ?? ''
  })
  return (
    <FormDialog
      title={organization === null ? t('organization.add') : t('organization.edit', { name: organization.name })}
      form={form}
      error={create.error ?? update.error}
      busy={create.isPending || update.isPending}
      action={t('organization.save')}
      onClose={onClose}
      onSubmit={(values) => {
        const done = {
          onSuccess: () => {
            toast({ tone: 'success', text: t('organization.saved', { name: values.name }) })
            onClose()
          }
        }
        if (organization === null) create.mutate(values, done)
        else update.mutate({ organization: organization.id, version: organization.version, ...values }, done)
      }}
    >
      <TextInput name="name" label={t('organization.field.name')} required autoFocus />
      <SelectInput
        name="names"
        label={t('organization.field.names')}
        choices={namesPolicy.options.map((value) => ({
          value,
          label: t(`organization.names.${value}`),
          hint: t(`organization.namesHint.${value}`)
        }))}
      />
      <SelectInput
        name="caa"
        label={t('organization.field.caa')}
        choices={caaChoice.options.map((value) => ({ value, label: t(`organization.caa.${value}`) }))}
      />
      <TextInput name="note" label={t('organization.field.note')} lines={2} />
    </FormDialog>
  )
}
