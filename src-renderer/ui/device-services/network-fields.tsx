import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { ChipsInput } from '../form/chips-input.tsx'
import { NumberInput } from '../form/number-input.tsx'

/** Which addresses may ask, and how often; `at` is where the values stand in the form. */
export function NetworkFields(props: { readonly at: string; readonly perMinute?: boolean }): ReactElement {
  const { t } = useTranslation('device-services')
  return (
    <>
      <ChipsInput
        name={`${props.at}clients`}
        label={t('network.clients')}
        help={t('network.clientsHelp')}
        placeholder="192.0.2.0/24"
        free
      />
      {props.perMinute !== false && (
        <NumberInput name={`${props.at}perMinute`} label={t('network.perMinute')} help={t('network.perMinuteHelp')} />
      )}
    </>
  )
}
