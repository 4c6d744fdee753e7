import { useTranslation } from 'react-i18next'
import { valueSource } from '../../../../src-shared/model/profile.ts'
import type { Choice } from '../../../ui/form/select-input.tsx'

/** Where a value comes from, in words. */
export function useSourceChoices(): readonly Choice[] {
  const { t } = useTranslation('profiles')
  return valueSource.options.map((value) => ({
    value,
    label: t(`source.${value}.label`),
    hint: t(`source.${value}.hint`)
  }))
}
