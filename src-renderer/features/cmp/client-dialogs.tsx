import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { CmpService } from '../../../src-shared/api/cmp.ts'
import type { Output } from '../../../src-shared/api/index.ts'
import { objectName } from '../../../src-shared/model/scalars.ts'
import { useCommand } from '../../live.ts'
import { BoundFields, boundFieldsSchema } from '../../ui/device-services/bound-fields.tsx'
import { subjectOf, typedName } from '../../ui/device-services/bound-names.ts'
import { OnceDialog } from '../../ui/device-services/once-panel.tsx'
import { chosenValidity, ValidityInput, validityField } from '../../ui/device-services/validity-input.tsx'
import { FormDialog } from '../../ui/dialog/form-dialog.tsx'
import { CardChoice } from '../../ui/form/card-choice.tsx'
import { DateTimeInput } from '../../ui/form/date-time-input.tsx'
import { FileDrop } from '../../ui/form/file-drop.tsx'
import { useSchemaForm } from '../../ui/form/form.tsx'
import { NumberInput } from '../../ui/form/number-input.tsx'
import { SwitchInput } from '../../ui/form/switch-input.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'

interface DialogProps {
  readonly service: CmpService
  readonly onClose: () => void
}

/** Asks who may ask, makes the client, and shows its secret this once. */
export function ClientDialogs(props: DialogProps): ReactElement {
  const { t } = useTranslation('cmp')
  const [made, setMade] = useState<Output<'cmp.client-create'> | null>(null)
  if (made === null) return <ClientForm {...props} onMade={setMade} />
  return (
    <OnceDialog
      title={t('client.once', { name: made.client.name })}
      values={[
        { label: t('device-services:once.address'), value: made.address ?? made.path },
        ...(made.client.reference === null
          ? []
          : [{ label: t('device-services:once.reference'), value: made.client.reference }]),
        ...(made.secret === null ? [] : [{ label: t('device-services:once.shared'), value: made.secret }])
      ]}
      secret={made.secret}
      fileName={`${props.service.name}-${made.client.name}.txt`}
      onKept={props.onClose}
    />
  )
}

const schema = boundFieldsSchema.extend({
  name: objectName,
  by: z.enum(['secret', 'certificate']),
  ra: z.boolean(),
  validity: validityField,
  uses: z.number().int().min(1).max(1_000_000).nullable(),
  expires: z.number().nullable()
})

function ClientForm(
  props: DialogProps & { readonly onMade: (made: Output<'cmp.client-create'>) => void }
): ReactElement {
  const { t } = useTranslation('cmp')
  const { service } = props
  const create = useCommand('cmp.client-create')
  const [file, setFile] = useState<{ readonly name: string; readonly content: string } | null>(null)
  const { protection } = service.settings
  const form = useSchemaForm(schema, {
    name: '',
    by: protection === 'signature' ? 'certificate' : 'secret',
    ra: false,
    names: [],
    commonName: '',
    organization: '',
    validity: '',
    uses: null,
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
        const alternativeNames = values.names.map(typedName)
        const bound = {
          ...(subject.length === 0 ? {} : { subject }),
          ...(alternativeNames.length === 0 ? {} : { alternativeNames }),
          ...chosenValidity(values.validity)
        }
        create.mutate(
          {
            service: service.id,
            name: values.name,
            ra: values.ra,
            ...(values.by === 'certificate' && file !== null ? { certificate: file.content } : {}),
            ...(Object.keys(bound).length === 0 ? {} : { bound }),
            ...(values.uses === null ? {} : { uses: values.uses }),
            ...(values.expires === null ? {} : { expires: values.expires })
          },
          { onSuccess: props.onMade }
        )
      }}
    >
      <TextInput name="name" label={t('client.name')} help={t('client.nameHelp')} required autoFocus />
      <CardChoice
        name="by"
        label={t('client.by')}
        columns={2}
        cards={(['secret', 'certificate'] as const).map((value) => ({
          value,
          label: t(`client.kind.${value}`),
          hint: t(`client.kindHint.${value}`),
          blocked:
            (value === 'secret' && protection === 'signature') || (value === 'certificate' && protection === 'mac')
              ? t('client.notTaken')
              : undefined
        }))}
      />
      {by === 'certificate' && (
        <FileDrop label={t('client.file')} accept=".pem,.cer,.crt,.der" onFile={setFile} chosen={file?.name} />
      )}
      <SwitchInput name="ra" label={t('client.ra')} help={t('client.raHelp')} />
      <BoundFields />
      <ValidityInput profileId={service.profileId} />
      <NumberInput name="uses" label={t('client.uses')} help={t('client.usesHelp')} />
      <DateTimeInput name="expires" label={t('client.expires')} help={t('client.expiresHelp')} />
    </FormDialog>
  )
}
