import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import { BoundFields } from '../../ui/device-services/bound-fields.tsx'
import { ValidityInput } from '../../ui/device-services/validity-input.tsx'
import { CardChoice, type Card } from '../../ui/form/card-choice.tsx'
import { ChipsInput } from '../../ui/form/chips-input.tsx'
import { NumberInput } from '../../ui/form/number-input.tsx'
import { SelectInput, type Choice } from '../../ui/form/select-input.tsx'
import { SwitchInput } from '../../ui/form/switch-input.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { acmeServiceOf, linkPlatforms, type LinkValues } from './link-schema.ts'

const grid = { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 4 } as const

/** @param props.blocked why Apple devices, or files, cannot be chosen */
export function PlatformStep(props: {
  readonly blocked: { readonly apple: string | undefined; readonly file: string | undefined }
  readonly offerService: boolean
}): ReactElement {
  const { t } = useTranslation('enrolment-links')
  const cards = linkPlatforms.map((value): Card => {
    const blocked = value === 'apple' ? props.blocked.apple : props.blocked.file
    return { value, label: t(`platform.${value}`), hint: t(`platformHint.${value}`), blocked }
  })
  return (
    <Box sx={grid}>
      <CardChoice name="platform" label={t('step.platform')} columns={2} cards={cards} />
      {props.offerService && (
        <Alert
          severity="info"
          action={
            <Button component={RouterLink} to="/services/new">
              {t('addService')}
            </Button>
          }
        >
          {t('step.noService')}
        </Alert>
      )}
    </Box>
  )
}

export function WhoStep(): ReactElement {
  const { t } = useTranslation('enrolment-links')
  return (
    <Box sx={grid}>
      <TextInput name="device" label={t('field.device')} help={t('field.deviceHelp')} required autoFocus />
      <TextInput name="person" label={t('field.person')} help={t('field.personHelp')} />
    </Box>
  )
}

/** What the certificate says, and for Apple devices the network that asks for it. */
export function NamesStep(props: {
  readonly values: LinkValues
  readonly choices: readonly Choice[]
  /** Whose validity can be asked for. */
  readonly profileId: number | null
  readonly problem: string | undefined
}): ReactElement {
  const { t } = useTranslation('enrolment-links')
  const { values } = props
  const apple = values.platform === 'apple'
  const attests = acmeServiceOf(values) !== null
  return (
    <Box sx={grid}>
      <SelectInput name={apple ? 'service' : 'profile'} label={t('field.type')} choices={props.choices} required />
      {props.problem !== undefined && <Alert severity="warning">{props.problem}</Alert>}
      {attests && (
        <TextInput name="identifier" label={t('field.identifier')} help={t('field.identifierHelp')} required />
      )}
      {!attests && <BoundFields subject={false} />}
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 4, alignItems: 'start' }}>
        {!attests && (
          <TextInput name="commonName" label={t('device-services:bound.commonName')} help={t('field.commonNameHelp')} />
        )}
        <TextInput name="organization" label={t('device-services:bound.organization')} />
      </Box>
      {props.profileId !== null && <ValidityInput profileId={props.profileId} />}
      {apple && <SwitchInput name="wifi" label={t('field.wifi')} help={t('field.wifiHelp')} />}
      {apple && values.wifi && (
        <>
          <TextInput name="ssid" label={t('field.ssid')} required />
          <ChipsInput
            name="radius"
            label={t('field.radius')}
            help={t('field.radiusHelp')}
            placeholder="radius.example.org"
            free
          />
        </>
      )}
    </Box>
  )
}

export function SendStep(props: { readonly apple: boolean }): ReactElement {
  const { t } = useTranslation('enrolment-links')
  return (
    <Box sx={grid}>
      <NumberInput name="days" label={t('field.days')} unit={t('field.daysUnit')} required />
      <TextInput name="mail" label={t('field.mail')} help={t('field.mailHelp')} autoComplete="off" />
      {!props.apple && (
        <CardChoice
          name="encryption"
          label={t('field.encryption')}
          columns={2}
          cards={(['aes-256', 'legacy'] as const).map((value) => ({
            value,
            label: t(`encryption.${value}`),
            hint: t(`encryptionHint.${value}`)
          }))}
        />
      )}
    </Box>
  )
}
