import Box from '@mui/material/Box'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useView } from '../../state/view-state.tsx'

/** Theme, density and language of this window. */
export function LookMenuItems(): ReactElement {
  const { t } = useTranslation('ui')
  const view = useView((state) => state)
  return (
    <Box component="li" role="presentation" sx={{ px: 4, py: 2, display: 'grid', gap: 2 }}>
      <Choice
        label={t('look.theme')}
        value={view.theme}
        values={['system', 'light', 'dark']}
        words={(value) => t(`look.${value}`)}
        onChange={(theme) => {
          view.set({ theme })
        }}
      />
      <Choice
        label={t('look.density')}
        value={view.density}
        values={['comfortable', 'compact']}
        words={(value) => t(`look.${value}`)}
        onChange={(density) => {
          view.set({ density })
        }}
      />
      <Choice
        label={t('look.language')}
        value={view.language}
        values={['system', 'en', 'de']}
        words={(value) => t(`look.${value}`)}
        onChange={(language) => {
          view.set({ language })
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
