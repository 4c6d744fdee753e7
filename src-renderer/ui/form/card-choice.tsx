import Box from '@mui/material/Box'
import Radio from '@mui/material/Radio'
import { alpha } from '@mui/material/styles'
import Typography from '@mui/material/Typography'
import { useId, type ReactElement } from 'react'
import { useController } from 'react-hook-form'

export interface Card {
  readonly value: string
  readonly label: string
  readonly hint: string
  /** Why it cannot be chosen now. */
  readonly blocked?: string | undefined
}

/** One of a few, each with the sentence that helps to choose: radio buttons as cards. */
export function CardChoice(props: {
  readonly name: string
  readonly label: string
  readonly cards: readonly Card[]
  readonly columns?: number
}): ReactElement {
  const { field } = useController({ name: props.name })
  const group = useId()
  return (
    <Box
      role="radiogroup"
      aria-label={props.label}
      sx={{ display: 'grid', gap: 2, gridTemplateColumns: columnsAtMost(props.columns ?? 1) }}
    >
      {props.cards.map(({ value, label, hint, blocked }) => {
        const chosen = field.value === value
        const hintId = `${group}-${value}`
        return (
          <Box
            key={value}
            component="label"
            sx={(theme) => ({
              display: 'flex',
              gap: 2,
              p: 3,
              border: 1,
              borderColor: chosen ? 'primary.main' : 'divider',
              borderRadius: 1,
              cursor: blocked === undefined ? 'pointer' : 'default',
              color: blocked === undefined ? 'text.primary' : 'text.secondary',
              bgcolor: chosen ? alpha(theme.palette.primary.main, 0.08) : 'background.paper',
              '&:hover': { borderColor: blocked === undefined ? 'primary.main' : 'divider' }
            })}
          >
            <Radio
              name={group}
              value={value}
              checked={chosen}
              disabled={blocked !== undefined}
              size="small"
              onChange={() => {
                field.onChange(value)
              }}
              onBlur={field.onBlur}
              sx={{ p: 0, alignSelf: 'start', mt: '1px' }}
              slotProps={{ input: { 'aria-label': label, 'aria-describedby': hintId } }}
            />
            <Box>
              <Typography sx={{ fontWeight: 600 }}>{label}</Typography>
              <Typography id={hintId} variant="body2" color="textSecondary">
                {blocked ?? hint}
              </Typography>
            </Box>
          </Box>
        )
      })}
    </Box>
  )
}

/** @returns so many columns, or fewer where a card would be too narrow for its words */
function columnsAtMost(columns: number): string {
  return `repeat(auto-fill, minmax(max(min(100%, 170px), (100% - ${(columns - 1) * 8}px) / ${columns}), 1fr))`
}
