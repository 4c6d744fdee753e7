import { ChanceryError } from '../../../src-shared/errors.ts'

/** The greatest CRL number: 20 octets as a positive INTEGER (RFC 5280 5.2.3). */
const greatest = 2n ** 159n - 1n

/** @returns the number of a stored CRL, which is forty hex digits, in decimal digits for people. */
export function decimalNumber(stored: string): string {
  return BigInt(`0x${stored}`).toString()
}

/** @returns a stored number as hex of whole octets without zeros in front, as codecs take it. */
export function wholeHex(stored: string): string {
  const hex = BigInt(`0x${stored}`).toString(16)
  return hex.length % 2 === 0 ? hex : `0${hex}`
}

/** @returns the stored form of a number in decimal digits. @throws ChanceryError `invalid-input` above 20 octets, or for no digits */
export function storedNumber(decimal: string): string {
  const number = /^\d{1,60}$/.test(decimal) ? BigInt(decimal) : -1n
  if (number < 0n || number > greatest)
    throw new ChanceryError(
      'invalid-input',
      `A CRL number is a whole number of at most 20 octets (RFC 5280 5.2.3); "${decimal.slice(0, 60)}" is not.`
    )
  return number.toString(16).padStart(40, '0')
}
