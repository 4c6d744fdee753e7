import Typography from '@mui/material/Typography'
import { useEffect, type ReactElement } from 'react'
import { useFormContext } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { pivSlotLabel, pivSlots } from '../../../src-shared/model/yubikey.ts'
import { useRead } from '../../live.ts'
import { SelectInput } from '../../ui/form/select-input.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'

/** Fields `serial`, `slot` and, for signing, `pin` of a YubiKey that is plugged in. */
export function YubiKeyFields({ signing }: { readonly signing: boolean }): ReactElement {
  const { t } = useTranslation('quorum')
  const { setValue, getValues } = useFormContext()
  const read = useRead('yubikey.list', {})
  const found = read.data?.yubiKeys.flatMap(({ serial }) => (serial === null ? [] : [serial])) ?? []
  const [first] = found
  useEffect(() => {
    if (first !== undefined && getValues('serial') === '') setValue('serial', String(first))
  }, [first, getValues, setValue])
  if (found.length === 0) return <Typography variant="body2">{t('yubikey.none')}</Typography>
  return (
    <>
      <SelectInput
        name="serial"
        label={t('yubikey.serial')}
        choices={found.map((serial) => ({ value: String(serial), label: String(serial) }))}
      />
      <SelectInput
        name="slot"
        label={t('yubikey.slot')}
        choices={pivSlots.slice(0, 4).map((slot) => ({ value: slot, label: `${slot} · ${pivSlotLabel(slot)}` }))}
      />
      {signing && <TextInput name="pin" label={t('yubikey.pin')} help={t('yubikey.touch')} secret />}
    </>
  )
}
