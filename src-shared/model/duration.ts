import { z } from 'zod'

/** A span as calendar parts, so that "1 year" means the same day next year, leap years included. */
export interface Duration {
  readonly years: number
  readonly months: number
  readonly days: number
  readonly hours: number
  readonly minutes: number
  readonly seconds: number
}

const pattern = /^(?:(\d{1,4})y)?(?:(\d{1,4})mo)?(?:(\d{1,5})d)?(?:(\d{1,6})h)?(?:(\d{1,7})m)?(?:(\d{1,9})s)?$/

/** @returns the parts of a text such as `20y`, `90d`, `1y6mo` or `36h30m`, or undefined when it is not one. */
export function parseDuration(text: string): Duration | undefined {
  const match = pattern.exec(text.trim())
  if (match === null || match[0] === '') return undefined
  const part = (index: number): number => Number(match[index] ?? 0)
  return { years: part(1), months: part(2), days: part(3), hours: part(4), minutes: part(5), seconds: part(6) }
}

/** Duration in text form: `1y6mo`, `90d`, `12h`, `30m`, `45s`; units in falling order. */
export const durationText = z
  .string()
  .max(40)
  .refine((text) => parseDuration(text) !== undefined, 'Write a duration such as 90d, 1y, 6mo, 12h or 1d12h.')

/** Like parseDuration for text that a schema has already admitted. */
export function durationOf(text: string): Duration {
  const parsed = parseDuration(text)
  if (parsed === undefined) throw new RangeError(`not a duration: ${text}`)
  return parsed
}

/** @param at ms since the epoch. @returns `at` moved by the duration in UTC; a day past a month's end becomes its last day. */
export function addDuration(at: number, duration: Duration, direction: 1 | -1 = 1): number {
  const date = new Date(at)
  const month = date.getUTCMonth() + direction * (duration.months + 12 * duration.years)
  const first = Date.UTC(date.getUTCFullYear(), month, 1)
  const target = new Date(first)
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate()
  const day = Math.min(date.getUTCDate(), lastDay)
  const timeOfDay = at - Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate())
  const span = (((duration.days * 24 + duration.hours) * 60 + duration.minutes) * 60 + duration.seconds) * 1000
  return first + (day - 1) * 86_400_000 + timeOfDay + direction * span
}

const unitWords = [
  ['years', 'year'],
  ['months', 'month'],
  ['days', 'day'],
  ['hours', 'hour'],
  ['minutes', 'minute'],
  ['seconds', 'second']
] as const

/** @returns `1y6mo` as people say it: `1 year 6 months`; a text that is no duration as it is. */
export function durationWords(text: string): string {
  const parsed = parseDuration(text)
  if (parsed === undefined) return text
  const words = unitWords
    .filter(([unit]) => parsed[unit] > 0)
    .map(([unit, one]) => `${parsed[unit]} ${parsed[unit] === 1 ? one : unit}`)
  return words.length === 0 ? '0 seconds' : words.join(' ')
}
