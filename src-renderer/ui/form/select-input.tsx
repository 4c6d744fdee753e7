import ListItemText from '@mui/material/ListItemText'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import type { ReactElement } from 'react'
import { useController } from 'react-hook-form'
import type { FieldProps } from './text-input.tsx'

export interface Choice {
  readonly value: string
  readonly label: string
  /** One line more, for choices that need a reason. */
  readonly hint?: string
}

/** One of a few. */
export function SelectInput(props: FieldProps & { readonly choices: readonly Choice[] }): ReactElement {
  const { field, fieldState } = useController({ name: props.name })
  const value: unknown = field.value === null && props.emptyIsNull === true ? '' : field.value
  return (
    <TextField
      select
      inputRef={field.ref}
      name={field.name}
      value={typeof value === 'string' && props.choices.some((choice) => choice.value === value) ? value : ''}
      onChange={({ target }) => {
        field.onChange(props.emptyIsNull === true && target.value === '' ? null : target.value)
      }}
      onBlur={field.onBlur}
      label={props.label}
      required={props.required === true}
      disabled={props.disabled === true}
      error={fieldState.error !== undefined}
      helperText={fieldState.error?.message ?? props.help}
      fullWidth
      slotProps={{
        ...(props.emptyIsNull === true ? { inputLabel: { shrink: true } } : {}),
        select: {
          displayEmpty: props.emptyIsNull === true,
          renderValue: (chosen) => props.choices.find((choice) => choice.value === chosen)?.label ?? ''
        }
      }}
    >
      {props.choices.map((choice) => (
        <MenuItem key={choice.value} value={choice.value} sx={{ maxWidth: 560 }}>
          <ListItemText
            primary={choice.label}
            secondary={choice.hint}
            slotProps={{ secondary: { sx: { whiteSpace: 'normal' } } }}
          />
        </MenuItem>
      ))}
    </TextField>
  )
}
