/** Colours and sizes of the one visual language. Contrast: 4.5:1 for text, 3:1 for marks, on both papers. */
export interface Palette {
  readonly accent: string
  /** The accent under the pointer. */
  readonly accentPressed: string
  readonly onAccent: string
  readonly page: string
  readonly paper: string
  readonly raised: string
  readonly line: string
  readonly text: string
  readonly quiet: string
  /** State colours as marks and words on paper. */
  readonly active: string
  readonly waiting: string
  readonly expiring: string
  /** Amber for bars, which need 3:1 only. */
  readonly expiringMark: string
  readonly failed: string
  readonly suspended: string
  readonly past: string
}

export const light: Palette = {
  accent: '#0B6E6E',
  accentPressed: '#085252',
  onAccent: '#FFFFFF',
  page: '#F7F8F9',
  paper: '#FFFFFF',
  raised: '#FFFFFF',
  line: '#DDE1E5',
  text: '#1C1F23',
  quiet: '#565E67',
  active: '#15652F',
  waiting: '#1C58B0',
  expiring: '#8F5600',
  expiringMark: '#C47A09',
  failed: '#B8272C',
  suspended: '#6C39AB',
  past: '#5F6770'
}

export const dark: Palette = {
  accent: '#4FC3B8',
  accentPressed: '#7AD6CD',
  onAccent: '#06211F',
  page: '#101317',
  paper: '#16191D',
  raised: '#1D2126',
  line: '#2F353C',
  text: '#E8EAED',
  quiet: '#A3ABB5',
  active: '#5CC481',
  waiting: '#7FB0F5',
  expiring: '#E5AB4B',
  expiringMark: '#E5AB4B',
  failed: '#F2857F',
  suspended: '#BD9BF0',
  past: '#9AA3AD'
}

/** Eight series colours told apart with colour blindness and on both papers (after Okabe and Ito, darkened to 3:1). */
export const series = {
  light: ['#0B6E6E', '#C2571A', '#3A6FB8', '#97620A', '#7440B5', '#1B7A3D', '#B03A70', '#5F6770'],
  dark: ['#4FC3B8', '#F0925C', '#86B4F0', '#E5AB4B', '#BD9BF0', '#5CC481', '#EE93BC', '#9AA3AD']
} as const

export const sizes = {
  bar: 56,
  rail: 232,
  railCollapsed: 64,
  sheet: 480,
  form: 720,
  wizard: 1120,
  rowComfortable: 44,
  rowCompact: 32
} as const

export const monospace =
  "ui-monospace, 'SFMono-Regular', 'SF Mono', 'Cascadia Mono', 'Segoe UI Mono', 'DejaVu Sans Mono', Menlo, Consolas, monospace"
