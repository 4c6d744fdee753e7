import { createCipheriv, createDecipheriv, hkdfSync, randomFillSync } from 'node:crypto'
import { ChanceryError } from '../../src-shared/errors.ts'

/** Bytes of every symmetric key here: AES-256. */
export const keyBytes = 32
/** First byte of everything sealed; another scheme gets another number. */
const version = 1
/** NIST SP 800-38D 5.2.1.1 and 8.2.2: 96 random bits; with one key no more than 2^32 messages. */
const nonceBytes = 12
const tagBytes = 16
const overhead = 1 + nonceBytes + tagBytes

/**
 * Encrypts and authenticates with AES-256-GCM. The context (e.g. `key:12`) is authenticated but not stored:
 * bytes moved to another row do not open there.
 * @param key 32 bytes, used for one purpose only (see `deriveKey`).
 * @returns version (1 byte), nonce (12), ciphertext, tag (16).
 */
export function seal(key: Uint8Array, context: string, plaintext: Uint8Array): Uint8Array {
  const sealed = new Uint8Array(overhead + plaintext.length)
  sealed[0] = version
  const nonce = randomFillSync(sealed.subarray(1, 1 + nonceBytes))
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes }).setAAD(boundTo(context))
  sealed.set(cipher.update(plaintext), 1 + nonceBytes)
  cipher.final()
  sealed.set(cipher.getAuthTag(), sealed.length - tagBytes)
  return sealed
}

/**
 * @returns the plaintext in a buffer of its own; the caller zeroes it when it is a secret.
 * @throws ChanceryError `damaged` when a bit was changed, the context or key is another, or the version is unknown.
 */
export function unseal(key: Uint8Array, context: string, sealed: Uint8Array): Uint8Array {
  if (sealed.length < overhead || sealed[0] !== version) throw damaged(context)
  const nonce = sealed.subarray(1, 1 + nonceBytes)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
    .setAAD(boundTo(context))
    .setAuthTag(sealed.subarray(sealed.length - tagBytes))
  const plaintext = decipher.update(sealed.subarray(1 + nonceBytes, sealed.length - tagBytes))
  try {
    decipher.final()
  } catch (cause) {
    plaintext.fill(0)
    throw damaged(context, cause)
  }
  // A plain view: Node's Buffer has a slice() that shares memory.
  return new Uint8Array(plaintext.buffer, plaintext.byteOffset, plaintext.length)
}

/**
 * HKDF-SHA-256 (RFC 5869): one key per purpose, so that no two uses share a key.
 * @param secret high-entropy input; passphrases go through Argon2id first.
 */
export function deriveKey(secret: Uint8Array, salt: Uint8Array | string, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, salt, `chancery/1/${purpose}`, keyBytes))
}

function boundTo(context: string): Uint8Array {
  if (context === '') throw new TypeError('sealed bytes need a context to be bound to')
  return Buffer.from(`${version}\0${context}`, 'utf8')
}

function damaged(context: string, cause?: unknown): ChanceryError {
  return new ChanceryError(
    'damaged',
    `The sealed value of "${context}" does not pass its integrity check: it was altered, moved from another row, or belongs to another vault. Restore it from a backup.`,
    { cause }
  )
}
