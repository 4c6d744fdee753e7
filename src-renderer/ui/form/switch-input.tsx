import FormControlLabel from '@mui/material/FormControlLabel'
import Switch from '@mui/material/Switch'
import Typography from '@mui/material/Typography'
import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useController } from 'react-hook-form'
import type { FieldProps } from './text-input.tsx'

/** Yes or no. */
export function SwitchInput(props: FieldProps): ReactElement {
  const { field } = useController({ name: props.name })
  return (
    <Box>
      <FormControlLabel
        control={
          <Switch
            checked={field.value === true}
            disabled={props.disabled === true}
            onChange={(_, checked) => {
              field.onChange(checked)
            }}
            onBlur={field.onBlur}
            slotProps={{ input: { ref: field.ref } }}
          />
        }
        label={props.label}
      />
      {props.help !== undefined && (
        <Typography variant="caption" color="textSecondary" component="p" sx={{ pl: 12 }}>
          {props.help}
        </Typography>
      )}
    </Box>
  )
}
