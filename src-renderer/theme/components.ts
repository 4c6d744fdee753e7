import type { ThemeOptions } from '@mui/material/styles'
import type { Palette } from './tokens.ts'

const float = '0 8px 28px rgb(0 0 0 / 0.18), 0 1px 3px rgb(0 0 0 / 0.12)'

/** Defaults of the MUI parts: hairlines instead of shadows, 6 px controls, focus that is always seen. */
export function componentDefaults(colours: Palette, monospace: string): NonNullable<ThemeOptions['components']> {
  const focus = { outline: `2px solid ${colours.accent}`, outlineOffset: 2 }
  return {
    MuiCssBaseline: {
      styleOverrides: {
        html: { height: '100%' },
        body: { height: '100%', fontVariantNumeric: 'tabular-nums', WebkitFontSmoothing: 'antialiased' },
        '#root': { height: '100%' },
        'code, kbd, pre': { fontFamily: monospace, fontSize: 12.5 },
        ':focus-visible': focus,
        // Dialogs and headings take the focus for screen readers; they are no controls.
        '.MuiDialog-paper:focus-visible, h1:focus-visible, h2:focus-visible, h3:focus-visible, h4:focus-visible, main:focus-visible':
          { outline: 'none' },
        '@media (prefers-reduced-motion: reduce)': {
          '*': { animationDuration: '0s !important', transition: 'none !important' }
        }
      }
    },
    MuiButtonBase: {
      defaultProps: { disableRipple: true },
      styleOverrides: { root: { fontFamily: 'inherit', '&:focus-visible': focus } }
    },
    MuiButton: {
      defaultProps: { disableElevation: true, size: 'medium' },
      styleOverrides: {
        root: { borderRadius: 6, minHeight: 36, paddingInline: 14 },
        sizeSmall: { minHeight: 28, paddingInline: 10 }
      }
    },
    MuiIconButton: { styleOverrides: { root: { borderRadius: 6 } } },
    MuiPaper: { defaultProps: { elevation: 0 }, styleOverrides: { root: { backgroundImage: 'none' } } },
    MuiCard: { defaultProps: { variant: 'outlined' }, styleOverrides: { root: { borderColor: colours.line } } },
    MuiMenu: {
      styleOverrides: {
        paper: {
          boxShadow: float,
          border: `1px solid ${colours.line}`,
          borderRadius: 8,
          backgroundColor: colours.raised
        }
      }
    },
    MuiPopover: { styleOverrides: { paper: { boxShadow: float, border: `1px solid ${colours.line}` } } },
    MuiDialog: {
      styleOverrides: {
        paper: {
          boxShadow: float,
          border: `1px solid ${colours.line}`,
          borderRadius: 8,
          backgroundColor: colours.raised
        }
      }
    },
    MuiDialogTitle: {
      styleOverrides: { root: { fontSize: 16, lineHeight: '24px', fontWeight: 650, padding: '20px 24px 8px' } }
    },
    MuiDialogActions: { styleOverrides: { root: { padding: '12px 24px 20px', gap: 8 } } },
    MuiTooltip: {
      defaultProps: { arrow: true, enterDelay: 300 },
      styleOverrides: { tooltip: { fontSize: 12, lineHeight: '16px', maxWidth: 340, padding: '8px 12px' } }
    },
    MuiOutlinedInput: {
      styleOverrides: {
        root: { borderRadius: 6 },
        input: { paddingBlock: 8, height: 20 },
        multiline: { paddingBlock: 8, paddingInline: 14 }
      }
    },
    MuiTextField: { defaultProps: { size: 'small' } },
    MuiSelect: { defaultProps: { size: 'small' } },
    MuiFormHelperText: { styleOverrides: { root: { marginInline: 0, fontSize: 12, lineHeight: '16px' } } },
    MuiChip: { styleOverrides: { root: { borderRadius: 999, fontSize: 12, height: 24 } } },
    MuiTab: {
      styleOverrides: {
        root: { minHeight: 40, textTransform: 'none', fontSize: 14, fontWeight: 600, padding: '8px 12px', minWidth: 0 }
      }
    },
    MuiTabs: { styleOverrides: { root: { minHeight: 40, borderBottom: `1px solid ${colours.line}` } } },
    MuiTableCell: {
      styleOverrides: {
        root: {
          fontSize: 13,
          lineHeight: '18px',
          padding: '8px 12px',
          borderColor: colours.line,
          verticalAlign: 'top'
        },
        head: { fontWeight: 600, color: colours.quiet }
      }
    },
    MuiLink: { defaultProps: { underline: 'hover' } },
    MuiAlert: { styleOverrides: { root: { borderRadius: 8, fontSize: 14, lineHeight: '20px' } } }
  }
}
