import Visibility from '@mui/icons-material/VisibilityOutlined'
import VisibilityOff from '@mui/icons-material/VisibilityOffOutlined'
import IconButton from '@mui/material/IconButton'
import InputAdornment from '@mui/material/InputAdornment'
import TextField from '@mui/material/TextField'
import { useState, type ReactElement } from 'react'
import { useController } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { monospace } from '../../theme/tokens.ts'

export interface FieldProps {
  /** Path of the value in the form. */
  readonly name: string
  readonly label: string
  /** Why the field exists, under it. */
  readonly help?: string
  readonly required?: boolean
  readonly disabled?: boolean
  /** Keeps null instead of the empty text, for values that a schema lets be absent. */
  readonly emptyIsNull?: boolean
}

interface TextInputProps extends FieldProps {
  readonly secret?: boolean
  readonly lines?: number
  readonly mono?: boolean
  readonly placeholder?: string
  readonly autoFocus?: boolean
  readonly autoComplete?: string
  /** A rule that the value breaks, found elsewhere than in the form. */
  readonly problem?: string | undefined
}

/** One line or more of text; a secret can be shown while it is typed. */
export function TextInput(props: TextInputProps): ReactElement {
  const { t } = useTranslation('ui')
  const { field, fieldState } = useController({ name: props.name })
  const [shown, setShown] = useState(false)
  const secret = props.secret === true
  return (
    <TextField
      inputRef={field.ref}
      name={field.name}
      value={textOf(field.value)}
      onChange={({ target }) => {
        field.onChange(props.emptyIsNull === true && target.value === '' ? null : target.value)
      }}
      onBlur={field.onBlur}
      label={props.label}
      required={props.required === true}
      disabled={props.disabled === true}
      autoFocus={props.autoFocus === true}
      placeholder={props.placeholder ?? ''}
      autoComplete={props.autoComplete ?? (secret ? 'new-password' : 'off')}
      type={secret && !shown ? 'password' : 'text'}
      multiline={props.lines !== undefined}
      {...(props.lines === undefined ? {} : { minRows: props.lines, maxRows: props.lines * 2 })}
      error={fieldState.error !== undefined || props.problem !== undefined}
      helperText={fieldState.error?.message ?? props.problem ?? props.help}
      fullWidth
      slotProps={{
        htmlInput: {
          spellCheck: false,
          ...(props.mono === true ? { style: { fontFamily: monospace, fontSize: 12.5 } } : {})
        },
        ...(secret
          ? {
              input: {
                endAdornment: (
                  <InputAdornment position="end">
                    <IconButton
                      size="small"
                      aria-label={shown ? t('form.hide') : t('form.show')}
                      aria-pressed={shown}
                      onClick={() => {
                        setShown(!shown)
                      }}
                    >
                      {shown ? <VisibilityOff fontSize="small" /> : <Visibility fontSize="small" />}
                    </IconButton>
                  </InputAdornment>
                )
              }
            }
          : {})
      }}
    />
  )
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}
