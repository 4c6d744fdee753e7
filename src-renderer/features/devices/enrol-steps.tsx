import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import { BoundFields } from '../../ui/device-services/bound-fields.tsx'
import { ValidityInput } from '../../ui/device-services/validity-input.tsx'
import { CardChoice } from '../../ui/form/card-choice.tsx'
import { FileDrop } from '../../ui/form/file-drop.tsx'
import { NumberInput } from '../../ui/form/number-input.tsx'
import { SelectInput } from '../../ui/form/select-input.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { endUnits, enrolProtocols, type EnrolProtocol } from './enrol-schema.ts'
import type { Offered } from './use-granting-services.ts'

const grid = { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 4 } as const

export function ProtocolStep(props: { readonly services: readonly Offered[] }): ReactElement {
  const { t } = useTranslation('devices')
  const has = (wanted: EnrolProtocol): boolean => props.services.some(({ protocol }) => protocol === wanted)
  return (
    <Box sx={grid}>
      <CardChoice
        name="protocol"
        label={t('step.protocol')}
        columns={2}
        cards={enrolProtocols.map((value) => ({
          value,
          label: t(`device-services:protocol.${value}`),
          hint: t(`protocol.${value}`),
          blocked: has(value) ? undefined : t('protocol.none')
        }))}
      />
      {props.services.length === 0 && (
        <Alert
          severity="info"
          action={
            <Button component={RouterLink} to="/services/new">
              {t('protocol.add')}
            </Button>
          }
        >
          {t('protocol.noneAtAll')}
        </Alert>
      )}
    </Box>
  )
}

/** The certificate type is what a service is bound to. */
export function TypeStep(props: { readonly services: readonly Offered[] }): ReactElement {
  const { t } = useTranslation('devices')
  return (
    <CardChoice
      name="service"
      label={t('step.type')}
      cards={props.services.map(({ protocol, id, name, profileName }) => ({
        value: `${protocol}:${id}`,
        label: profileName,
        hint: t('type.by', { service: name })
      }))}
    />
  )
}

export function NamesStep(props: { readonly protocol: EnrolProtocol }): ReactElement {
  const { t } = useTranslation('devices')
  return (
    <Box sx={grid}>
      <TextInput name="name" label={t('field.name')} help={t(`field.nameHelp.${props.protocol}`)} required autoFocus />
      <BoundFields />
    </Box>
  )
}

/** How long the certificate holds, where that can be chosen, and how long its secret is good for. */
export function ValidityStep(props: { readonly service: Offered | undefined }): ReactElement {
  const { t } = useTranslation('devices')
  return (
    <Box sx={grid}>
      <ValidityInput profileId={props.service?.profileId ?? 0} />
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 4, alignItems: 'start' }}>
        <NumberInput
          name="length"
          label={t('field.length')}
          help={t(`field.lengthHelp.${props.service?.protocol ?? 'scep'}`)}
        />
        <SelectInput
          name="unit"
          label={t('field.unit')}
          choices={Object.keys(endUnits).map((value) => ({ value, label: t(`unit.${value}`) }))}
        />
      </Box>
    </Box>
  )
}

/** With what the device signs in, where the service takes a certificate as well. */
export function SignInStep(props: {
  readonly service: Offered | undefined
  readonly certificate: boolean
  readonly file: { readonly name: string } | null
  readonly onFile: (file: { readonly name: string; readonly content: string }) => void
}): ReactElement {
  const { t } = useTranslation('devices')
  return (
    <Box sx={grid}>
      {props.service?.secrets === true && (
        <CardChoice
          name="by"
          label={t('step.signIn')}
          columns={2}
          cards={(['secret', 'certificate'] as const).map((value) => ({
            value,
            label: t(`by.${value}`),
            hint: t(`byHint.${value}`)
          }))}
        />
      )}
      {props.certificate && (
        <FileDrop
          label={t('field.file')}
          accept=".pem,.cer,.crt,.der"
          onFile={props.onFile}
          chosen={props.file?.name}
        />
      )}
    </Box>
  )
}
