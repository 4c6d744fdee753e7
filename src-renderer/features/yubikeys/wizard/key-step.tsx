import Typography from '@mui/material/Typography'
import { useEffect, type ReactElement } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { pinPolicies, touchPolicies } from '../../../../src-shared/model/yubikey.ts'
import type { YubiKeyView } from '../../../../src-shared/model/yubikey-views.ts'
import { CardChoice } from '../../../ui/form/card-choice.tsx'
import { SelectInput } from '../../../ui/form/select-input.tsx'
import { algorithmsFor, type WizardValues } from './wizard-values.ts'

/** Algorithm, and when the key asks for PIN and touch. */
export function KeyStep({ yubiKey }: { readonly yubiKey: YubiKeyView }): ReactElement {
  const { t } = useTranslation('yubikeys')
  const { setValue } = useFormContext<WizardValues>()
  const [use, key] = useWatch<WizardValues, ['use', 'key']>({ name: ['use', 'key'] })
  const algorithms = algorithmsFor(use, yubiKey.algorithms)
  const first = algorithms[0]
  const fits = algorithms.includes(key)
  useEffect(() => {
    if (!fits && first !== undefined) setValue('key', first)
  }, [fits, first, setValue])
  return (
    <>
      {use !== 'copy' && (
        <SelectInput
          name="key"
          label={t('wizard.algorithm')}
          choices={algorithms.map((value) => ({ value, label: value }))}
        />
      )}
      <Typography variant="h4" component="h3">
        {t('wizard.pinPolicy')}
      </Typography>
      <CardChoice
        name="pinPolicy"
        label={t('wizard.pinPolicy')}
        columns={3}
        cards={pinPolicies.map((value) => ({
          value,
          label: t(`wizard.pin.${value}`),
          hint: t(`wizard.pin.${value}Hint`)
        }))}
      />
      <Typography variant="h4" component="h3">
        {t('wizard.touchPolicy')}
      </Typography>
      <CardChoice
        name="touchPolicy"
        label={t('wizard.touchPolicy')}
        columns={3}
        cards={touchPolicies.map((value) => ({
          value,
          label: t(`wizard.touch.${value}`),
          hint: t(`wizard.touch.${value}Hint`)
        }))}
      />
    </>
  )
}
