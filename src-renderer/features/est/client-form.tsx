import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { EstService } from '../../../src-shared/api/est.ts'
import type { Output } from '../../../src-shared/api/index.ts'
import { approvedName } from '../../../src-shared/model/acme.ts'
import { estClientName } from '../../../src-shared/model/est.ts'
import { useCommand } from '../../live.ts'
import { BoundFields, boundFieldsSchema } from '../../ui/device-services/bound-fields.tsx'
import { subjectOf } from '../../ui/device-services/bound-names.ts'
import { chosenValidity, ValidityInput, validityField } from '../../ui/device-services/validity-input.tsx'
import { FormDialog } from '../../ui/dialog/form-dialog.tsx'
import { CardChoice } from '../../ui/form/card-choice.tsx'
import { DateTimeInput } from '../../ui/form/date-time-input.tsx'
import { FileDrop } from '../../ui/form/file-drop.tsx'
import { useSchemaForm } from '../../ui/form/form.tsx'
import { NumberInput } from '../../ui/form/number-input.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'

const schema = boundFieldsSchema.extend({
  name: estClientName,
  by: z.enum(['password', 'certificate']),
  names: z.array(approvedName).max(100),
  validity: validityField,
  maxUses: z.number().int().min(1).max(1_000_000).nullable(),
  expires: z.number().nullable()
})

/** Asks what a new client is called, how it signs in, and what bounds it. */
export function ClientForm(props: {
  readonly service: EstService
  readonly onMade: (made: Output<'est.client-create'>) => void
  readonly onClose: () => void
}): ReactElement {
  const { t } = useTranslation('est')
  const { service } = props
  const create = useCommand('est.client-create')
  const [file, setFile] = useState<{ readonly name: string; readonly content: string } | null>(null)
  const certificates = service.auth !== 'basic'
  const form = useSchemaForm(schema, {
    name: '',
    by: service.auth === 'certificate' ? 'certificate' : 'password',
    names: [],
    commonName: '',
    organization: '',
    validity: '',
    maxUses: null,
    expires: null
  })
  const by = form.watch('by')
  return (
    <FormDialog
      title={t('client.new')}
      lead={t('client.formLead')}
      form={form}
      error={create.error}
      busy={create.isPending}
      action={t('client.make')}
      blocked={by === 'certificate' && file === null}
      onClose={props.onClose}
      onSubmit={(values) => {
        const subject = subjectOf(values)
        create.mutate(
          {
            service: service.id,
            name: values.name,
            names: values.names,
            ...chosenValidity(values.validity),
            ...(values.by === 'certificate' && file !== null ? { certificate: file.content } : {}),
            ...(subject.length === 0 ? {} : { subject }),
            ...(values.maxUses === null ? {} : { maxUses: values.maxUses }),
            ...(values.expires === null ? {} : { expires: values.expires })
          },
          { onSuccess: props.onMade }
        )
      }}
    >
      <TextInput name="name" label={t('client.name')} help={t('client.nameHelp')} required autoFocus />
      {certificates && service.auth !== 'both' && (
        <CardChoice
          name="by"
          label={t('client.by')}
          columns={2}
          cards={(['password', 'certificate'] as const).map((value) => ({
            value,
            label: t(`client.kind.${value}`),
            hint: t(`client.kindHint.${value}`),
            blocked: value === 'password' && service.auth === 'certificate' ? t('client.noPassword') : undefined
          }))}
        />
      )}
      {by === 'certificate' && (
        <FileDrop label={t('client.file')} accept=".pem,.cer,.crt,.der" onFile={setFile} chosen={file?.name} />
      )}
      <BoundFields />
      <ValidityInput profileId={service.profileId} />
      <NumberInput name="maxUses" label={t('client.maxUses')} help={t('client.maxUsesHelp')} />
      <DateTimeInput name="expires" label={t('client.expires')} help={t('client.expiresHelp')} />
    </FormDialog>
  )
}
