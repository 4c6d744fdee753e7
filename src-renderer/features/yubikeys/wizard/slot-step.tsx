import Alert from '@mui/material/Alert'
import type { ReactElement } from 'react'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { pivSlots } from '../../../../src-shared/model/yubikey.ts'
import type { YubiKeySlot, YubiKeyView } from '../../../../src-shared/model/yubikey-views.ts'
import { CardChoice } from '../../../ui/form/card-choice.tsx'
import { SelectInput } from '../../../ui/form/select-input.tsx'
import { SwitchInput } from '../../../ui/form/switch-input.tsx'
import { isMainSlot, isUsed, mainSlots, slotWords } from '../slot-words.ts'
import type { WizardValues } from './wizard-values.ts'

/** Which slot: the four that PIV gives a meaning, or one for retired keys. */
export function SlotStep({ yubiKey }: { readonly yubiKey: YubiKeyView }): ReactElement {
  const { t } = useTranslation('yubikeys')
  const chosen = useWatch<WizardValues, 'slot'>({ name: 'slot' })
  const find = (slot: string): YubiKeySlot | undefined => yubiKey.slots.find((one) => one.slot === slot)
  const content = (slot: string): string => {
    const found = find(slot)
    if (found === undefined || !isUsed(found)) return ''
    const what = [found.key?.algorithm, found.certificate?.subject].filter((part) => part !== undefined)
    return [t('wizard.slot.inUse'), what.join(', ')].join(' ')
  }
  const used = find(chosen)
  return (
    <>
      <CardChoice
        name="slot"
        label={t('wizard.step.slot')}
        columns={2}
        cards={mainSlots.map((slot) => ({
          value: slot,
          label: `${slot} · ${slotWords(t, slot)}`,
          hint: [t(`slotHint.${slot}`), content(slot)].filter((part) => part !== '').join(' ')
        }))}
      />
      <SelectInput
        name="slot"
        label={t('wizard.slot.retired')}
        help={t('slotHint.retired')}
        choices={pivSlots
          .filter((slot) => !isMainSlot(slot))
          .map((slot) => ({ value: slot, label: `${slot} · ${slotWords(t, slot)}`, hint: content(slot) }))}
      />
      {used !== undefined && isUsed(used) && (
        <>
          <Alert severity="warning" variant="outlined">
            {content(chosen)}
          </Alert>
          <SwitchInput name="overwrite" label={t('wizard.slot.overwrite')} help={t('wizard.slot.overwriteHelp')} />
        </>
      )}
    </>
  )
}
