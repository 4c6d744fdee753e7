import { ChanceryError } from '../../../src-shared/errors.ts'
import { hexOf } from './hex.ts'

/** @returns what is wrong with the content of an INTEGER or ENUMERATED, or null. X.690 8.3.2. */
export function checkInteger(bytes: Uint8Array, start: number, end: number): string | null {
  if (start >= end) return 'an INTEGER is empty'
  if (end - start > 1) {
    const first = bytes[start]!
    const sign = bytes[start + 1]! & 0x80
    if ((first === 0 && sign === 0) || (first === 0xff && sign !== 0)) return 'an INTEGER is not in its shortest form'
  }
  return null
}

/** @returns the value of checked INTEGER content when it is within 0 .. 2^31-1, else null. */
export function smallInteger(bytes: Uint8Array, start: number, end: number): number | null {
  if (end - start > 4 || bytes[start]! >= 0x80) return null
  let value = 0
  for (let at = start; at < end; at++) value = value * 256 + bytes[at]!
  return value
}

/** @returns hex of the magnitude of checked INTEGER content: whole octets, no leading zero octet, `-` in front when negative. */
export function integerHex(bytes: Uint8Array, start: number, end: number): string {
  const first = bytes[start]!
  if (first === 0 && end - start > 1) return hexOf(bytes, start + 1, end)
  if (first < 0x80) return hexOf(bytes, start, end)
  const magnitude = (1n << BigInt(8 * (end - start))) - BigInt(`0x${hexOf(bytes, start, end)}`)
  const digits = magnitude.toString(16)
  return `-${digits.length % 2 === 0 ? digits : `0${digits}`}`
}

/** @returns the content of an INTEGER for a value as `integerHex` writes it; shortest form. @throws ChanceryError `invalid-input`. */
export function integerContent(hex: string): Uint8Array {
  const negative = hex.startsWith('-')
  const digits = negative ? hex.slice(1) : hex
  if (!/^[0-9a-fA-F]{1,8192}$/.test(digits))
    throw new ChanceryError('invalid-input', 'A number must be hexadecimal digits.')
  if (negative) return bigintContent(-BigInt(`0x${digits}`))
  const bytes = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex')
  let skip = 0
  while (skip < bytes.length - 1 && bytes[skip] === 0) skip++
  const pad = bytes[skip]! >= 0x80 ? 1 : 0
  const content = new Uint8Array(bytes.length - skip + pad)
  content.set(skip === 0 ? bytes : bytes.subarray(skip), pad)
  return content
}

/** @returns the content of an INTEGER for a value; shortest form. */
export function bigintContent(value: bigint): Uint8Array {
  let octets = 1
  while (value < -(1n << BigInt(8 * octets - 1)) || value >= 1n << BigInt(8 * octets - 1)) octets++
  const hex = BigInt.asUintN(8 * octets, value)
    .toString(16)
    .padStart(2 * octets, '0')
  return new Uint8Array(Buffer.from(hex, 'hex'))
}

/** @returns the value of checked INTEGER content. */
export function bigintOf(bytes: Uint8Array, start: number, end: number): bigint {
  return BigInt.asIntN(8 * (end - start), BigInt(`0x${hexOf(bytes, start, end)}`))
}
