import { randomFillSync, timingSafeEqual, createHash } from 'node:crypto'
import { ChanceryError } from '../../src-shared/errors.ts'
import { keyBytes } from './seal.ts'

/** Marks the file as what it is, so that a passphrase file is not mistaken for it. */
const prefix = 'chancery-unlock-1:'
const sumBytes = 4

/**
 * Makes the secret by which a server unlocks its vault without a person: 256 random bits.
 * @returns one line of text for a file of mode 600, a systemd credential or a key store.
 */
export function newUnattendedSecret(): string {
  const secret = randomFillSync(new Uint8Array(keyBytes))
  const text = `${prefix}${Buffer.concat([secret, sum(secret)]).toString('base64url')}\n`
  secret.fill(0)
  return text
}

/** @returns whether the bytes are meant as an unattended secret; if not, they may be a passphrase file. */
export function isUnattendedSecret(file: Uint8Array): boolean {
  return Buffer.from(file.buffer, file.byteOffset, file.length).toString('latin1').startsWith(prefix)
}

/**
 * @param file what was read from the file, credential or key store; zeroed by the caller, as is the result.
 * @throws ChanceryError `malformed` when it is cut, altered or something else.
 */
export function readUnattendedSecret(file: Uint8Array): Uint8Array {
  const text = Buffer.from(file.buffer, file.byteOffset, file.length).toString('latin1').trimEnd()
  const bytes = Buffer.from(text.slice(prefix.length), 'base64url')
  const secret = new Uint8Array(bytes.subarray(0, keyBytes))
  const intact =
    text.startsWith(prefix) &&
    bytes.length === keyBytes + sumBytes &&
    timingSafeEqual(sum(secret), bytes.subarray(keyBytes))
  bytes.fill(0)
  if (intact) return secret
  secret.fill(0)
  throw new ChanceryError(
    'malformed',
    'The unlock secret is not one that Chancery wrote, or a part of it is missing. Copy the whole line again.'
  )
}

function sum(secret: Uint8Array): Uint8Array {
  return createHash('sha256').update(prefix).update(secret).digest().subarray(0, sumBytes)
}
