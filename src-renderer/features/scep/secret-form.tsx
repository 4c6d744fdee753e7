import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { Output } from '../../../src-shared/api/index.ts'
import type { ScepService } from '../../../src-shared/api/scep.ts'
import { scepSecretKind, scepSecretKinds } from '../../../src-shared/model/scep.ts'
import { useCommand } from '../../live.ts'
import { BoundFields, boundFieldsSchema } from '../../ui/device-services/bound-fields.tsx'
import { subjectOf, typedName } from '../../ui/device-services/bound-names.ts'
import { chosenValidity, ValidityInput, validityField } from '../../ui/device-services/validity-input.tsx'
import { FormDialog } from '../../ui/dialog/form-dialog.tsx'
import { useSchemaForm } from '../../ui/form/form.tsx'
import { NumberInput } from '../../ui/form/number-input.tsx'
import { SelectInput } from '../../ui/form/select-input.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'

const schema = boundFieldsSchema.extend({
  kind: scepSecretKind,
  label: z.string().trim().max(200),
  device: z.string().trim().max(100),
  validity: validityField,
  minutes: z.number().int().min(1).max(525_600).nullable()
})

/** Asks what a new challenge is for: its kind, the names that it is bound to, how long it is good. */
export function SecretForm(props: {
  readonly service: ScepService
  readonly device?: string | undefined
  readonly onMade: (made: Output<'scep.challenge'>) => void
  readonly onClose: () => void
}): ReactElement {
  const { t } = useTranslation('scep')
  const { service, device } = props
  const create = useCommand('scep.challenge')
  const kinds = scepSecretKinds.filter((kind) => service.settings.methods.includes(kind))
  const form = useSchemaForm(schema, {
    kind: device === undefined ? (kinds[0] ?? 'one-time') : 'device',
    label: '',
    device: device ?? '',
    names: [],
    commonName: '',
    organization: '',
    validity: '',
    minutes: null
  })
  const kind = form.watch('kind')
  return (
    <FormDialog
      title={t('secret.new')}
      lead={t(`method.${kind}.hint`)}
      form={form}
      error={create.error}
      busy={create.isPending}
      action={t('secret.make')}
      onClose={props.onClose}
      onSubmit={(values) => {
        create.mutate(
          {
            service: service.id,
            kind: values.kind,
            label: values.label,
            names: values.names.map(typedName),
            subject: subjectOf(values),
            // That of a device is what it was registered with.
            ...(values.kind === 'device' ? { device: values.device } : chosenValidity(values.validity)),
            ...(values.minutes === null ? {} : { minutes: values.minutes })
          },
          { onSuccess: props.onMade }
        )
      }}
    >
      {kinds.length > 1 && (
        <SelectInput
          name="kind"
          label={t('secret.kind')}
          choices={kinds.map((value) => ({
            value,
            label: t(`method.${value}.name`),
            hint: t(`method.${value}.hint`)
          }))}
        />
      )}
      <TextInput name="label" label={t('secret.label')} help={t('secret.labelHelp')} autoFocus />
      {kind === 'device' ? (
        <TextInput name="device" label={t('secret.device')} help={t('secret.deviceHelp')} required />
      ) : (
        <>
          <BoundFields />
          <ValidityInput profileId={service.profileId} />
        </>
      )}
      <NumberInput
        name="minutes"
        label={t('secret.minutes')}
        unit={t('unit.minutes')}
        help={t(`secret.minutesHelp.${kind}`, { minutes: service.settings.challengeMinutes })}
      />
    </FormDialog>
  )
}
