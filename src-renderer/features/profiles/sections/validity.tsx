import type { ReactElement } from 'react'
import { useController, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import TextField from '@mui/material/TextField'
import MenuItem from '@mui/material/MenuItem'
import type { ProfileContent } from '../../../../src-shared/model/profile.ts'
import { DateTimeInput } from '../../../ui/form/date-time-input.tsx'
import { DurationInput } from '../../../ui/form/duration-input.tsx'
import { SelectInput } from '../../../ui/form/select-input.tsx'

const yearMs = 31_556_952_000

export function ValiditySection(): ReactElement {
  const { t } = useTranslation('profiles')
  const kind = useWatch<ProfileContent, 'validity.kind'>({ name: 'validity.kind' })
  const { field } = useController<ProfileContent, 'validity'>({ name: 'validity' })
  return (
    <>
      <TextField
        select
        label={t('field.validityKind')}
        value={kind}
        onChange={({ target }) => {
          field.onChange(
            target.value === 'until'
              ? { kind: 'until', notAfter: Math.round((Date.now() + yearMs) / 60_000) * 60_000 }
              : { kind: 'duration', duration: '1y' }
          )
        }}
      >
        <MenuItem value="duration">{t('validityKind.duration')}</MenuItem>
        <MenuItem value="until">{t('validityKind.until')}</MenuItem>
      </TextField>
      {kind === 'until' ? (
        <DateTimeInput name="validity.notAfter" label={t('ui:certificate.notAfter')} />
      ) : (
        <DurationInput name="validity.duration" label={t('column.validity')} />
      )}
      <DurationInput name="maximumValidity" label={t('field.maximum')} help={t('field.maximumHelp')} emptyIsNull />
      <DurationInput name="backdate" label={t('field.backdate')} help={t('field.backdateHelp')} />
      <SelectInput
        name="atIssuerEnd"
        label={t('field.issuerEnd')}
        choices={(['refuse', 'clip'] as const).map((value) => ({ value, label: t(`issuerEnd.${value}`) }))}
      />
    </>
  )
}
