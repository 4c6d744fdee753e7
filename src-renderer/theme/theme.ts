import { deDE } from '@mui/material/locale'
import { createTheme, type Theme, type ThemeOptions } from '@mui/material/styles'
import { deDE as datesDe } from '@mui/x-date-pickers/locales'
import { dark, light, monospace, type Palette } from './tokens.ts'
import { componentDefaults } from './components.ts'

declare module '@mui/material/styles' {
  interface Palette {
    readonly state: StateColours
    readonly line: string
    /** The surface of a dialog. */
    readonly raised: string
  }
  interface PaletteOptions {
    readonly state?: StateColours
    readonly line?: string
    readonly raised?: string
  }
}

/** One colour a meaning; an icon and a word always go with it. */
export type StateColours = Pick<
  Palette,
  'active' | 'waiting' | 'expiring' | 'expiringMark' | 'failed' | 'suspended' | 'past'
>

/** The theme of Chancery for one of its two papers, with the words that MUI itself says in fields and calendars. */
export function chanceryTheme(mode: 'light' | 'dark', reducedMotion: boolean, language: string): Theme {
  const colours = mode === 'light' ? light : dark
  const options: ThemeOptions = {
    palette: {
      mode,
      // Under the pointer: darker in light, lighter in dark, so that the words on it keep their contrast.
      primary: { main: colours.accent, dark: colours.accentPressed, contrastText: colours.onAccent },
      error: { main: colours.failed },
      warning: { main: colours.expiring },
      success: { main: colours.active },
      info: { main: colours.waiting },
      background: { default: colours.page, paper: colours.paper },
      text: { primary: colours.text, secondary: colours.quiet },
      divider: colours.line,
      line: colours.line,
      raised: colours.raised,
      state: colours
    },
    spacing: 4,
    shape: { borderRadius: 8 },
    transitions: {
      duration: reducedMotion
        ? { shortest: 0, shorter: 0, short: 0, standard: 0, complex: 0, enteringScreen: 0, leavingScreen: 0 }
        : {
            shortest: 120,
            shorter: 120,
            short: 150,
            standard: 180,
            complex: 180,
            enteringScreen: 180,
            leavingScreen: 120
          }
    },
    typography: {
      fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
      fontSize: 14,
      htmlFontSize: 16,
      button: { textTransform: 'none', fontWeight: 600, fontSize: 14, lineHeight: '20px' },
      body1: { fontSize: 14, lineHeight: '20px' },
      body2: { fontSize: 13, lineHeight: '18px' },
      caption: { fontSize: 12, lineHeight: '16px' },
      subtitle1: { fontSize: 14, lineHeight: '20px', fontWeight: 600 },
      subtitle2: { fontSize: 12, lineHeight: '16px', fontWeight: 600 },
      h1: { fontSize: 28, lineHeight: '36px', fontWeight: 650, letterSpacing: '-0.01em' },
      h2: { fontSize: 20, lineHeight: '28px', fontWeight: 650, letterSpacing: '-0.005em' },
      h3: { fontSize: 16, lineHeight: '24px', fontWeight: 650 },
      h4: { fontSize: 14, lineHeight: '20px', fontWeight: 650 }
    },
    components: componentDefaults(colours, monospace)
  }
  return language === 'de' ? createTheme(options, deDE, datesDe) : createTheme(options)
}
