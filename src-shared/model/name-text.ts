import { ChanceryError } from '../errors.ts'
import { attributeType, attributeTypeNamed } from './name-attributes.ts'
import { showHidden } from './hidden-characters.ts'
import { MAX_NAME_ATTRIBUTES, type NameAttribute, type NameValue } from './name.ts'
import { isOid } from './oid.ts'

/**
 * Names as text, RFC 4514 with one departure: the RDNs stand in encoded order, left to right, not reversed, so that
 * `C=DE,O=Example,CN=Root` puts the country first in the certificate, as OpenSSL and most screens show it. A type without a
 * keyword is written as its dotted OID, its text as text. Reading also takes blanks around separators, quoted values
 * (RFC 2253) and any case of keyword.
 */

/** Characters of the longest name text accepted. */
export const MAX_NAME_TEXT = 8192

/**
 * Reads a name as people write it: `CN=Test Root,O=Example`, `CN=a\, b+serialNumber=7`, `2.5.4.3=x`, `CN=#0c0161`.
 * Empty text is the empty name. @throws ChanceryError `invalid-input` with the character position.
 */
export function parseNameText(text: string): NameValue {
  if (text.length > MAX_NAME_TEXT)
    throw new ChanceryError(
      'too-large',
      `The name has ${text.length} characters; at most ${MAX_NAME_TEXT} are accepted.`
    )
  if (text.trim() === '') return []
  const name: NameAttribute[][] = [[]]
  let count = 0
  let at = 0
  for (;;) {
    const equals = text.indexOf('=', at)
    if (equals < 0) throw problem(text, at, 'an attribute needs the form type=value')
    const oid = typeOf(text.slice(at, equals).trim(), text, at)
    const { value, raw, end } = readValue(text, equals + 1)
    name.at(-1)!.push(raw ? { oid, value, raw: true } : { oid, value })
    if (++count > MAX_NAME_ATTRIBUTES) throw problem(text, at, `more than ${MAX_NAME_ATTRIBUTES} attributes`)
    if (end >= text.length) return name
    if (text[end] === ',') name.push([])
    at = end + 1
  }
}

function problem(text: string, at: number, message: string): ChanceryError {
  return new ChanceryError(
    'invalid-input',
    `The name “${text.slice(0, 200)}” cannot be read: ${message} (character ${at + 1}). Write it like CN=Test Root,O=Example.`
  )
}

function typeOf(keyword: string, text: string, at: number): string {
  const row = attributeTypeNamed(keyword)
  if (row !== undefined) return row.oid
  const dotted = keyword.replace(/^oid\./i, '')
  if (isOid(dotted)) return dotted
  throw problem(text, at, `“${keyword.slice(0, 40)}” is not an attribute type`)
}

interface ReadValue {
  readonly value: string
  readonly raw: boolean
  readonly end: number
}

function readValue(text: string, from: number): ReadValue {
  let at = from
  while (text[at] === ' ') at++
  if (text[at] === '#') return rawValue(text, at)
  if (text[at] === '"') return quotedValue(text, at)
  let value = ''
  let kept = 0 // length of value that trailing blanks may not be cut from
  while (at < text.length && text[at] !== ',' && text[at] !== '+') {
    const character = text[at]!
    if (character === '\\') {
      const escaped = readEscape(text, at)
      value += escaped.text
      kept = value.length
      at = escaped.end
      continue
    }
    if (character === '"' || character === ';' || character === '<' || character === '>' || character === '\0')
      throw problem(text, at, `${JSON.stringify(character)} must be written with a backslash before it`)
    value += character
    if (character !== ' ') kept = value.length
    at++
  }
  return { value: value.slice(0, kept), raw: false, end: at }
}

/** Reads `\` and a special character, or a run of `\hh` octets of UTF-8. */
function readEscape(text: string, from: number): { readonly text: string; readonly end: number } {
  const run = /^(?:\\[0-9a-fA-F]{2})+/.exec(text.slice(from, from + 768))
  if (run !== null) {
    try {
      return { text: decodeURIComponent(run[0].replaceAll('\\', '%')), end: from + run[0].length }
    } catch {
      throw problem(text, from, 'the escaped octets are not UTF-8')
    }
  }
  const special = text[from + 1]
  if (special === undefined || !' "#+,;<=>\\'.includes(special))
    throw problem(text, from, 'a backslash stands before a special character or two hexadecimal digits')
  return { text: special, end: from + 2 }
}

function rawValue(text: string, from: number): ReadValue {
  const match = /^#(?:[0-9a-fA-F]{2}){2,}/.exec(text.slice(from))
  if (match === null) throw problem(text, from, 'after # comes the DER of the value in hexadecimal')
  return { value: match[0].toLowerCase(), raw: true, end: separatorAfter(text, from + match[0].length) }
}

function quotedValue(text: string, from: number): ReadValue {
  let value = ''
  let at = from + 1
  while (at < text.length && text[at] !== '"') {
    if (text[at] === '\\') {
      const escaped = readEscape(text, at)
      value += escaped.text
      at = escaped.end
    } else value += text[at++]!
  }
  if (at >= text.length) throw problem(text, from, 'the closing quotation mark is missing')
  return { value, raw: false, end: separatorAfter(text, at + 1) }
}

function separatorAfter(text: string, from: number): number {
  let at = from
  while (text[at] === ' ') at++
  if (at < text.length && text[at] !== ',' && text[at] !== '+')
    throw problem(text, at, 'a comma or plus sign is expected')
  return at
}

/** @returns the RFC 4514 text of a name, RDNs in encoded order; `parseNameText` reads it back to the same value. */
export function formatName(name: NameValue): string {
  return name.map((relative) => relative.map(formatAttribute).join('+')).join(',')
}

/** @returns `type=value` of one attribute, escaped. */
export function formatAttribute(attribute: NameAttribute): string {
  const type = attributeType(attribute.oid)?.name ?? attribute.oid
  return `${type}=${attribute.raw === true ? attribute.value : escapeValue(attribute.value)}`
}

/** RFC 4514 2.4. What is not seen goes as hex pairs, so that a name is one line in every log, and reads as it is. */
function escapeValue(value: string): string {
  const escaped = showHidden(value.replace(/["+,;<>\\]/g, '\\$&'))
  return escaped.replace(/^[ #]| $/g, '\\$&')
}
