import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { hashLabels, keyAlgorithmIds, keyAlgorithms } from '../../../src-shared/model/algorithm.ts'
import { stampedHashes } from '../../../src-shared/model/tsa.ts'
import { CheckGroup } from '../../ui/form/check-group.tsx'
import { ChipsInput } from '../../ui/form/chips-input.tsx'
import { DurationInput } from '../../ui/form/duration-input.tsx'
import { NumberInput } from '../../ui/form/number-input.tsx'
import { SelectInput } from '../../ui/form/select-input.tsx'
import { SwitchInput } from '../../ui/form/switch-input.tsx'
import { ServiceKeyFields } from '../../ui/tokens/service-key-fields.tsx'

const row = { display: 'grid', gap: 4, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' }, alignItems: 'start' }
const three = { display: 'grid', gap: 4, gridTemplateColumns: '1fr 1fr 1fr', alignItems: 'start' }

/** What a service stamps, and how; the values stand at `settings` in the form. */
export function StampFields(): ReactElement {
  const { t } = useTranslation('tsa')
  const choices = (field: string, values: readonly string[]): { value: string; label: string; hint: string }[] =>
    values.map((value) => ({ value, label: t(`${field}.${value}`), hint: t(`${field}Hint.${value}`) }))
  return (
    <Box sx={{ display: 'grid', gap: 4 }}>
      <ChipsInput name="settings.policies" label={t('field.policies')} help={t('field.policiesHelp')} />
      <CheckGroup
        name="settings.hashes"
        label={t('field.hashes')}
        help={t('field.hashesHelp')}
        columns={4}
        options={stampedHashes.map((value) => ({ value, label: hashLabels[value] }))}
      />
      <Box sx={three}>
        <NumberInput name="settings.accuracy.seconds" label={t('field.accuracy')} unit="s" />
        <NumberInput name="settings.accuracy.millis" label={t('field.millis')} unit="ms" />
        <NumberInput name="settings.accuracy.micros" label={t('field.micros')} unit="µs" />
      </Box>
      <SwitchInput name="settings.ordering" label={t('field.ordering')} help={t('field.orderingHelp')} />
      <Box sx={row}>
        <SelectInput
          name="settings.chain"
          label={t('field.chain')}
          choices={choices('chain', ['own', 'intermediates', 'all'])}
        />
        <SelectInput
          name="settings.signingCertificate"
          label={t('field.signingCertificate')}
          choices={choices('signingCertificate', ['v2', 'v1', 'both'])}
        />
      </Box>
      <SwitchInput name="settings.authenticode" label={t('field.authenticode')} help={t('field.authenticodeHelp')} />
    </Box>
  )
}

/** The key of the service and how long it stamps. */
export function KeyFields(): ReactElement {
  const { t } = useTranslation('tsa')
  return (
    <Box sx={{ display: 'grid', gap: 4 }}>
      <Box sx={row}>
        <SelectInput
          name="settings.key"
          label={t('field.key')}
          choices={keyAlgorithmIds.map((value) => ({ value, label: keyAlgorithms[value].label }))}
        />
        <SelectInput
          name="settings.digest"
          label={t('field.digest')}
          emptyIsNull
          choices={[
            { value: '', label: t('field.digestUsual') },
            ...(['sha256', 'sha384', 'sha512'] as const).map((value) => ({ value, label: hashLabels[value] }))
          ]}
        />
      </Box>
      <ServiceKeyFields />
      <Box sx={row}>
        <DurationInput
          name="settings.certificateLife"
          label={t('field.certificateLife')}
          help={t('field.certificateLifeHelp')}
        />
        <DurationInput name="settings.keyUse" label={t('field.keyUse')} help={t('field.keyUseHelp')} />
      </Box>
    </Box>
  )
}

/** Who may ask, and how often. */
export function ClientFields(): ReactElement {
  const { t } = useTranslation('tsa')
  return (
    <Box sx={{ display: 'grid', gap: 4 }}>
      <ChipsInput name="settings.clients" label={t('field.clients')} help={t('field.clientsHelp')} />
      <NumberInput name="settings.perMinute" label={t('field.perMinute')} help={t('field.perMinuteHelp')} />
    </Box>
  )
}
