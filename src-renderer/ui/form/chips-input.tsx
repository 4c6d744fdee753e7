import Autocomplete from '@mui/material/Autocomplete'
import TextField from '@mui/material/TextField'
import type { ReactElement } from 'react'
import { useController } from 'react-hook-form'
import type { FieldProps } from './text-input.tsx'

interface ChipsInputProps extends FieldProps {
  /** What may be picked; with `free` anything may be typed. */
  readonly options?: readonly { readonly value: string; readonly label: string }[]
  readonly free?: boolean
  readonly placeholder?: string
}

/** @returns pasted or typed text as single values: split at commas, semicolons, blanks and line ends */
export function splitValues(text: string): readonly string[] {
  return text.split(/[\s,;]+/).filter((part) => part !== '')
}

/** Several values as chips; a pasted list becomes one chip each. */
export function ChipsInput(props: ChipsInputProps): ReactElement {
  const { field, fieldState } = useController({ name: props.name })
  const value: unknown = field.value
  const list = Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []
  const labels = new Map(props.options?.map((option) => [option.value, option.label]))
  // An error may belong to one element of the list: it is shown under the whole field.
  const nested: unknown = fieldState.error
  return (
    <Autocomplete<string, true, false, boolean>
      multiple
      freeSolo={props.free !== false && (props.options === undefined || props.free === true)}
      disabled={props.disabled === true}
      options={[...labels.keys()]}
      getOptionLabel={(option) => labels.get(option) ?? option}
      filterSelectedOptions
      value={list}
      onChange={(_, next) => {
        const parts = props.options === undefined ? next.flatMap(splitValues) : next
        field.onChange([...new Set(parts)])
      }}
      onBlur={field.onBlur}
      clearOnBlur={false}
      autoSelect={props.options === undefined}
      renderInput={(input) => (
        <TextField
          {...input}
          inputRef={field.ref}
          label={props.label}
          required={props.required === true}
          placeholder={list.length === 0 ? (props.placeholder ?? '') : ''}
          error={fieldState.error !== undefined}
          helperText={messageIn(nested) ?? props.help}
        />
      )}
    />
  )
}

/** @returns the first message in an error tree of react-hook-form */
export function messageIn(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  if ('message' in error && typeof error.message === 'string') return error.message
  for (const part of Object.values(error)) {
    const message = messageIn(part)
    if (message !== undefined) return message
  }
  return undefined
}
