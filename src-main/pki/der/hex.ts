import { ChanceryError } from '../../../src-shared/errors.ts'

/** @returns lower-case hex of the bytes from `start` to `end`. */
export function hexOf(bytes: Uint8Array, start = 0, end = bytes.length): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('hex')
}

/** @returns the octets of hex text. @throws ChanceryError `invalid-input` when it is not whole octets of hex. */
export function bytesOfHex(hex: string): Uint8Array {
  if (hex.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(hex))
    throw new ChanceryError('invalid-input', 'Hexadecimal text must have an even number of digits 0-9, a-f.')
  return new Uint8Array(Buffer.from(hex, 'hex'))
}

/** @returns whether two byte strings are the same. Not for secrets: it stops at the first difference. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}
