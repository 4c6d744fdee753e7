import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { Output } from '../../../src-shared/api/index.ts'
import type { AcmeService } from '../../../src-shared/api/services.ts'
import { approvedName } from '../../../src-shared/model/acme.ts'
import { objectName } from '../../../src-shared/model/scalars.ts'
import { useCommand } from '../../live.ts'
import { chosenValidity, ValidityInput, validityField } from '../../ui/device-services/validity-input.tsx'
import { FormDialog } from '../../ui/dialog/form-dialog.tsx'
import { ChipsInput } from '../../ui/form/chips-input.tsx'
import { DateTimeInput } from '../../ui/form/date-time-input.tsx'
import { useSchemaForm } from '../../ui/form/form.tsx'
import { NumberInput } from '../../ui/form/number-input.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'

const schema = z.object({
  name: objectName,
  maxAccounts: z.number().int().min(1).max(100_000).nullable(),
  names: z.array(approvedName).max(100),
  commonName: z.string().trim().max(64),
  organization: z.string().trim().max(64),
  validity: validityField,
  expires: z.number().nullable()
})

/** Asks what a new credential is for and what bounds it. */
export function CredentialForm(props: {
  readonly service: AcmeService
  readonly onMade: (made: Output<'acme.eab-create'>) => void
  readonly onClose: () => void
}): ReactElement {
  const { t } = useTranslation('acme')
  const { service } = props
  const create = useCommand('acme.eab-create')
  const form = useSchemaForm(schema, {
    name: '',
    maxAccounts: service.eab === 'random' ? 1 : null,
    names: [],
    commonName: '',
    organization: '',
    validity: '',
    expires: null
  })
  return (
    <FormDialog
      title={t('credential.create')}
      lead={t(service.eab === 'fixed' ? 'credential.formFixed' : 'credential.formLead')}
      form={form}
      error={create.error}
      busy={create.isPending}
      action={t('credential.make')}
      onClose={props.onClose}
      onSubmit={({ name, maxAccounts, names, commonName, organization, validity, expires }) => {
        const subject = [
          ...(commonName === '' ? [] : [{ type: 'CN', value: commonName }]),
          ...(organization === '' ? [] : [{ type: 'O', value: organization }])
        ]
        create.mutate(
          {
            service: service.id,
            name,
            names,
            ...(maxAccounts === null ? {} : { maxAccounts }),
            ...(subject.length === 0 ? {} : { subject }),
            ...chosenValidity(validity),
            ...(expires === null ? {} : { expires })
          },
          { onSuccess: props.onMade }
        )
      }}
    >
      <TextInput name="name" label={t('credential.name')} help={t('credential.nameHelp')} required autoFocus />
      <NumberInput name="maxAccounts" label={t('credential.maxAccounts')} help={t('credential.maxAccountsHelp')} />
      <ChipsInput
        name="names"
        label={t('credential.names')}
        help={t('credential.namesHelp')}
        placeholder="*.lab.example.org"
        free
      />
      <TextInput name="commonName" label={t('credential.commonName')} help={t('credential.subjectHelp')} />
      <TextInput name="organization" label={t('credential.organization')} />
      <ValidityInput profileId={service.profileId} />
      <DateTimeInput name="expires" label={t('credential.expiresAt')} help={t('credential.expiresHelp')} />
    </FormDialog>
  )
}
