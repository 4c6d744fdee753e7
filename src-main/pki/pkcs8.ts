import { DerReader } from './der/reader.ts'
import { INTEGER, OCTET_STRING, SEQUENCE, context, contextConstructed } from './der/tags.ts'
import { DerWriter, encode } from './der/writer.ts'
import { checkSize } from './der/malformed.ts'
import { IterationLimit } from './password/iteration-limit.ts'
import { sealPbes2, wrongPassphrase } from './password/pbes2.ts'
import { readProtection } from './password/protection.ts'

/** Private keys larger than this are of no algorithm here: RSA-16384 with all its numbers needs 9 KiB. */
export const maxPrivateKeyBytes = 64 * 1024

/** A private key in the clear: PrivateKeyInfo (RFC 5208) or OneAsymmetricKey (RFC 5958). Views on the bytes read. */
export interface PrivateKeyInfo {
  readonly der: Uint8Array
  /** OID of the key's algorithm. */
  readonly algorithm: string
  /** The parameters element as DER (the named curve of EC), null where absent. */
  readonly parameters: Uint8Array | null
  /** What is inside the privateKey OCTET STRING; its form depends on the algorithm. */
  readonly privateKey: Uint8Array
  /** Content of the publicKey BIT STRING (version 2), null where absent. */
  readonly publicKey: Uint8Array | null
}

/** @throws ChanceryError `malformed`, `too-large`. */
export function readPrivateKeyInfo(der: Uint8Array): PrivateKeyInfo {
  checkSize('private key', der.length, maxPrivateKeyBytes)
  const reader = new DerReader(der, 'private key')
  const outer = reader.enter(SEQUENCE)
  const version = reader.smallInteger()
  if (version > 1) reader.fail(`version ${version} of PrivateKeyInfo does not exist`)
  const algorithmEnd = reader.enter(SEQUENCE)
  const algorithm = reader.oidText()
  let parameters: Uint8Array | null = null
  if (!reader.atEnd) {
    reader.next()
    parameters = reader.element()
  }
  reader.leave(algorithmEnd)
  const privateKey = reader.octets()
  reader.optional(contextConstructed(0)) // attributes: read over, as OpenSSL does
  let publicKey: Uint8Array | null = null
  if (reader.peek() === context(1)) {
    if (version === 0) reader.fail('a public key stands in version 1 of PrivateKeyInfo')
    publicKey = reader.bitOctets(context(1))
  }
  reader.leave(outer)
  reader.finish()
  return { der: reader.bytes, algorithm, parameters, privateKey, publicKey }
}

/** Writes version 1 (RFC 5208), which everything reads. */
export function writePrivateKeyInfo(key: Pick<PrivateKeyInfo, 'algorithm' | 'parameters' | 'privateKey'>): Uint8Array {
  return encode(SEQUENCE, (writer) =>
    writer
      .integer(0)
      .within(SEQUENCE, (algorithm) => {
        algorithm.oid(key.algorithm)
        if (key.parameters !== null) algorithm.raw(key.parameters)
      })
      .octets(key.privateKey)
  )
}

/** @returns whether the DER has the outer form of EncryptedPrivateKeyInfo: a sequence that begins with a sequence. */
export function isEncryptedPrivateKeyInfo(der: Uint8Array): boolean {
  const reader = new DerReader(der, 'private key')
  if (reader.next() !== SEQUENCE) return false
  reader.enterRead()
  return reader.peek() === SEQUENCE && reader.next() === SEQUENCE && reader.peek() === OCTET_STRING
}

/**
 * Opens EncryptedPrivateKeyInfo (RFC 5958 section 3): PBES2 with PBKDF2 or scrypt and AES or 3DES in CBC mode, and the
 * old schemes of PKCS#12.
 * @returns PrivateKeyInfo as DER; the caller zeroes it.
 * @throws ChanceryError `wrong-passphrase`, `malformed`, `too-large` (also for too many iterations), `invalid-input`.
 */
export async function openPrivateKeyInfo(
  encrypted: Uint8Array,
  passphrase: string,
  limit = new IterationLimit()
): Promise<Uint8Array> {
  checkSize('private key', encrypted.length, maxPrivateKeyBytes)
  const reader = new DerReader(encrypted, 'encrypted private key')
  const outer = reader.enter(SEQUENCE)
  const protection = readProtection(reader)
  const ciphertext = reader.octets()
  reader.leave(outer)
  reader.finish()
  const plaintext = await protection.open(ciphertext, passphrase, limit)
  // One in 256 wrong passphrases leaves a valid padding: the content then is no key.
  if (!looksLikePrivateKeyInfo(plaintext)) throw wrongPassphrase()
  return plaintext
}

function looksLikePrivateKeyInfo(bytes: Uint8Array): boolean {
  if (bytes[0] !== SEQUENCE) return false
  try {
    const reader = new DerReader(bytes, 'private key')
    reader.enter(SEQUENCE)
    return reader.peek() === INTEGER
  } catch {
    return false
  }
}

/**
 * Encrypts a private key: PBES2 with AES-256-CBC and PBKDF2-HMAC-SHA-256.
 * @param iterations 600,000 unless a test or a slow reader asks for less.
 * @returns EncryptedPrivateKeyInfo as DER.
 */
export async function sealPrivateKeyInfo(
  pkcs8: Uint8Array,
  passphrase: string,
  iterations?: number
): Promise<Uint8Array> {
  const { ciphertext, writeAlgorithm } = await sealPbes2(pkcs8, passphrase, iterations)
  const writer = new DerWriter(ciphertext.length + 160)
  writer.begin(SEQUENCE)
  writeAlgorithm(writer)
  return writer.octets(ciphertext).end().finish()
}
