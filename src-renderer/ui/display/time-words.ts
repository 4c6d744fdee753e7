const day = 86_400_000
const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 365.25 * day],
  ['month', 30.44 * day],
  ['day', day],
  ['hour', 3_600_000],
  ['minute', 60_000]
]

/** @param at ms since the epoch. @returns date and time in the operator's zone */
export function absoluteTime(at: number, language: string, precision: 'day' | 'minute' = 'minute'): string {
  const options: Intl.DateTimeFormatOptions =
    precision === 'day' ? { dateStyle: 'medium' } : { dateStyle: 'medium', timeStyle: 'short' }
  return new Intl.DateTimeFormat(language, options).format(at)
}

/** @returns how far away a moment lies, in the largest unit that fits: `in 3 months`, `2 hours ago` */
export function relativeTime(at: number, now: number, language: string): string {
  const span = at - now
  const step = steps.find(([, size]) => Math.abs(span) >= size)
  // "Yesterday" is a day of the calendar, and "last month" no span of time.
  const format = new Intl.RelativeTimeFormat(language, {
    numeric: step === undefined || step[0] === 'day' ? 'auto' : 'always'
  })
  if (step === undefined) return format.format(0, 'minute')
  const [unit, size] = step
  return format.format(unit === 'day' ? Math.round((dayOf(at) - dayOf(now)) / day) : Math.trunc(span / size), unit)
}

/** @returns the beginning of the day in the operator's zone */
function dayOf(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0)
}

/** @returns the moment in UTC, to the second */
export function utcTime(at: number): string {
  return new Date(at)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d{3}Z$/, ' UTC')
}
