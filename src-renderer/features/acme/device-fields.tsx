import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { attestationFormats } from '../../../src-shared/model/acme.ts'
import { CardChoice } from '../../ui/form/card-choice.tsx'
import { CheckGroup } from '../../ui/form/check-group.tsx'
import { ChipsInput } from '../../ui/form/chips-input.tsx'
import { AttestationRoots } from './attestation-roots.tsx'

/** By what devices prove themselves, and which of them get certificates. */
export function DeviceFields(): ReactElement {
  const { t } = useTranslation('acme')
  const formats: unknown = useWatch({ name: 'attestationFormats' })
  const which: unknown = useWatch({ name: 'attestedDevices' })
  const eab: unknown = useWatch({ name: 'eab' })
  const apple = Array.isArray(formats) && formats.includes('apple')
  return (
    <Box sx={{ display: 'grid', gap: 4 }}>
      <CheckGroup
        name="attestationFormats"
        label={t('field.attestationFormats')}
        options={attestationFormats.map((value) => ({ value, label: t(`attestation.${value}`) }))}
        help={t('field.attestationFormatsHelp')}
      />
      <CardChoice
        name="attestedDevices"
        label={t('field.attestedDevices')}
        columns={2}
        cards={(['listed', 'any'] as const).map((value) => ({
          value,
          label: t(`attestedDevices.${value}`),
          hint: t(`attestedDevicesHint.${value}`)
        }))}
      />
      {which === 'listed' && (
        <ChipsInput
          name="devices"
          label={t('field.devices')}
          help={t('field.devicesHelp')}
          placeholder="C02XK1ABCDEF"
          free
        />
      )}
      <AttestationRoots />
      {apple && eab !== 'none' && (
        <Alert severity="info" variant="outlined">
          {t('field.appleCredential')}
        </Alert>
      )}
    </Box>
  )
}
