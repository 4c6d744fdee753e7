import { createHash } from 'node:crypto'
import { ChanceryError } from '../../../src-shared/errors.ts'

/** A list of RSA moduli whose private key the world knows, as Debian's openssl-blacklist packages write it. */
export interface ModulusBlocklist {
  readonly size: number
  /** @returns whether a key of so many bits would be on it if it were weak: what is not on it is sound in this respect then */
  covers(bits: number): boolean
  has(modulus: bigint): boolean
}

/** The largest file taken: all lists of openssl-blacklist and openssl-blacklist-extra together have 20 MB. */
const maxListBytes = 64 * 1024 * 1024
/** Octets of a fingerprint. */
export const fingerprintBytes = 10
const digits = 2 * fingerprintBytes

/**
 * The name of a modulus in such a list: the last 80 bits of the SHA-1 of the line that `openssl rsa -modulus` prints.
 * Not a security function: it is the key of an index that others have made.
 */
export function blocklistFingerprint(modulus: bigint): string {
  return createHash('sha1')
    .update(`Modulus=${modulus.toString(16).toUpperCase()}\n`)
    .digest('hex')
    .slice(-digits)
}

/**
 * Reads a list: one fingerprint of 20 hexadecimal digits a line, `#` for comments.
 * @param bits the size of its keys where that is known; else it is believed to hold those of every size.
 * @throws ChanceryError `malformed` naming the line, `too-large`.
 */
export function readBlocklist(text: string, bits: number | null = null): ModulusBlocklist {
  if (text.length > maxListBytes)
    throw new ChanceryError('too-large', `The blocklist has more than ${maxListBytes} characters.`)
  const fingerprints = new Set<string>()
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const entry = line.trim().toLowerCase()
    if (entry === '' || entry.startsWith('#')) continue
    if (entry.length !== digits || !/^[0-9a-f]+$/.test(entry)) {
      throw new ChanceryError(
        'malformed',
        `Line ${index + 1} of the blocklist is not a fingerprint of ${digits} hexadecimal digits.`
      )
    }
    fingerprints.add(entry)
  }
  return {
    size: fingerprints.size,
    covers: (asked) => bits === null || asked === bits,
    has: (modulus) => fingerprints.has(blocklistFingerprint(modulus))
  }
}
