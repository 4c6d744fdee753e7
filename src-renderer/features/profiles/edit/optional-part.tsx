import FormControlLabel from '@mui/material/FormControlLabel'
import Switch from '@mui/material/Switch'
import Box from '@mui/material/Box'
import type { ReactElement, ReactNode } from 'react'
import { useController } from 'react-hook-form'

/** A part of the profile that is there or not: null while the switch is off. */
export function OptionalPart(props: {
  readonly name: string
  readonly label: string
  /** The value with which it starts. */
  readonly blank: unknown
  readonly children: ReactNode
}): ReactElement {
  const { field } = useController({ name: props.name })
  const on = field.value !== null && field.value !== undefined
  return (
    <Box sx={{ display: 'grid', gap: 3 }}>
      <FormControlLabel
        control={
          <Switch
            checked={on}
            onChange={(_, checked) => {
              field.onChange(checked ? structuredClone(props.blank) : null)
            }}
            slotProps={{ input: { ref: field.ref } }}
          />
        }
        label={props.label}
      />
      {on && <Box sx={{ pl: 4, display: 'grid', gap: 3, borderLeft: 2, borderColor: 'divider' }}>{props.children}</Box>}
    </Box>
  )
}
