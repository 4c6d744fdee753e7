import type { Theme } from '@mui/material/styles'
import { series } from '../../theme/tokens.ts'

/** Colours and type of a saved picture: those of the theme that is on screen. */
export interface ChartTableLook {
  readonly paper: string
  readonly text: string
  readonly quiet: string
  readonly font: string
  readonly series: readonly string[]
  readonly locale: string
}

export function pictureLook(theme: Theme, locale: string): ChartTableLook {
  return {
    paper: theme.palette.background.paper,
    text: theme.palette.text.primary,
    quiet: theme.palette.text.secondary,
    font: String(theme.typography.fontFamily ?? 'sans-serif'),
    series: series[theme.palette.mode],
    locale
  }
}
