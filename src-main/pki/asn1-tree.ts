import { ChanceryError } from '../../src-shared/errors.ts'
import type { Asn1Node } from '../../src-shared/model/certificate.ts'
import { findOid } from '../../src-shared/model/oid.ts'
import { hexOf } from './der/hex.ts'
import { checkOid, oidText } from './der/oid.ts'

/**
 * Shows any ASN.1 as a tree. Unlike the strict reader it takes BER too (indefinite lengths, long tags), because a
 * viewer is asked about objects that others made; it never judges and never changes a byte.
 */

export interface Asn1Limits {
  /** Nodes in the whole tree; what lies beyond is named by its size. */
  readonly nodes: number
  /** Levels of nesting. */
  readonly depth: number
  /** Characters of one value. */
  readonly text: number
}

/** Enough for any certificate; a large CRL shows its head. */
export const ASN1_LIMITS: Asn1Limits = { nodes: 20_000, depth: 60, text: 512 }

interface Header {
  readonly constructed: boolean
  readonly class: number
  readonly number: number
  readonly header: number
  /** Bytes of content, null for an indefinite length (X.690 8.1.3.6). */
  readonly length: number | null
}

interface Walk {
  readonly bytes: Uint8Array
  readonly limits: Asn1Limits
  nodes: number
}

/**
 * @param bytes one element, BER or DER
 * @returns its tree; `offset` counts from the first byte, `length` is the content without end-of-contents octets
 * @throws ChanceryError `malformed` when the bytes are not one element
 */
export function asn1Tree(bytes: Uint8Array, limits: Asn1Limits = ASN1_LIMITS): Asn1Node {
  const walk: Walk = { bytes, limits, nodes: 0 }
  const first = readHeader(bytes, 0, bytes.length)
  if (first === null)
    throw new ChanceryError('malformed', 'This is not ASN.1: it does not begin with a tag and a length that fits.')
  const end = endOf(walk, first, 0, bytes.length, 0)
  if (end === null)
    throw new ChanceryError('malformed', 'This is not ASN.1: an element of indefinite length has no end.')
  if (end !== bytes.length)
    throw new ChanceryError('malformed', `This is not one ASN.1 element: ${bytes.length - end} bytes follow its end.`)
  return node(walk, first, 0, end, 0)
}

/** @returns whether the bytes are one ASN.1 element from the first byte to the last, as far as its outermost header says. */
export function isOneElement(bytes: Uint8Array): boolean {
  const first = readHeader(bytes, 0, bytes.length)
  return first !== null && first.length !== null && first.header + first.length === bytes.length
}

/** @returns the end of the element that begins at `offset`, or null when the bytes there are not a whole element. */
export function elementEnd(bytes: Uint8Array, offset: number): number | null {
  const found = readHeader(bytes, offset, bytes.length)
  return found === null ? null : endOf({ bytes, limits: ASN1_LIMITS, nodes: 0 }, found, offset, bytes.length, 0)
}

function readHeader(bytes: Uint8Array, offset: number, end: number): Header | null {
  let at = offset
  const first = bytes[at++]
  if (first === undefined || at > end) return null
  let number = first & 0x1f
  if (number === 0x1f) {
    number = 0
    for (let octets = 0; ; octets++) {
      const octet = bytes[at++]
      if (octet === undefined || at > end || octets === 4) return null
      number = number * 128 + (octet & 0x7f)
      if ((octet & 0x80) === 0) break
    }
  }
  const lengthOctet = bytes[at++]
  if (lengthOctet === undefined || at > end) return null
  let length: number | null = lengthOctet
  if (lengthOctet === 0x80) length = null
  else if (lengthOctet > 0x80) {
    const octets = lengthOctet & 0x7f
    if (octets > 6) return null
    length = 0
    for (let i = 0; i < octets; i++) {
      const octet = bytes[at++]
      if (octet === undefined || at > end) return null
      length = length * 256 + octet
    }
  }
  const constructed = (first & 0x20) !== 0
  if (length === null && !constructed) return null
  if (length !== null && at + length > end) return null
  return { constructed, class: first >> 6, number, header: at - offset, length }
}

/** @returns where the element ends, end-of-contents octets included; null when an indefinite one never does. */
function endOf(walk: Walk, header: Header, offset: number, limit: number, depth: number): number | null {
  if (header.length !== null) return offset + header.header + header.length
  if (depth > walk.limits.depth) return null
  let at = offset + header.header
  while (at < limit) {
    if (walk.bytes[at] === 0 && walk.bytes[at + 1] === 0) return at + 2
    const inner = readHeader(walk.bytes, at, limit)
    if (inner === null) return null
    const next = endOf(walk, inner, at, limit, depth + 1)
    if (next === null) return null
    at = next
  }
  return null
}

function node(walk: Walk, header: Header, offset: number, end: number, depth: number): Asn1Node {
  walk.nodes++
  const start = offset + header.header
  const contentEnd = header.length === null ? end - 2 : end
  const shape = { tag: tagName(header), offset, header: header.header, length: contentEnd - start }
  if (header.constructed) return { ...shape, ...inside(walk, start, contentEnd, depth + 1) }
  const wrapped = wrappedStart(walk, header, start, contentEnd)
  if (wrapped !== null && depth + 1 < walk.limits.depth && walk.nodes < walk.limits.nodes)
    return { ...shape, text: size(contentEnd - start), children: inside(walk, wrapped, contentEnd, depth + 1).children }
  return {
    ...shape,
    text: header.class === 0 ? valueText(walk, header.number, start, contentEnd) : bytesText(walk, start, contentEnd),
    children: []
  }
}

function inside(walk: Walk, start: number, end: number, depth: number): { text: string | null; children: Asn1Node[] } {
  const children: Asn1Node[] = []
  if (depth >= walk.limits.depth)
    return { text: start === end ? null : `${size(end - start)}, nested too deeply to be shown`, children }
  for (let at = start; at < end;) {
    if (walk.nodes >= walk.limits.nodes) return { text: `${size(end - at)} at the end are not shown`, children }
    const header = readHeader(walk.bytes, at, end)
    const next = header === null ? null : endOf(walk, header, at, end, depth)
    if (header === null || next === null || next > end) {
      children.push({
        tag: 'not ASN.1',
        offset: at,
        header: 0,
        length: end - at,
        text: bytesText(walk, at, end),
        children: []
      })
      return { text: null, children }
    }
    children.push(node(walk, header, at, next, depth))
    at = next
  }
  return { text: null, children }
}

/** @returns where ASN.1 begins within an OCTET STRING or BIT STRING that holds nothing else, or null. */
function wrappedStart(walk: Walk, header: Header, start: number, end: number): number | null {
  if (header.class !== 0) return null
  let at = start
  if (header.number === 3) {
    if (walk.bytes[start] !== 0) return null
    at = start + 1
  } else if (header.number !== 4) return null
  // Only what begins like a structure of the field: random octets would often pass for a short element.
  if (end - at < 2 || !looksLikeStructure(walk.bytes, at, end)) return null
  let position = at
  while (position < end) {
    const inner = readHeader(walk.bytes, position, end)
    if (inner === null || inner.length === null) return null
    position += inner.header + inner.length
  }
  return position === end ? at : null
}

function looksLikeStructure(bytes: Uint8Array, at: number, end: number): boolean {
  const first = readHeader(bytes, at, end)
  if (first === null || first.length === null) return false
  if (first.class === 0 && first.constructed && (first.number === 16 || first.number === 17)) return true
  return (
    first.class === 0 &&
    !first.constructed &&
    first.header + first.length === end - at &&
    [2, 3, 4, 6, 10, 12, 19, 22, 23, 24, 30].includes(first.number)
  )
}

const universal: Readonly<Record<number, string>> = {
  0: 'end-of-contents',
  1: 'BOOLEAN',
  2: 'INTEGER',
  3: 'BIT STRING',
  4: 'OCTET STRING',
  5: 'NULL',
  6: 'OBJECT IDENTIFIER',
  7: 'ObjectDescriptor',
  8: 'EXTERNAL',
  9: 'REAL',
  10: 'ENUMERATED',
  11: 'EMBEDDED PDV',
  12: 'UTF8String',
  13: 'RELATIVE-OID',
  16: 'SEQUENCE',
  17: 'SET',
  18: 'NumericString',
  19: 'PrintableString',
  20: 'TeletexString',
  21: 'VideotexString',
  22: 'IA5String',
  23: 'UTCTime',
  24: 'GeneralizedTime',
  25: 'GraphicString',
  26: 'VisibleString',
  27: 'GeneralString',
  28: 'UniversalString',
  30: 'BMPString'
}

function tagName(header: Header): string {
  if (header.class === 0) return universal[header.number] ?? `[UNIVERSAL ${header.number}]`
  if (header.class === 1) return `[APPLICATION ${header.number}]`
  return header.class === 3 ? `[PRIVATE ${header.number}]` : `[${header.number}]`
}

function valueText(walk: Walk, number: number, start: number, end: number): string | null {
  const { bytes } = walk
  switch (number) {
    case 1:
      return end - start === 1
        ? bytes[start] === 0
          ? 'FALSE'
          : bytes[start] === 0xff
            ? 'TRUE'
            : `TRUE (${hexOf(bytes, start, end)})`
        : bytesText(walk, start, end)
    case 2:
    case 10:
      return integerText(walk, start, end)
    case 3:
      return bitText(walk, start, end)
    case 5:
      return start === end ? null : bytesText(walk, start, end)
    case 6:
      return oidValue(walk, start, end)
    case 12:
    case 18:
    case 19:
    case 20:
    case 22:
    case 23:
    case 24:
    case 26:
    case 27:
      return clip(
        walk,
        printable(
          Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString(
            number === 20 || number === 27 ? 'latin1' : 'utf8'
          )
        )
      )
    case 28:
    case 30:
      return clip(walk, printable(wideText(bytes, start, end, number === 30 ? 2 : 4)))
    default:
      return bytesText(walk, start, end)
  }
}

function integerText(walk: Walk, start: number, end: number): string {
  if (start === end) return '(empty)'
  if (end - start > 8) return bytesText(walk, start, end)
  const raw = BigInt(`0x${hexOf(walk.bytes, start, end)}`)
  const negative = (walk.bytes[start] ?? 0) >= 0x80
  return (negative ? raw - (1n << BigInt(8 * (end - start))) : raw).toString()
}

function bitText(walk: Walk, start: number, end: number): string {
  const unused = walk.bytes[start]
  if (unused === undefined || start === end || unused > 7) return bytesText(walk, start, end)
  const bits = 8 * (end - start - 1) - unused
  if (bits < 0) return bytesText(walk, start, end)
  if (bits > 32) return `${bits} bits: ${bytesText(walk, start + 1, end)}`
  let text = ''
  for (let bit = 0; bit < bits; bit++) text += ((walk.bytes[start + 1 + (bit >> 3)] ?? 0) >> (7 - (bit & 7))) & 1
  return bits === 0 ? '0 bits' : `${bits} bits: ${text}`
}

function oidValue(walk: Walk, start: number, end: number): string {
  if (checkOid(walk.bytes, start, end) !== null) return bytesText(walk, start, end)
  const text = oidText(walk.bytes, start, end)
  const known = findOid(text)
  return known === undefined ? text : `${text} (${known.label})`
}

function wideText(bytes: Uint8Array, start: number, end: number, width: 2 | 4): string {
  let text = ''
  for (let at = start; at + width <= end; at += width) {
    let code = 0
    for (let i = 0; i < width; i++) code = code * 256 + (bytes[at + i] ?? 0)
    text += code <= 0x10_ffff ? String.fromCodePoint(code) : '\ufffd'
  }
  return text
}

/** Control and direction characters could make a tree read as something else. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, '\ufffd')
}

function bytesText(walk: Walk, start: number, end: number): string {
  if (start === end) return '(empty)'
  const shown = Math.min(end, start + (walk.limits.text >> 1))
  return hexOf(walk.bytes, start, shown) + (shown < end ? `… (${size(end - start)})` : '')
}

function clip(walk: Walk, text: string): string {
  return text.length <= walk.limits.text ? text : `${text.slice(0, walk.limits.text)}… (${text.length} characters)`
}

function size(bytes: number): string {
  return bytes === 1 ? '1 byte' : `${bytes} bytes`
}
