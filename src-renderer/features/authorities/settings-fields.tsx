import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { ChipsInput } from '../../ui/form/chips-input.tsx'
import { DurationInput } from '../../ui/form/duration-input.tsx'
import { SwitchInput } from '../../ui/form/switch-input.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'

/** Addresses that certificates carry, as fields under `settings`. */
export function AddressFields(): ReactElement {
  const { t } = useTranslation('authorities')
  return (
    <>
      <ChipsInput name="settings.addresses.crl" label={t('address.crl')} help={t('address.listHelp')} />
      <ChipsInput name="settings.addresses.issuer" label={t('address.issuer')} help={t('address.issuerHelp')} />
      <ChipsInput name="settings.addresses.ocsp" label={t('address.ocsp')} help={t('address.ocspHelp')} />
      <TextInput name="settings.addresses.cps" label={t('address.cps')} help={t('address.cpsHelp')} emptyIsNull />
    </>
  )
}

/** How CRLs are made, as fields under `settings`. */
export function CrlFields(): ReactElement {
  const { t } = useTranslation('authorities')
  return (
    <>
      <SwitchInput
        name="settings.crl.onRevocation"
        label={t('crlField.onRevocation')}
        help={t('crlField.onRevocationHelp')}
      />
      <SwitchInput name="settings.crl.scheduled" label={t('crlField.scheduled')} help={t('crlField.scheduledHelp')} />
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 4 }}>
        <DurationInput name="settings.crl.life" label={t('crlField.life')} help={t('crlField.lifeHelp')} />
        <DurationInput name="settings.crl.overlap" label={t('crlField.overlap')} help={t('crlField.overlapHelp')} />
      </Box>
      <SwitchInput
        name="settings.crl.keepExpired"
        label={t('crlField.keepExpired')}
        help={t('crlField.keepExpiredHelp')}
      />
    </>
  )
}
