import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { OcspSettings } from '../../../src-shared/model/ocsp.ts'
import { CardChoice } from '../../ui/form/card-choice.tsx'
import { DurationInput } from '../../ui/form/duration-input.tsx'
import { SelectInput } from '../../ui/form/select-input.tsx'
import { SwitchInput } from '../../ui/form/switch-input.tsx'
import { ServiceKeyFields } from '../../ui/tokens/service-key-fields.tsx'

/** How an authority's responder answers; its values stand at `settings` in the form. */
export function OcspFields(): ReactElement {
  const { t } = useTranslation('ocsp')
  const signer = useWatch<{ settings: OcspSettings }, 'settings.signer'>({ name: 'settings.signer' })
  const choices = (field: string, values: readonly string[]): { value: string; label: string; hint: string }[] =>
    values.map((value) => ({ value, label: t(`${field}.${value}`), hint: t(`${field}Hint.${value}`) }))
  return (
    <Box sx={{ display: 'grid', gap: 4 }}>
      <CardChoice
        name="settings.signer"
        label={t('field.signer')}
        cards={choices('signer', ['delegated', 'authority'])}
      />
      {signer === 'delegated' && <ServiceKeyFields />}
      <DurationInput name="settings.life" label={t('field.life')} help={t('field.lifeHelp')} />
      <SelectInput
        name="settings.ahead"
        label={t('field.ahead')}
        help={t('field.aheadHelp')}
        choices={choices('ahead', ['asked', 'all'])}
      />
      <SelectInput
        name="settings.nonce"
        label={t('field.nonce')}
        help={t('field.nonceHelp')}
        choices={choices('nonce', ['answer', 'ignore'])}
      />
      <SelectInput
        name="settings.responderId"
        label={t('field.responderId')}
        choices={choices('responderId', ['key', 'name'])}
      />
      <SelectInput
        name="settings.unissued"
        label={t('field.unissued')}
        help={t('field.unissuedHelp')}
        choices={choices('unissued', ['unknown', 'revoked'])}
      />
      <DurationInput
        name="settings.archive"
        label={t('field.archive')}
        help={t('field.archiveHelp')}
        emptyIsNull
        fromNow={false}
      />
      <SwitchInput name="settings.crlReference" label={t('field.crlReference')} help={t('field.crlReferenceHelp')} />
    </Box>
  )
}
