import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { DurationInput } from '../../../ui/form/duration-input.tsx'
import { SwitchInput } from '../../../ui/form/switch-input.tsx'

export function RenewalSection(): ReactElement {
  const { t } = useTranslation('profiles')
  return (
    <>
      <SwitchInput name="renewal.renew" label={t('field.renew')} help={t('field.renewHelp')} />
      <SwitchInput name="renewal.rekey" label={t('field.rekey')} help={t('field.rekeyHelp')} />
      <SwitchInput name="renewal.reissue" label={t('field.reissue')} help={t('field.reissueHelp')} />
      <DurationInput name="renewal.window" label={t('field.window')} help={t('field.windowHelp')} emptyIsNull />
      <SwitchInput name="renewal.revokeOld" label={t('field.revokeOld')} />
    </>
  )
}
