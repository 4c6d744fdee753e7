import { DateTimePicker } from '@mui/x-date-pickers/DateTimePicker'
import { LocalizationProvider } from '@mui/x-date-pickers/LocalizationProvider'
import { AdapterDateFns } from '@mui/x-date-pickers/AdapterDateFns'
import { de, enGB } from 'date-fns/locale'
import type { ReactElement } from 'react'
import { useController } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { FieldProps } from './text-input.tsx'

/** A moment in the operator's zone; the value is ms since the epoch, or null. */
export function DateTimeInput(props: FieldProps): ReactElement {
  const { i18n } = useTranslation('ui')
  const { field, fieldState } = useController({ name: props.name })
  const value: unknown = field.value
  return (
    <LocalizationProvider dateAdapter={AdapterDateFns} adapterLocale={i18n.language === 'de' ? de : enGB}>
      <DateTimePicker
        label={props.label}
        disabled={props.disabled === true}
        value={typeof value === 'number' ? new Date(value) : null}
        onChange={(date) => {
          field.onChange(date === null || Number.isNaN(date.getTime()) ? null : date.getTime())
        }}
        slotProps={{
          textField: {
            size: 'small',
            fullWidth: true,
            required: props.required === true,
            error: fieldState.error !== undefined,
            helperText: fieldState.error?.message ?? props.help
          }
        }}
      />
    </LocalizationProvider>
  )
}
