import { createHmac, timingSafeEqual } from 'node:crypto'
import type { DerReader } from '../der/reader.ts'
import { INTEGER, NULL, SEQUENCE } from '../der/tags.ts'
import type { IterationLimit } from '../password/iteration-limit.ts'
import { readKeyDerivation, readPseudorandomFunction, unsupported, wrongPassphrase } from '../password/pbes2.ts'
import { bmpPassword, pkcs12Derive, pkcs12Purpose, type Pkcs12Hash } from '../password/pkcs12-kdf.ts'
import { oids } from './oids.ts'

/** Digests that MacData may name (RFC 7292 section 4; RFC 8017 B.1), with the bytes of their MAC key. */
const digests: Readonly<Record<string, readonly [hash: Pkcs12Hash, bytes: number]>> = {
  '1.3.14.3.2.26': ['sha1', 20],
  '2.16.840.1.101.3.4.2.4': ['sha224', 28],
  '2.16.840.1.101.3.4.2.1': ['sha256', 32],
  '2.16.840.1.101.3.4.2.2': ['sha384', 48],
  '2.16.840.1.101.3.4.2.3': ['sha512', 64]
}

export interface MacCheck {
  /** What people read, e.g. `HMAC-SHA1` or `PBMAC1 HMAC-SHA256`. */
  readonly label: string
  /** @throws ChanceryError `wrong-passphrase` when the MAC over the content is another. */
  verify(content: Uint8Array, passphrase: string, limit: IterationLimit): Promise<void>
}

/** Reads MacData (RFC 7292 section 4), also in the form of PBMAC1 (RFC 9579). */
export function readMac(reader: DerReader): MacCheck {
  const outer = reader.enter(SEQUENCE)
  const digestInfo = reader.enter(SEQUENCE)
  const algorithm = reader.enter(SEQUENCE)
  const oid = reader.oidText()
  const pbmac1 = oid === oids.pbmac1 ? readPbmac1(reader) : null
  if (pbmac1 === null && reader.peek() === NULL) reader.null()
  reader.leave(algorithm)
  const expected = reader.octets()
  reader.leave(digestInfo)
  const salt = reader.octets()
  const iterations = reader.peek() === INTEGER ? reader.smallInteger() : 1
  if (iterations < 1) reader.fail('an iteration count is zero')
  reader.leave(outer)
  if (pbmac1 !== null) {
    return {
      label: `PBMAC1 HMAC-${pbmac1.hash.toUpperCase()}`,
      verify: async (content, passphrase, limit) =>
        check(pbmac1.hash, await pbmac1.key(passphrase, limit), content, expected)
    }
  }
  const [hash, length] = digests[oid] ?? unsupported('MAC', oid)
  const verify = async (content: Uint8Array, passphrase: string, limit: IterationLimit): Promise<void> => {
    // An empty passphrase is written in two ways: as two zero octets (the rule), or as none at all.
    const forms = passphrase === '' ? [bmpPassword(''), new Uint8Array(0)] : [bmpPassword(passphrase)]
    for (const [index, password] of forms.entries()) {
      const key = await pkcs12Derive({ hash, password, salt, iterations, purpose: pkcs12Purpose.mac, length }, limit)
      password.fill(0)
      try {
        return check(hash, key, content, expected)
      } catch (error) {
        if (index === forms.length - 1) throw error
      }
    }
  }
  return { label: `HMAC-${hash.toUpperCase()}`, verify }
}

function readPbmac1(reader: DerReader): {
  hash: string
  key: (passphrase: string, limit: IterationLimit) => Promise<Uint8Array>
} {
  const outer = reader.enter(SEQUENCE)
  const { derive, keyLength } = readKeyDerivation(reader)
  const hash = readPseudorandomFunction(reader)
  reader.leave(outer)
  // RFC 9579 section 6: the length must be given, as an HMAC has no length of key of its own.
  const length = keyLength ?? reader.fail('the key length of PBMAC1 is missing')
  if (length < 20 || length > 128) reader.fail('the key length of PBMAC1 is out of range')
  return { hash, key: (passphrase, limit) => derive(new TextEncoder().encode(passphrase), length, limit) }
}

function check(hash: string, key: Uint8Array, content: Uint8Array, expected: Uint8Array): void {
  const actual = createHmac(hash, key).update(content).digest()
  key.fill(0)
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) throw wrongPassphrase()
}

/** @returns the MAC of new files: HMAC with the key derivation of RFC 7292 B. */
export async function makeMac(
  content: Uint8Array,
  passphrase: string,
  salt: Uint8Array,
  iterations: number,
  limit: IterationLimit,
  hash: 'sha1' | 'sha256' = 'sha256'
): Promise<Uint8Array> {
  const password = bmpPassword(passphrase)
  const length = hash === 'sha1' ? 20 : 32
  const key = await pkcs12Derive({ hash, password, salt, iterations, purpose: pkcs12Purpose.mac, length }, limit)
  password.fill(0)
  const mac = createHmac(hash, key).update(content).digest()
  key.fill(0)
  return mac
}
