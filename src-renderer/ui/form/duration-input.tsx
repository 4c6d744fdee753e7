import TextField from '@mui/material/TextField'
import type { ReactElement } from 'react'
import { useController } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { addDuration, parseDuration } from '../../../src-shared/model/duration.ts'
import { absoluteTime } from '../display/time-words.ts'
import type { FieldProps } from './text-input.tsx'
import { useLocale } from '../display/use-locale.ts'

/** A span such as `90d` or `1y6mo`; says when it would end if it began now. */
export function DurationInput(
  props: FieldProps & {
    /** Whether the end is said; false for a span that lies in the past. */
    readonly fromNow?: boolean
  }
): ReactElement {
  const { t } = useTranslation('ui')
  const locale = useLocale()
  const { field, fieldState } = useController({ name: props.name })
  const value: unknown = field.value
  const text = typeof value === 'string' ? value : ''
  const span = parseDuration(text)
  const end =
    span === undefined || props.fromNow === false
      ? ''
      : t('form.until', { date: absoluteTime(addDuration(Date.now(), span), locale, 'day') })
  return (
    <TextField
      inputRef={field.ref}
      name={field.name}
      value={text}
      onChange={({ target }) => {
        field.onChange(props.emptyIsNull === true && target.value === '' ? null : target.value)
      }}
      onBlur={field.onBlur}
      label={props.label}
      required={props.required === true}
      disabled={props.disabled === true}
      error={fieldState.error !== undefined}
      helperText={
        fieldState.error?.message ?? ([props.help, end].filter(Boolean).join(' · ') || t('form.durationHelp'))
      }
      fullWidth
    />
  )
}
