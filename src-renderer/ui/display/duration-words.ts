import { parseDuration, type Duration } from '../../../src-shared/model/duration.ts'

const units: readonly (readonly [keyof Duration, string])[] = [
  ['years', 'year'],
  ['months', 'month'],
  ['days', 'day'],
  ['hours', 'hour'],
  ['minutes', 'minute'],
  ['seconds', 'second']
]

/** @returns `1y6mo` as people say it in a language: `1 year 6 months`; a text that is no duration as it is */
export function durationIn(text: string, locale: string): string {
  const duration = parseDuration(text)
  if (duration === undefined) return text
  const words = units
    .filter(([part]) => duration[part] > 0)
    .map(([part, unit]) =>
      new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(duration[part])
    )
  return words.length === 0 ? text : words.join(' ')
}
