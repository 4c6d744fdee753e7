import InputAdornment from '@mui/material/InputAdornment'
import TextField from '@mui/material/TextField'
import type { ReactElement } from 'react'
import { useController } from 'react-hook-form'
import type { FieldProps } from './text-input.tsx'

/** A whole number; an empty field is null. What is no number stays as text, so that the schema can say so. */
export function NumberInput(props: FieldProps & { readonly unit?: string }): ReactElement {
  const { field, fieldState } = useController({ name: props.name })
  const value: unknown = field.value
  return (
    <TextField
      inputRef={field.ref}
      name={field.name}
      value={typeof value === 'number' || typeof value === 'string' ? String(value) : ''}
      onChange={({ target }) => {
        field.onChange(wholeNumber(target.value))
      }}
      onBlur={field.onBlur}
      label={props.label}
      required={props.required === true}
      disabled={props.disabled === true}
      error={fieldState.error !== undefined}
      helperText={fieldState.error?.message ?? props.help}
      fullWidth
      slotProps={{
        htmlInput: { inputMode: 'numeric' },
        ...(props.unit === undefined
          ? {}
          : { input: { endAdornment: <InputAdornment position="end">{props.unit}</InputAdornment> } })
      }}
    />
  )
}

/** @returns the number in a text, null for an empty one, the text itself where it is no whole number */
export function wholeNumber(text: string): number | string | null {
  const trimmed = text.trim()
  if (trimmed === '') return null
  return /^-?\d{1,15}$/.test(trimmed) ? Number(trimmed) : text
}
