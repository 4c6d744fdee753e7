import {
  BMP_STRING,
  IA5_STRING,
  NUMERIC_STRING,
  PRINTABLE_STRING,
  TELETEX_STRING,
  UNIVERSAL_STRING,
  UTF8_STRING,
  VISIBLE_STRING
} from './tags.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const encoder = new TextEncoder()

/** @returns whether the tag is one of the character string types of X.680 that this codec reads. */
export function isStringTag(tag: number): boolean {
  switch (tag) {
    case UTF8_STRING:
    case PRINTABLE_STRING:
    case IA5_STRING:
    case TELETEX_STRING:
    case NUMERIC_STRING:
    case VISIBLE_STRING:
    case BMP_STRING:
    case UNIVERSAL_STRING:
      return true
    default:
      return false
  }
}

/**
 * @returns the text of a character string, or null when the octets are not valid for the type.
 * TeletexString is read as Latin-1, which is what the field writes into it. Characters outside PrintableString's
 * set are let through: that is a lint, not a reading error.
 */
export function stringText(tag: number, bytes: Uint8Array, start: number, end: number): string | null {
  switch (tag) {
    case UTF8_STRING:
      return asciiText(bytes, start, end) ?? utf8Text(bytes.subarray(start, end))
    case PRINTABLE_STRING:
    case IA5_STRING:
    case NUMERIC_STRING:
    case VISIBLE_STRING:
      return asciiText(bytes, start, end)
    case TELETEX_STRING:
      return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1')
    case BMP_STRING:
      return wideText(bytes, start, end, 2)
    case UNIVERSAL_STRING:
      return wideText(bytes, start, end, 4)
    default:
      return null
  }
}

/** @returns the text when every octet is ASCII, else null. */
export function asciiText(bytes: Uint8Array, start: number, end: number): string | null {
  for (let at = start; at < end; at++) if (bytes[at]! >= 0x80) return null
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1')
}

/** @returns the text of UTF-8 octets, or null when they are not UTF-8. */
export function utf8Text(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes)
  } catch {
    return null
  }
}

function wideText(bytes: Uint8Array, start: number, end: number, width: 2 | 4): string | null {
  if ((end - start) % width !== 0) return null
  let text = ''
  for (let at = start; at < end; at += width) {
    let point = bytes[at]! * 256 + bytes[at + 1]!
    if (width === 4) point = point * 65_536 + bytes[at + 2]! * 256 + bytes[at + 3]!
    if (point > 0x10ffff) return null
    text += String.fromCodePoint(point)
  }
  return text.isWellFormed() ? text : null
}

/** @returns the octets of a text in UTF-8. */
export function utf8Octets(text: string): Uint8Array {
  return encoder.encode(text)
}

/** X.680 41.4: letters, digits, space and '()+,-./:=? */
export function isPrintableString(text: string): boolean {
  return /^[A-Za-z0-9 '()+,\-./:=?]*$/.test(text)
}

/** @returns whether every character is in IA5 (ASCII). */
export function isIa5String(text: string): boolean {
  return /^[\x00-\x7f]*$/.test(text)
}
