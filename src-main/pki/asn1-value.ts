import { findOid } from '../../src-shared/model/oid.ts'
import { hexOf } from './der/hex.ts'
import { checkOid, oidText } from './der/oid.ts'

/**
 * The text of a primitive value in an ASN.1 tree; what does not follow its type is shown as hex, never refused.
 * @param number of the universal tag
 * @param limit characters of a long text, and twice the bytes of a long value
 * @returns null where there is nothing to show, as for NULL
 */
export function valueText(number: number, content: Uint8Array, limit: number): string | null {
  switch (number) {
    case 1:
      return booleanText(content) ?? bytesText(content, limit)
    case 2:
    case 10:
      return integerText(content) ?? bytesText(content, limit)
    case 3:
      return bitText(content, limit)
    case 5:
      return content.length === 0 ? null : bytesText(content, limit)
    case 6:
      return objectIdText(content) ?? bytesText(content, limit)
    case 12:
    case 18:
    case 19:
    case 22:
    case 23:
    case 24:
    case 26:
      return clip(bufferOf(content).toString('utf8'), limit)
    case 20:
    case 27:
      return clip(bufferOf(content).toString('latin1'), limit)
    case 28:
      return clip(wideText(content, 4), limit)
    case 30:
      return clip(wideText(content, 2), limit)
    default:
      return bytesText(content, limit)
  }
}

/** @returns the bytes as hex, cut at the limit with their number behind. */
export function bytesText(content: Uint8Array, limit: number): string {
  if (content.length === 0) return '(empty)'
  const shown = Math.min(content.length, limit >> 1)
  return hexOf(content, 0, shown) + (shown < content.length ? `… (${sizeText(content.length)})` : '')
}

/** @returns `1 byte`, `2 bytes`. */
export function sizeText(bytes: number): string {
  return bytes === 1 ? '1 byte' : `${bytes} bytes`
}

function booleanText(content: Uint8Array): string | null {
  if (content.length !== 1) return null
  if (content[0] === 0) return 'FALSE'
  return content[0] === 0xff ? 'TRUE' : `TRUE (${hexOf(content)})`
}

/** Decimal for what people count with; serial numbers and keys are read as hex. */
function integerText(content: Uint8Array): string | null {
  if (content.length === 0 || content.length > 8) return null
  return BigInt.asIntN(8 * content.length, BigInt(`0x${hexOf(content)}`)).toString()
}

function bitText(content: Uint8Array, limit: number): string {
  const unused = content[0]
  const bits = 8 * (content.length - 1) - (unused ?? 8)
  if (unused === undefined || unused > 7 || bits < 0) return bytesText(content, limit)
  if (bits > 32) return `${bits} bits: ${bytesText(content.subarray(1), limit)}`
  let text = ''
  for (let bit = 0; bit < bits; bit++) text += ((content[1 + (bit >> 3)] ?? 0) >> (7 - (bit & 7))) & 1
  return bits === 0 ? '0 bits' : `${bits} bits: ${text}`
}

function objectIdText(content: Uint8Array): string | null {
  if (checkOid(content, 0, content.length) !== null) return null
  const text = oidText(content, 0, content.length)
  const known = findOid(text)
  return known === undefined ? text : `${text} (${known.label})`
}

function wideText(content: Uint8Array, width: 2 | 4): string {
  let text = ''
  for (let at = 0; at + width <= content.length; at += width) {
    let code = 0
    for (let i = 0; i < width; i++) code = code * 256 + (content[at + i] ?? 0)
    text += code <= 0x10_ffff ? String.fromCodePoint(code) : '\ufffd'
  }
  return text
}

/** Control and direction characters could make a tree read as something else. */
function clip(text: string, limit: number): string {
  const safe = text.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, '\ufffd')
  return safe.length <= limit ? safe : `${safe.slice(0, limit)}… (${safe.length} characters)`
}

function bufferOf(content: Uint8Array): Buffer {
  return Buffer.from(content.buffer, content.byteOffset, content.length)
}
