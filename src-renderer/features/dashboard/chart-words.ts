import type { TFunction } from 'i18next'
import type { Chart, ChartId, ChartMark, ChartWindow } from '../../../src-shared/api/dashboard.ts'
import { barDays } from '../../../src-shared/api/dashboard.ts'
import { signatureAlgorithms } from '../../../src-shared/model/algorithm.ts'

type Words = TFunction<'dashboard'>

const words = new Set([
  'single',
  'multi',
  'wildcard',
  'private',
  'dv',
  'ov',
  'iv',
  'ev',
  'none',
  'self',
  'verified',
  'renew-soon',
  'expired',
  'unverified',
  'failed',
  'inactive'
] as const)
type Word = typeof words extends Set<infer One> ? One : never
const isWord = (key: string): key is Word => (words as ReadonlySet<string>).has(key)

/** Days of a step of terms from which people say years. */
const yearSteps: Readonly<Record<string, number>> = { '1100': 3, '1830': 5 }
const known: Readonly<Record<string, { readonly label: string } | undefined>> = signatureAlgorithms

/** @returns what people read for a mark. @param locale for days */
export function markLabel(
  t: Words,
  chart: ChartId,
  mark: Pick<ChartMark, 'key' | 'name'>,
  window: ChartWindow,
  locale: string
): string {
  if (chart === 'signature-algorithms') return signatureLabel(mark.key)
  if (mark.name !== null && mark.name !== '') return mark.name
  if (chart === 'requested-issued' || chart === 'requests-by-type') return dayLabel(mark.key, window, locale)
  if (chart === 'expiring' || chart === 'proofs-ending') return t('charts.word.within', { count: Number(mark.key) })
  if (chart === 'terms') {
    if (mark.key === '0') return t('charts.word.longer')
    const years = yearSteps[mark.key]
    return years === undefined
      ? t('charts.word.upTo', { count: Number(mark.key) })
      : t('charts.word.upToYears', { count: years })
  }
  if (chart === 'organizations') return t('charts.word.noOrganization')
  return isWord(mark.key) ? t(`charts.word.${mark.key}`) : mark.key
}

/** @returns an algorithm without the words of one language: `ECDSA, SHA-256` */
export function signatureLabel(algorithm: string): string {
  return known[algorithm]?.label.replace(' with ', ', ') ?? algorithm
}

const dayMs = 86_400_000
function dayLabel(key: string, window: ChartWindow, locale: string): string {
  const from = Date.parse(`${key}T00:00:00Z`)
  if (Number.isNaN(from)) return key
  const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  const days = barDays[window]
  return days === 1 ? format.format(from) : format.formatRange(from, from + (days - 1) * dayMs)
}

const seriesWords = [
  'ours',
  'others',
  'requested',
  'issued',
  'tls',
  'client',
  'code-signing',
  'device',
  'other',
  'certificates',
  'domains'
] as const

/** @returns what people read for a series */
export function seriesLabel(t: Words, key: string): string {
  const word = seriesWords.find((one) => one === key)
  return word === undefined ? key : t(`charts.series.${word}`)
}

/** @returns where a mark leads: the rows behind it. */
export function drillAddress(chart: ChartId, mark: string, window: ChartWindow, series?: string): string {
  const query = new URLSearchParams({ mark, window: String(window) })
  if (series !== undefined) query.set('series', series)
  return `/dashboard/${chart}?${query.toString()}`
}

/** @returns the table of a chart, as it is shown and as it is saved */
export function chartTable(
  t: Words,
  chart: Chart,
  window: ChartWindow,
  locale: string
): { readonly head: readonly string[]; readonly rows: readonly (readonly (string | number)[])[] } {
  const rows = chart.marks.map((mark) => [markLabel(t, chart.id, mark, window, locale), ...mark.values])
  const { folded } = chart
  return {
    head: [t('charts.mark'), ...chart.series.map((key) => seriesLabel(t, key))],
    rows:
      folded.marks === 0 ? rows : [...rows, [t('charts.folded', { marks: folded.marks, sum: folded.sum }), folded.sum]]
  }
}
