import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { SelectInput } from '../../../ui/form/select-input.tsx'
import { TextInput } from '../../../ui/form/text-input.tsx'

export function GeneralSection(): ReactElement {
  const { t } = useTranslation('profiles')
  const choices = (field: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: t(`${field}.${value}.label`), hint: t(`${field}.${value}.hint`) }))
  return (
    <>
      <TextInput name="description" label={t('column.description')} help={t('field.descriptionHelp')} lines={2} />
      <SelectInput
        name="certificateClass"
        label={t('field.class')}
        choices={choices('class', ['end-entity', 'authority', 'service'])}
      />
      <SelectInput
        name="publicTrust"
        label={t('field.publicTrust')}
        help={t('field.publicTrustHelp')}
        choices={choices('publicTrust', ['none', 'tls', 'smime'])}
      />
      <SelectInput name="warnings" label={t('field.warnings')} choices={choices('warnings', ['show', 'refuse'])} />
    </>
  )
}
