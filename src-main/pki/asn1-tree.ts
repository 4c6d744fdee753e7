import { ChanceryError } from '../../src-shared/errors.ts'
import type { Asn1Node } from '../../src-shared/model/certificate.ts'
import { bytesText, sizeText, valueText } from './asn1-value.ts'

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
  const content = walk.bytes.subarray(start, contentEnd)
  const limit = walk.limits.text
  const wrapped = wrappedStart(walk, header, start, contentEnd)
  if (wrapped !== null && depth + 1 < walk.limits.depth && walk.nodes < walk.limits.nodes)
    return {
      ...shape,
      text: sizeText(contentEnd - start),
      children: inside(walk, wrapped, contentEnd, depth + 1).children
    }
  return {
    ...shape,
    text: header.class === 0 ? valueText(header.number, content, limit) : bytesText(content, limit),
    children: []
  }
}

function inside(walk: Walk, start: number, end: number, depth: number): { text: string | null; children: Asn1Node[] } {
  const children: Asn1Node[] = []
  if (depth >= walk.limits.depth)
    return { text: start === end ? null : `${sizeText(end - start)}, nested too deeply to be shown`, children }
  for (let at = start; at < end;) {
    if (walk.nodes >= walk.limits.nodes) return { text: `${sizeText(end - at)} at the end are not shown`, children }
    const header = readHeader(walk.bytes, at, end)
    const next = header === null ? null : endOf(walk, header, at, end, depth)
    if (header === null || next === null || next > end) {
      children.push({
        tag: 'not ASN.1',
        offset: at,
        header: 0,
        length: end - at,
        text: bytesText(walk.bytes.subarray(at, end), walk.limits.text),
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
