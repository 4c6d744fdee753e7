import { createCipheriv, randomFillSync } from 'node:crypto'
import type { DerReader } from '../der/reader.ts'
import { SEQUENCE } from '../der/tags.ts'
import type { DerWriter } from '../der/writer.ts'
import { IterationLimit } from './iteration-limit.ts'
import { decryptCbc, wrongPassphrase, type Protection } from './pbes2.ts'
import { bmpPassword, pkcs12Derive, pkcs12Purpose } from './pkcs12-kdf.ts'
import { rc2CbcDecrypt } from './rc2.ts'

/** RFC 7292 appendix C: the old schemes that are still met; all hash with SHA-1. Only triple DES is written, where somebody asks for it. */
const schemes: Readonly<Record<string, { cipher: 'des-ede3-cbc' | 'rc2'; keyBytes: number; repeatFirst?: true }>> = {
  '1.2.840.113549.1.12.1.3': { cipher: 'des-ede3-cbc', keyBytes: 24 },
  '1.2.840.113549.1.12.1.4': { cipher: 'des-ede3-cbc', keyBytes: 16, repeatFirst: true },
  '1.2.840.113549.1.12.1.5': { cipher: 'rc2', keyBytes: 16 },
  '1.2.840.113549.1.12.1.6': { cipher: 'rc2', keyBytes: 5 }
}

/** @returns the protection when the algorithm is one of PKCS#12's own, else null. The reader stands at the parameters. */
export function readPkcs12Pbe(oid: string, reader: DerReader): Protection | null {
  const scheme = Object.hasOwn(schemes, oid) ? schemes[oid] : undefined
  if (scheme === undefined) return null
  const outer = reader.enter(SEQUENCE)
  const salt = reader.octets()
  const iterations = reader.smallInteger()
  if (iterations < 1) reader.fail('an iteration count is zero')
  reader.leave(outer)
  return {
    open: async (encrypted, password, limit) => {
      const bmp = bmpPassword(password)
      const shared = { hash: 'sha1', password: bmp, salt, iterations } as const
      const key = await pkcs12Derive({ ...shared, purpose: pkcs12Purpose.key, length: scheme.keyBytes }, limit)
      const iv = await pkcs12Derive({ ...shared, purpose: pkcs12Purpose.iv, length: 8 }, limit)
      bmp.fill(0)
      if (scheme.cipher === 'rc2') return withoutPadding(rc2CbcDecrypt(key, scheme.keyBytes * 8, iv, encrypted))
      const threeKeys = scheme.repeatFirst === true ? Buffer.concat([key, key.subarray(0, 8)]) : key
      return decryptCbc(scheme.cipher, threeKeys, iv, encrypted)
    }
  }
}

/**
 * Encrypts with pbeWithSHAAnd3-KeyTripleDES-CBC, which is weak, for systems that open nothing else.
 * @returns the ciphertext and a function that writes the AlgorithmIdentifier
 */
export async function sealTripleDes(
  plaintext: Uint8Array,
  passphrase: string,
  iterations: number
): Promise<{ ciphertext: Uint8Array; writeAlgorithm: (writer: DerWriter) => void }> {
  const salt = randomFillSync(new Uint8Array(8))
  const password = bmpPassword(passphrase)
  const shared = { hash: 'sha1', password, salt, iterations } as const
  const limit = new IterationLimit()
  const key = await pkcs12Derive({ ...shared, purpose: pkcs12Purpose.key, length: 24 }, limit)
  const iv = await pkcs12Derive({ ...shared, purpose: pkcs12Purpose.iv, length: 8 }, limit)
  password.fill(0)
  const cipher = createCipheriv('des-ede3-cbc', key, iv)
  key.fill(0)
  const ciphertext = new Uint8Array(Buffer.concat([cipher.update(plaintext), cipher.final()]))
  const writeAlgorithm = (writer: DerWriter): void => {
    writer.within(SEQUENCE, (algorithm) =>
      algorithm
        .oid('1.2.840.113549.1.12.1.3')
        .within(SEQUENCE, (parameters) => parameters.octets(salt).integer(iterations))
    )
  }
  return { ciphertext, writeAlgorithm }
}

/** @returns the bytes without PKCS#7 padding for blocks of eight. @throws ChanceryError `wrong-passphrase`. */
function withoutPadding(bytes: Uint8Array): Uint8Array {
  const count = bytes[bytes.length - 1] ?? 0
  const padding = bytes.subarray(bytes.length - count)
  if (count < 1 || count > 8 || bytes.length % 8 !== 0 || padding.some((octet) => octet !== count))
    throw wrongPassphrase()
  return bytes.slice(0, bytes.length - count)
}
