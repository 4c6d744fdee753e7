import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Chip from '@mui/material/Chip'
import TextField from '@mui/material/TextField'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'

/** Serial numbers, one after the other; Enter takes each. */
export function ChipsField(props: {
  readonly label: string
  readonly values: readonly string[]
  readonly onChange: (values: readonly string[]) => void
}): ReactElement {
  const { t } = useTranslation('ceremonies')
  const [text, setText] = useState('')
  const take = (): void => {
    const value = text.trim()
    if (value !== '' && !props.values.includes(value)) props.onChange([...props.values, value])
    setText('')
  }
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'center' }}>
        <TextField
          label={props.label}
          value={text}
          autoComplete="off"
          sx={{ flex: 1 }}
          onChange={({ target }) => {
            setText(target.value)
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            take()
          }}
        />
        <Button onClick={take} disabled={text.trim() === ''}>
          {t('host.take')}
        </Button>
      </Box>
      {props.values.length > 0 && (
        <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
          {props.values.map((value) => (
            <Chip
              key={value}
              label={value}
              onDelete={() => {
                props.onChange(props.values.filter((one) => one !== value))
              }}
            />
          ))}
        </Box>
      )}
    </Box>
  )
}
