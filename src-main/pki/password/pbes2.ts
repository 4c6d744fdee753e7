import { createCipheriv, createDecipheriv, pbkdf2, randomFillSync, scrypt, type ScryptOptions } from 'node:crypto'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { DerReader } from '../der/reader.ts'
import { INTEGER, NULL, SEQUENCE } from '../der/tags.ts'
import type { DerWriter } from '../der/writer.ts'
import type { IterationLimit } from './iteration-limit.ts'

function derivePbkdf2(
  password: Uint8Array,
  salt: Uint8Array,
  iterations: number,
  length: number,
  hash: string
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    pbkdf2(password, salt, iterations, length, hash, (error, key) =>
      error instanceof Error ? reject(error) : resolve(key)
    )
  })
}

function deriveScrypt(
  password: Uint8Array,
  salt: Uint8Array,
  length: number,
  cost: ScryptOptions
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, length, cost, (error, key) => (error instanceof Error ? reject(error) : resolve(key)))
  })
}

const pbes2Oid = '1.2.840.113549.1.5.13'
const pbkdf2Oid = '1.2.840.113549.1.5.12'
const scryptOid = '1.3.6.1.4.1.11591.4.11'
const hmacSha256Oid = '1.2.840.113549.2.9'
const aes256Cbc = '2.16.840.1.101.3.4.1.42'

/** RFC 8018 B.1.2; PBKDF2's own default is HMAC-SHA-1. */
const pseudorandomFunctions: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.8': 'sha224',
  [hmacSha256Oid]: 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512'
}

/** RFC 8018 B.2: what a key of which length opens, and the length of the IV. */
const ciphers: Readonly<Record<string, { name: string; key: number; iv: number }>> = {
  '2.16.840.1.101.3.4.1.2': { name: 'aes-128-cbc', key: 16, iv: 16 },
  '2.16.840.1.101.3.4.1.22': { name: 'aes-192-cbc', key: 24, iv: 16 },
  [aes256Cbc]: { name: 'aes-256-cbc', key: 32, iv: 16 },
  '1.2.840.113549.3.7': { name: 'des-ede3-cbc', key: 24, iv: 8 }
}

/** Memory that scrypt may take: OpenSSL's own default parameters need 16 MiB. */
const scryptMemory = 256 * 1024 * 1024
/** What PBKDF2 at both ends of scrypt costs for each of its blocks, in rounds as they are counted: the most where N is small. */
const scryptEnds = 12
/** OWASP's figure for PBKDF2-HMAC-SHA-256 in 2023 and after. */
const writtenIterations = 600_000

/** A way to derive a key from a password: PBKDF2 (RFC 8018 5.2) or scrypt (RFC 7914). */
export type DeriveKey = (password: Uint8Array, length: number, limit: IterationLimit) => Promise<Uint8Array>

/**
 * Reads a key derivation function, AlgorithmIdentifier of PBKDF2 or scrypt.
 * @throws ChanceryError `malformed`, or `invalid-input` for a function that is not supported.
 */
export function readKeyDerivation(reader: DerReader): { derive: DeriveKey; keyLength: number | null } {
  const outer = reader.enter(SEQUENCE)
  const oid = reader.oidText()
  const parameters = reader.enter(SEQUENCE)
  const salt = reader.octets()
  const count = reader.smallInteger()
  if (count < 1) reader.fail('an iteration count is zero')
  let derive: DeriveKey
  let keyLength: number | null = null
  if (oid === pbkdf2Oid) {
    if (reader.peek() === INTEGER) keyLength = reader.smallInteger()
    const hash = reader.atEnd ? 'sha1' : readPseudorandomFunction(reader)
    derive = async (password, length, limit) => {
      limit.spend(count)
      return derivePbkdf2(password, salt, count, length, hash)
    }
  } else if (oid === scryptOid) {
    const [r, p] = [reader.smallInteger(), reader.smallInteger()]
    if (reader.peek() === INTEGER) keyLength = reader.smallInteger()
    if (count < 2 || (count & (count - 1)) !== 0 || r < 1 || p < 1 || r * p >= 2 ** 30)
      reader.fail('the parameters of scrypt are out of range')
    derive = async (password, length, limit) => {
      if (128 * r * (count + p + 2) > scryptMemory)
        throw new ChanceryError(
          'too-large',
          'The file asks for more memory for its password than is allowed (256 MiB).'
        )
      limit.spend((count + scryptEnds) * r * p)
      return deriveScrypt(password, salt, length, { N: count, r, p, maxmem: scryptMemory + 1024 * 1024 })
    }
  } else return unsupported('key derivation', oid)
  reader.leave(parameters)
  reader.leave(outer)
  return { derive, keyLength }
}

/** A protection read from its AlgorithmIdentifier. @throws ChanceryError `wrong-passphrase` from `open` when it does not fit. */
export interface Protection {
  open(encrypted: Uint8Array, password: string, limit: IterationLimit): Promise<Uint8Array>
}

/** @returns PBES2 (RFC 8018 6.2) when the algorithm is it, else null. The reader stands at the parameters. */
export function readPbes2(oid: string, reader: DerReader): Protection | null {
  if (oid !== pbes2Oid) return null
  const outer = reader.enter(SEQUENCE)
  const { derive, keyLength } = readKeyDerivation(reader)
  const scheme = reader.enter(SEQUENCE)
  const cipherOid = reader.oidText()
  const cipher = ciphers[cipherOid] ?? unsupported('cipher', cipherOid)
  const iv = reader.octets()
  if (iv.length !== cipher.iv) reader.fail('the initialisation vector has the wrong length')
  if (keyLength !== null && keyLength !== cipher.key) reader.fail('the key length does not belong to the cipher')
  reader.leave(scheme)
  reader.leave(outer)
  return {
    open: async (encrypted, password, limit) => {
      const bytes = new TextEncoder().encode(password)
      const key = await derive(bytes, cipher.key, limit)
      bytes.fill(0)
      return decryptCbc(cipher.name, key, iv, encrypted)
    }
  }
}

/** Decrypts with PKCS#7 padding, then zeroes the key. @throws ChanceryError `wrong-passphrase` when the padding is not one. */
export function decryptCbc(cipher: string, key: Uint8Array, iv: Uint8Array, encrypted: Uint8Array): Uint8Array {
  const decipher = createDecipheriv(cipher, key, iv)
  key.fill(0)
  const open = decipher.update(encrypted)
  try {
    const last = decipher.final()
    const plaintext = new Uint8Array(open.length + last.length)
    plaintext.set(open)
    plaintext.set(last, open.length)
    last.fill(0)
    return plaintext
  } catch (cause) {
    throw wrongPassphrase(cause)
  } finally {
    open.fill(0)
  }
}

export function wrongPassphrase(cause?: unknown): ChanceryError {
  return new ChanceryError('wrong-passphrase', 'The passphrase does not open this file, or the file is damaged.', {
    cause
  })
}

/**
 * Encrypts with PBES2: AES-256-CBC under PBKDF2-HMAC-SHA-256, 600,000 rounds, 16 bytes of salt.
 * @param iterations for tests and for readers that are slow.
 * @returns the ciphertext and a function that writes the AlgorithmIdentifier.
 */
export async function sealPbes2(
  plaintext: Uint8Array,
  password: string,
  iterations = writtenIterations
): Promise<{ ciphertext: Uint8Array; writeAlgorithm: (writer: DerWriter) => void }> {
  const salt = randomFillSync(new Uint8Array(16))
  const iv = randomFillSync(new Uint8Array(16))
  const bytes = new TextEncoder().encode(password)
  const key = await derivePbkdf2(bytes, salt, iterations, 32, 'sha256')
  bytes.fill(0)
  const cipher = createCipheriv('aes-256-cbc', key, iv)
  key.fill(0)
  const ciphertext = new Uint8Array(Buffer.concat([cipher.update(plaintext), cipher.final()]))
  const writeAlgorithm = (writer: DerWriter): void => {
    writer.within(SEQUENCE, (algorithm) =>
      algorithm.oid(pbes2Oid).within(SEQUENCE, (parameters) =>
        parameters
          .within(SEQUENCE, (kdf) =>
            kdf.oid(pbkdf2Oid).within(SEQUENCE, (pbkdf2Parameters) =>
              pbkdf2Parameters
                .octets(salt)
                .integer(iterations)
                .within(SEQUENCE, (prf) => prf.oid(hmacSha256Oid).null())
            )
          )
          .within(SEQUENCE, (scheme) => scheme.oid(aes256Cbc).octets(iv))
      )
    )
  }
  return { ciphertext, writeAlgorithm }
}

/** @returns the hash of the HMAC named by an AlgorithmIdentifier. */
export function readPseudorandomFunction(reader: DerReader): string {
  const outer = reader.enter(SEQUENCE)
  const oid = reader.oidText()
  if (reader.peek() === NULL) reader.null()
  reader.leave(outer)
  return pseudorandomFunctions[oid] ?? unsupported('hash', oid)
}

export function unsupported(what: string, oid: string): never {
  throw new ChanceryError(
    'invalid-input',
    `The file is protected with a ${what} that Chancery does not support (${oid}). Write it again with AES-256 and PBKDF2.`
  )
}
