import { ChanceryError } from '../../../src-shared/errors.ts'
import type { TimeValue } from '../model.ts'
import type { DerReader } from './reader.ts'
import { GENERALIZED_TIME, UTC_TIME } from './tags.ts'

/** 2050-01-01: from here on GeneralizedTime, before it UTCTime (RFC 5280 4.1.2.5). */
const YEAR_2050 = Date.UTC(2050, 0, 1)
const YEAR_1950 = Date.UTC(1950, 0, 1)
/** 0000-01-01. */
const YEAR_0 = -62_167_219_200_000
const AFTER_YEAR_9999 = Date.UTC(10000, 0, 1)

/** RFC 5280 4.1.2.5: the notAfter of a certificate without an end, 99991231235959Z, in Unix milliseconds. */
export const NO_END = AFTER_YEAR_9999 - 1000

/**
 * Reads a UTCTime or GeneralizedTime. Besides the one form of RFC 5280 it takes what old software wrote
 * (no seconds, a zone offset, a fraction), so that such an object can be shown; `strict` tells the two apart.
 * Two-digit years: 50..99 are 1950..1999 (RFC 5280 4.1.2.5.1). A text that is no time at all is `malformed`.
 */
export function readTime(reader: DerReader): TimeValue {
  const tag = reader.next()
  if (tag !== UTC_TIME && tag !== GENERALIZED_TIME) reader.fail('a UTCTime or GeneralizedTime is expected')
  return timeOf(reader, tag)
}

/** Reads a GeneralizedTime (as invalidityDate and OCSP want it); `tag` for IMPLICIT tagging. */
export function readGeneralizedTime(reader: DerReader, tag = GENERALIZED_TIME): TimeValue {
  reader.expect(tag)
  return timeOf(reader, GENERALIZED_TIME)
}

/** Moves over a time and @returns its Unix milliseconds: the fast way when the form does not matter. */
export function readUnixMs(reader: DerReader): number {
  const tag = reader.next()
  if (tag !== UTC_TIME && tag !== GENERALIZED_TIME) reader.fail('a UTCTime or GeneralizedTime is expected')
  const ms = strictMs(reader.bytes, reader.contentStart, reader.contentEnd, tag)
  return Number.isNaN(ms) ? timeOf(reader, tag).unixMs : ms
}

function timeOf(reader: DerReader, tag: number): TimeValue {
  const { bytes, contentStart, contentEnd } = reader
  if (contentEnd - contentStart > 32) reader.fail('a time has more than 32 characters')
  let text = ''
  for (let at = contentStart; at < contentEnd; at++) text += String.fromCharCode(bytes[at]!)
  const form = tag === UTC_TIME ? 'utc' : 'generalized'
  const exact = strictMs(bytes, contentStart, contentEnd, tag)
  if (!Number.isNaN(exact)) return { unixMs: exact, form, text, strict: true }
  const lenient = lenientMs(text, form)
  if (lenient === null) return reader.fail(`“${text.replace(/[^\x20-\x7e]/g, '?')}” is not a time`)
  return { unixMs: lenient, form, text, strict: false }
}

/** @returns Unix milliseconds of YYMMDDHHMMSSZ or YYYYMMDDHHMMSSZ, NaN for anything else. */
function strictMs(bytes: Uint8Array, start: number, end: number, tag: number): number {
  const yearDigits = tag === UTC_TIME ? 2 : 4
  if (end - start !== yearDigits + 11 || bytes[end - 1] !== 0x5a) return Number.NaN
  let year = pair(bytes, start)
  if (yearDigits === 4) year = year * 100 + pair(bytes, start + 2)
  else year += year < 50 ? 2000 : 1900
  const at = start + yearDigits
  return instant(
    year,
    pair(bytes, at),
    pair(bytes, at + 2),
    pair(bytes, at + 4),
    pair(bytes, at + 6),
    pair(bytes, at + 8)
  )
}

function pair(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]! - 0x30
  const ones = bytes[at + 1]! - 0x30
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** @returns Unix milliseconds, NaN when a field is out of range. Days by the civil calendar, no Date object. */
function instant(year: number, month: number, day: number, hour: number, minute: number, second: number): number {
  if (!(month >= 1 && month <= 12 && hour <= 23 && minute <= 59 && second <= 59 && day >= 1)) return Number.NaN
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  if (day > monthLengths[month - 1]! + (month === 2 && leap ? 1 : 0)) return Number.NaN
  // Years that begin in March put the leap day last, so that days before a month follow one formula.
  const y = month <= 2 ? year - 1 : year
  const days =
    365 * y +
    Math.floor(y / 4) -
    Math.floor(y / 100) +
    Math.floor(y / 400) +
    Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) +
    day -
    719_469
  return (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000
}

function lenientMs(text: string, form: 'utc' | 'generalized'): number | null {
  const pattern =
    form === 'utc'
      ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(Z|[+-]\d{4})$/
      : /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)?(\d\d)?(?:[.,]\d{1,9})?(Z|[+-]\d{4})?$/
  const match = pattern.exec(text)
  if (match === null) return null
  const [, years = '', month, day, hour, minute = '0', second = '0', zone = 'Z'] = match
  let year = Number(years)
  if (form === 'utc') year += year < 50 ? 2000 : 1900
  const local = instant(year, Number(month), Number(day), Number(hour), Number(minute), Number(second))
  if (Number.isNaN(local)) return null
  if (zone === 'Z') return local
  const offset = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3, 5))
  return local - (zone.startsWith('-') ? -offset : offset) * 60_000
}

/**
 * Puts a time at an offset, tag and length included, as RFC 5280 4.1.2.5 wants it: UTCTime from 1950 through 2049,
 * GeneralizedTime before and after. Works on octets alone, as a CRL has a million of them.
 * @returns the offset after it: 15 or 17 octets on. @throws ChanceryError `invalid-input` outside the years 0 to 9999.
 */
export function putTime(buffer: Uint8Array, at: number, unixMs: number): number {
  if (!(unixMs >= YEAR_1950 && unixMs < YEAR_2050)) return putGeneralizedTime(buffer, at, unixMs)
  buffer[at] = UTC_TIME
  buffer[at + 1] = 13
  return putDigits(buffer, at + 2, unixMs, false)
}

/** Puts a GeneralizedTime of whole seconds at an offset. @throws ChanceryError `invalid-input` outside the years 0 to 9999. */
export function putGeneralizedTime(buffer: Uint8Array, at: number, unixMs: number, tag = GENERALIZED_TIME): number {
  if (!(unixMs >= YEAR_0 && unixMs < AFTER_YEAR_9999))
    throw new ChanceryError(
      'invalid-input',
      `The time ${unixMs} is outside the years that a certificate can hold, 0 to 9999.`
    )
  buffer[at] = tag
  buffer[at + 1] = 15
  return putDigits(buffer, at + 2, unixMs, true)
}

/** @returns the characters of a GeneralizedTime, for syntaxes that hold one as text. @throws ChanceryError `invalid-input` outside the years 0 to 9999. */
export function generalizedText(unixMs: number): string {
  const octets = new Uint8Array(17)
  return String.fromCharCode(...octets.subarray(2, putGeneralizedTime(octets, 0, unixMs)))
}

/** Puts year to second and `Z`; the inverse of `instant`. */
function putDigits(buffer: Uint8Array, at: number, unixMs: number, fourDigits: boolean): number {
  const seconds = Math.floor(unixMs / 1000)
  const days = Math.floor(seconds / 86_400)
  const second = seconds - days * 86_400
  const date = dateOf(days)
  const year = Math.floor(date / 10_000)
  let next = at
  if (fourDigits) next = putPair(buffer, next, Math.floor(year / 100))
  next = putPair(buffer, next, year % 100)
  next = putPair(buffer, next, Math.floor(date / 100) % 100)
  next = putPair(buffer, next, date % 100)
  next = putPair(buffer, next, Math.floor(second / 3600))
  next = putPair(buffer, next, Math.floor(second / 60) % 60)
  next = putPair(buffer, next, second % 60)
  buffer[next] = 0x5a
  return next + 1
}

/** Dates by the day since 1970: what a CRL holds lies within a few thousand days, and the calendar is most of the work. */
const dates = new Map<number, number>()
const MOST_DATES = 10_000

/** @returns the civil date of a day as the number YYYYMMDD */
function dateOf(days: number): number {
  const known = dates.get(days)
  if (known !== undefined) return known
  // Days since 0000-03-01, in 400-year eras of 146,097 days.
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
  const year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
  const date = year * 10_000 + month * 100 + dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1
  if (dates.size >= MOST_DATES) dates.clear()
  dates.set(days, date)
  return date
}

function putPair(buffer: Uint8Array, at: number, value: number): number {
  const tens = Math.floor(value / 10)
  buffer[at] = 0x30 + tens
  buffer[at + 1] = 0x30 + value - tens * 10
  return at + 2
}
