import { createHash } from 'node:crypto'
import { ChanceryError } from '../../src-shared/errors.ts'
import { keyAlgorithms } from '../../src-shared/model/algorithm.ts'
import { checkSize } from './der/malformed.ts'
import { DerReader } from './der/reader.ts'
import { INTEGER, OCTET_STRING, SEQUENCE, contextConstructed } from './der/tags.ts'
import { DerWriter } from './der/writer.ts'
import { IterationLimit } from './password/iteration-limit.ts'
import { decryptCbc, wrongPassphrase } from './password/pbes2.ts'
import { isEncryptedPrivateKeyInfo, maxPrivateKeyBytes, openPrivateKeyInfo, writePrivateKeyInfo } from './pkcs8.ts'
import { findPrivateKeyPem, type PrivateKeyPem } from './private-key-pem.ts'

/**
 * Reads a private key as files have it: PKCS#8 plain or encrypted, traditional RSA (RFC 8017 A.1.2) and EC (RFC 5915)
 * keys, the latter two also with OpenSSL's old PEM encryption; DER or PEM.
 * @returns PKCS#8 DER; the caller zeroes it.
 * @param limit what it may cost; shared by what comes in one file
 * @throws ChanceryError `malformed`, `too-large`, `invalid-input` (a form or cipher that is not read), `wrong-passphrase`
 *   (also when one is needed and none was given).
 */
export async function readPrivateKeyFile(
  input: Uint8Array | string,
  passphrase?: string,
  limit = new IterationLimit()
): Promise<Uint8Array> {
  const text = pemText(input)
  if (text === null) return readDer(bytesOf(input), passphrase, limit)
  const pem = findPrivateKeyPem(text)
  const der = pem.encryption === null ? pem.body : openTraditional(pem.body, pem.encryption, needed(passphrase))
  try {
    return await readDer(der, passphrase, limit)
  } catch (error) {
    // The padding of the old scheme fits by chance for one wrong passphrase in 256.
    const byChance = pem.encryption !== null && error instanceof ChanceryError && error.code === 'malformed'
    throw byChance ? wrongPassphrase(error) : error
  } finally {
    der.fill(0)
    pem.body.fill(0)
  }
}

/** @returns the input as text when it is PEM, null when it is DER. */
function pemText(input: Uint8Array | string): string | null {
  if (typeof input === 'string') return input
  if (input[0] === SEQUENCE) return null
  return Buffer.from(input.buffer, input.byteOffset, input.length).toString('latin1')
}

const bytesOf = (input: Uint8Array | string): Uint8Array =>
  typeof input === 'string' ? Buffer.from(input, 'latin1') : input

function needed(passphrase: string | undefined): string {
  if (passphrase === undefined)
    throw new ChanceryError('wrong-passphrase', 'The private key is protected by a passphrase; give it.')
  return passphrase
}

async function readDer(der: Uint8Array, passphrase: string | undefined, limit: IterationLimit): Promise<Uint8Array> {
  checkSize('private key', der.length, maxPrivateKeyBytes)
  const reader = new DerReader(der, 'private key')
  reader.enter(SEQUENCE)
  if (reader.peek() === SEQUENCE && isEncryptedPrivateKeyInfo(der))
    return openPrivateKeyInfo(der, needed(passphrase), limit)
  if (reader.peek() !== INTEGER) reader.fail('this is no private key', 0)
  const version = reader.smallInteger()
  if (reader.peek() === SEQUENCE) return der.slice()
  if (reader.peek() === INTEGER && version === 0) return wrapRsa(der)
  if (reader.peek() === OCTET_STRING && version === 1) return wrapEc(der, reader)
  return reader.fail('this is no private key of a kind that is read', 0)
}

/** RSAPrivateKey stands in PKCS#8 as it is, under rsaEncryption with NULL. */
function wrapRsa(der: Uint8Array): Uint8Array {
  return writePrivateKeyInfo({
    algorithm: keyAlgorithms['RSA-2048'].oid,
    parameters: new DerWriter(2).null().finish(),
    privateKey: der
  })
}

/** ECPrivateKey names its curve in [0]; PKCS#8 wants it beside the algorithm. */
function wrapEc(der: Uint8Array, reader: DerReader): Uint8Array {
  reader.octets()
  if (reader.peek() !== contextConstructed(0)) reader.fail('the EC private key does not name its curve')
  reader.enter(contextConstructed(0))
  reader.next()
  return writePrivateKeyInfo({ algorithm: keyAlgorithms['P-256'].oid, parameters: reader.element(), privateKey: der })
}

/** What DEK-Info may name, with key and IV bytes. */
const traditionalCiphers: Readonly<Record<string, readonly [name: string, key: number, iv: number]>> = {
  'DES-EDE3-CBC': ['des-ede3-cbc', 24, 8],
  'AES-128-CBC': ['aes-128-cbc', 16, 16],
  'AES-192-CBC': ['aes-192-cbc', 24, 16],
  'AES-256-CBC': ['aes-256-cbc', 32, 16]
}

/** OpenSSL's old PEM encryption: the key is MD5 over passphrase and the first eight bytes of the IV, once. Read only. */
function openTraditional(
  body: Uint8Array,
  encryption: NonNullable<PrivateKeyPem['encryption']>,
  passphrase: string
): Uint8Array {
  const row = Object.hasOwn(traditionalCiphers, encryption.cipher) ? traditionalCiphers[encryption.cipher] : undefined
  if (row === undefined)
    throw new ChanceryError(
      'invalid-input',
      `The private key is encrypted with ${encryption.cipher}, which is not read. Convert it with "openssl pkcs8 -topk8".`
    )
  const [name, keyBytes, ivBytes] = row
  if (encryption.iv.length !== ivBytes)
    throw new ChanceryError(
      'malformed',
      'The encryption header of the private key (DEK-Info) has an IV of the wrong length.'
    )
  const salt = encryption.iv.subarray(0, 8)
  let material = Buffer.alloc(0)
  for (let last = Buffer.alloc(0); material.length < keyBytes; material = Buffer.concat([material, last])) {
    last = createHash('md5').update(last).update(passphrase, 'utf8').update(salt).digest()
  }
  return decryptCbc(name, material.subarray(0, keyBytes), encryption.iv, body)
}
