import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { ProfileContent } from '../../../../src-shared/model/profile.ts'
import { ChipsInput } from '../../../ui/form/chips-input.tsx'
import { SwitchInput } from '../../../ui/form/switch-input.tsx'

export function PointersSection(): ReactElement {
  const { t } = useTranslation('profiles')
  const pointers = useWatch<ProfileContent, 'pointers'>({ name: 'pointers' })
  return (
    <>
      {(['crl', 'issuer', 'ocsp'] as const).map((kind) => (
        <Box key={kind} sx={{ display: 'grid', gap: 3 }}>
          <SwitchInput name={`pointers.${kind}`} label={t(`pointer.${kind}`)} help={t(`pointer.${kind}Help`)} />
          {pointers[kind] && (
            <ChipsInput
              name={`pointers.${kind}Addresses`}
              label={t('field.addresses')}
              help={t('field.addressesHelp')}
            />
          )}
        </Box>
      ))}
      <SwitchInput name="mustStaple" label={t('field.mustStaple')} help={t('field.mustStapleHelp')} />
      <SwitchInput name="ocspNoCheck" label={t('field.ocspNoCheck')} help={t('field.ocspNoCheckHelp')} />
    </>
  )
}
