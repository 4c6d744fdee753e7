import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { finalRevocationReason } from '../../../src-shared/model/revocation.ts'
import { SelectInput } from '../../ui/form/select-input.tsx'

/** The reasons of RFC 5280 5.3.1 in words, with help for each. Form value `reason`. */
export function ReasonChoice(): ReactElement {
  const { t } = useTranslation('certificates')
  return (
    <SelectInput
      name="reason"
      label={t('revoke.reason')}
      required
      choices={finalRevocationReason.options.map((value) => ({
        value,
        label: t(`reason.${value}.label`),
        hint: t(`reason.${value}.hint`)
      }))}
    />
  )
}
