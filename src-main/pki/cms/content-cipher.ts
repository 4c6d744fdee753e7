import { createCipheriv, createDecipheriv } from 'node:crypto'
import { ChanceryError } from '../../../src-shared/errors.ts'

/** Ciphers of enveloped content: AES (RFC 3565), triple DES (RFC 3370 5.1), and single DES, which only old devices have. */
export const contentCiphers = {
  'aes-128-cbc': { oid: '2.16.840.1.101.3.4.1.2', keyBytes: 16, blockBytes: 16 },
  'aes-192-cbc': { oid: '2.16.840.1.101.3.4.1.22', keyBytes: 24, blockBytes: 16 },
  'aes-256-cbc': { oid: '2.16.840.1.101.3.4.1.42', keyBytes: 32, blockBytes: 16 },
  'des-ede3-cbc': { oid: '1.2.840.113549.3.7', keyBytes: 24, blockBytes: 8 },
  'des-cbc': { oid: '1.3.14.3.2.7', keyBytes: 8, blockBytes: 8 }
} as const
export type ContentCipher = keyof typeof contentCiphers

/** In order of preference. */
export const contentCipherIds = Object.keys(contentCiphers) as readonly ContentCipher[]

/** @returns the cipher of an OID, or null for one that is none of ours */
export function contentCipherOf(oid: string): ContentCipher | null {
  return contentCipherIds.find((id) => contentCiphers[id].oid === oid) ?? null
}

/** What node:crypto calls it, and its key. Single DES is triple DES with one key three times: no runtime has it alone. */
function native(cipher: ContentCipher, key: Uint8Array): { readonly name: string; readonly key: Uint8Array } {
  return cipher === 'des-cbc' ? { name: 'des-ede3-cbc', key: Buffer.concat([key, key, key]) } : { name: cipher, key }
}

/** Encrypts with the padding of RFC 5652 6.3. */
export function encryptContent(
  cipher: ContentCipher,
  key: Uint8Array,
  iv: Uint8Array,
  content: Uint8Array
): Uint8Array {
  const { name, key: bytes } = native(cipher, key)
  const working = createCipheriv(name, bytes, iv)
  return Buffer.concat([working.update(content), working.final()])
}

/**
 * Decrypts, and takes the padding off.
 * @throws ChanceryError `malformed`, always with the same words: whoever asks again and again learns nothing from them.
 */
export function decryptContent(
  cipher: ContentCipher,
  key: Uint8Array,
  iv: Uint8Array,
  encrypted: Uint8Array
): Uint8Array {
  const { name, key: bytes } = native(cipher, key)
  try {
    const working = createDecipheriv(name, bytes, iv)
    return new Uint8Array(Buffer.concat([working.update(encrypted), working.final()]))
  } catch {
    throw new ChanceryError('malformed', 'The encrypted message cannot be decrypted with the key of its recipient.')
  }
}
