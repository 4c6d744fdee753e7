import { useEffect, type ReactElement } from 'react'
import { useFormContext, useFormState, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { CardChoice } from '../../../ui/form/card-choice.tsx'
import { LastingWarning } from '../../../ui/tokens/lasting-warning.tsx'
import { usualFor, type WizardValues } from './wizard-values.ts'

/** What the key is for; decides what is proposed in the steps that follow. */
export function UseStep(props: { readonly keepSlot: boolean }): ReactElement {
  const { t } = useTranslation('yubikeys')
  const { setValue } = useFormContext<WizardValues>()
  const use = useWatch<WizardValues, 'use'>({ name: 'use' })
  const { dirtyFields } = useFormState<WizardValues>()
  const { slot: ownSlot, key: ownKey, pinPolicy: ownPin } = dirtyFields
  useEffect(() => {
    const usual = usualFor(use)
    if (!props.keepSlot && ownSlot !== true) setValue('slot', usual.slot)
    if (ownKey !== true) setValue('key', usual.key)
    if (ownPin !== true) setValue('pinPolicy', usual.pinPolicy)
  }, [use, props.keepSlot, ownSlot, ownKey, ownPin, setValue])
  return (
    <>
      <CardChoice
        name="use"
        label={t('wizard.step.use')}
        cards={(['authority', 'person', 'copy'] as const).map((value) => ({
          value,
          label: t(`wizard.use.${value}`),
          hint: t(`wizard.use.${value}Hint`)
        }))}
      />
      {use === 'copy' && <LastingWarning kind="imported" />}
    </>
  )
}
