import { createHash } from 'node:crypto'
import type { Random } from '../../world/random.ts'

/** 256 bits: nobody guesses one, and a plain hash keeps it safe. */
const TOKEN_BYTES = 32
/** What 32 bytes are in base64url without padding (RFC 4648 5). */
const TOKEN = /^[A-Za-z0-9_-]{43}$/

/** @returns the secret part of a link */
export function newClaimToken(random: Random): string {
  return Buffer.from(random.bytes(TOKEN_BYTES)).toString('base64url')
}

/**
 * @returns what a row keeps of a link; null for text that is none. A row is found by it through an index: how long that
 *   takes says something about the hash, and nothing about the secret.
 */
export function claimHash(token: string): Uint8Array | null {
  return TOKEN.test(token) ? new Uint8Array(createHash('sha256').update(`claim-link:${token}`).digest()) : null
}

/** @returns path of a link below every public address */
export function claimPath(token: string): string {
  return `/claim/${token}`
}

/** Without letters that look like digits or like each other (Crockford's base 32, small letters). */
const letters = '0123456789abcdefghjkmnpqrstvwxyz'

/** @returns a passphrase of 100 bits in groups of five, which a person types from paper or hears on the telephone */
export function newClaimPassphrase(random: Random): string {
  const drawn = [...random.bytes(20)].map((octet) => letters[octet % letters.length] ?? '')
  return [0, 5, 10, 15].map((at) => drawn.slice(at, at + 5).join('')).join('-')
}
