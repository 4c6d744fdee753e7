import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormHelperText from '@mui/material/FormHelperText'
import FormLabel from '@mui/material/FormLabel'
import { useId, type ReactElement } from 'react'
import { useController } from 'react-hook-form'
import { messageIn } from './chips-input.tsx'

/** Several of a few: the value is the list of what is ticked, in the order of the options. */
export function CheckGroup(props: {
  readonly name: string
  readonly label: string
  readonly columns?: number
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly help?: string
}): ReactElement {
  const { field, fieldState } = useController({ name: props.name })
  const labelId = useId()
  const value: unknown = field.value
  const chosen: ReadonlySet<unknown> = new Set<unknown>(Array.isArray(value) ? value : [])
  const problem = messageIn(fieldState.error)
  return (
    <Box role="group" aria-labelledby={labelId}>
      <FormLabel id={labelId} error={problem !== undefined} sx={{ fontSize: 13 }}>
        {props.label}
      </FormLabel>
      <Box sx={{ display: 'grid', gridTemplateColumns: `repeat(${props.columns ?? 2}, minmax(0, 1fr))` }}>
        {props.options.map((option, index) => (
          <FormControlLabel
            key={option.value}
            control={
              <Checkbox
                size="small"
                checked={chosen.has(option.value)}
                onChange={(_, checked) => {
                  const next = new Set(chosen)
                  if (checked) next.add(option.value)
                  else next.delete(option.value)
                  const known = props.options.map((each) => each.value).filter((each) => next.has(each))
                  const others = [...next].filter((each) => !props.options.some((known) => known.value === each))
                  field.onChange([...known, ...others])
                }}
                onBlur={field.onBlur}
                slotProps={{ input: index === 0 ? { ref: field.ref } : {} }}
              />
            }
            label={option.label}
            slotProps={{ typography: { variant: 'body2' } }}
          />
        ))}
      </Box>
      {(problem ?? props.help) !== undefined && (
        <FormHelperText error={problem !== undefined}>{problem ?? props.help}</FormHelperText>
      )}
    </Box>
  )
}
