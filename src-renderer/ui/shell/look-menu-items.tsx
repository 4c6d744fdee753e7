import Box from '@mui/material/Box'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLook } from '../../state/look.ts'
import { useView } from '../../state/view-state.tsx'

/** Theme, density and language of this window. */
export function LookMenuItems(): ReactElement {
  const { t } = useTranslation('ui')
  const look = useLook()
  const set = useView((view) => view.set)
  return (
    <Box component="li" role="presentation" sx={{ px: 4, py: 2, display: 'grid', gap: 2 }}>
      <Choice
        label={t('look.theme')}
        value={look.theme}
        values={['system', 'light', 'dark']}
        words={(value) => t(`look.${value}`)}
        onChange={(theme) => {
          set({ theme })
        }}
      />
      <Choice
        label={t('look.density')}
        value={look.density}
        values={['comfortable', 'compact']}
        words={(value) => t(`look.${value}`)}
        onChange={(density) => {
          set({ density })
        }}
      />
      <Choice
        label={t('look.language')}
        value={look.language}
        values={['system', 'en', 'de']}
        words={(value) => t(`look.${value}`)}
        onChange={(language) => {
          set({ language })
        }}
      />
    </Box>
  )
}

function Choice<V extends string>(props: {
  readonly label: string
  readonly value: V
  readonly values: readonly V[]
  readonly words: (value: V) => string
  readonly onChange: (value: V) => void
}): ReactElement {
  return (
    <Box>
      <Typography variant="caption" color="textSecondary">
        {props.label}
      </Typography>
      <ToggleButtonGroup
        exclusive
        fullWidth
        size="small"
        aria-label={props.label}
        value={props.value}
        onChange={(_, value: V | null) => {
          if (value !== null) props.onChange(value)
        }}
      >
        {props.values.map((value) => (
          <ToggleButton key={value} value={value} sx={{ textTransform: 'none', py: 0.5 }}>
            {props.words(value)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </Box>
  )
}
