import { createHash } from 'node:crypto'
import { ChanceryError } from '../../../src-shared/errors.ts'

/** A list of RSA moduli whose private key the world knows, as Debian's openssl-blacklist packages write it. */
export interface ModulusBlocklist {
  readonly size: number
  has(modulus: bigint): boolean
}

/** The largest file taken: all lists of openssl-blacklist and openssl-blacklist-extra together have 20 MB. */
const maxListBytes = 64 * 1024 * 1024
const digits = 20

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
 * @throws ChanceryError `malformed` naming the line, `too-large`.
 */
export function readBlocklist(text: string): ModulusBlocklist {
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
  return { size: fingerprints.size, has: (modulus) => fingerprints.has(blocklistFingerprint(modulus)) }
}
