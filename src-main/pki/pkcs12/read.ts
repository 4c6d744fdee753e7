import { ChanceryError } from '../../../src-shared/errors.ts'
import { berToDer } from '../ber.ts'
import { checkSize } from '../der/malformed.ts'
import { DerReader } from '../der/reader.ts'
import { stringText } from '../der/strings.ts'
import { BMP_STRING, OCTET_STRING, SEQUENCE, SET, context, contextConstructed } from '../der/tags.ts'
import { IterationLimit } from '../password/iteration-limit.ts'
import { wrongPassphrase } from '../password/pbes2.ts'
import { readProtection } from '../password/protection.ts'
import { openPrivateKeyInfo } from '../pkcs8.ts'
import { readMac } from './mac.ts'
import { oids } from './oids.ts'

/** A key with a long chain takes some 20 KiB; trust stores are larger. */
export const maxPkcs12Bytes = 4 * 1024 * 1024
const maxBags = 2000
const maxNesting = 4

export interface Pkcs12Attributes {
  readonly friendlyName: string | null
  /** The same octets stand at a key and at its certificate. */
  readonly localKeyId: Uint8Array | null
}

export interface Pkcs12Contents {
  /** PKCS#8 DER; the caller zeroes them. */
  readonly keys: readonly (Pkcs12Attributes & { readonly pkcs8: Uint8Array })[]
  /** In the order of the file. */
  readonly certificates: readonly (Pkcs12Attributes & { readonly der: Uint8Array })[]
  /** The integrity check that was passed, e.g. `HMAC-SHA256`; null when the file has none. */
  readonly integrity: string | null
  /** Kinds of content that were passed over (CRLs, secrets), by OID. */
  readonly ignored: readonly string[]
}

/**
 * Reads a PKCS#12 file (RFC 7292) in password mode: MAC with SHA-1 to SHA-512 or PBMAC1 (RFC 9579); PBES2 with AES or
 * 3DES, and the old 3DES and RC2 schemes. BER is accepted.
 * @param limit what it may cost; shared by what comes in one file
 * @throws ChanceryError `wrong-passphrase`, `malformed`, `too-large` (size, number of bags, iterations), `invalid-input`.
 */
export async function readPkcs12(
  file: Uint8Array,
  passphrase: string,
  limit = new IterationLimit()
): Promise<Pkcs12Contents> {
  checkSize('PKCS#12 file', file.length, maxPkcs12Bytes)
  const reader = new DerReader(berToDer(file, 'PKCS#12 file'), 'PKCS#12 file')
  const outer = reader.enter(SEQUENCE)
  if (reader.smallInteger() !== 3) reader.fail('the version is not 3')
  const authenticatedSafe = readDataContent(reader)
  const mac = reader.atEnd ? null : readMac(reader)
  reader.leave(outer)
  reader.finish()
  await mac?.verify(authenticatedSafe, passphrase, limit)

  const collected = new Collector(passphrase, limit)
  const safes = new DerReader(berToDer(authenticatedSafe, 'PKCS#12 content'), 'PKCS#12 content')
  const list = safes.enter(SEQUENCE)
  while (!safes.atEnd) await collected.safeContents(await openContent(safes, passphrase, limit), 0)
  safes.leave(list)
  safes.finish()
  return { ...collected.result(), integrity: mac?.label ?? null }
}

/** ContentInfo of type data: an OCTET STRING in [0]. */
function readDataContent(reader: DerReader): Uint8Array {
  const outer = reader.enter(SEQUENCE)
  const oid = reader.oidText()
  if (oid === oids.signedData)
    throw new ChanceryError(
      'invalid-input',
      'The PKCS#12 file is protected by a signature instead of a passphrase. Such files are not read.'
    )
  if (oid !== oids.data) reader.fail(`the content is of an unknown type (${oid})`)
  const explicit = reader.enter(contextConstructed(0))
  const content = reader.octets()
  reader.leave(explicit)
  reader.leave(outer)
  return content
}

/** One ContentInfo of the AuthenticatedSafe: in the clear or encrypted. @returns SafeContents as DER. */
async function openContent(reader: DerReader, passphrase: string, limit: IterationLimit): Promise<Uint8Array> {
  const outer = reader.enter(SEQUENCE)
  const oid = reader.oidText()
  const explicit = reader.enter(contextConstructed(0))
  let open: () => Promise<Uint8Array>
  if (oid === oids.data) {
    const content = reader.octets()
    open = async () => berToDer(content, 'PKCS#12 content')
  } else if (oid === oids.encryptedData) {
    const encryptedData = reader.enter(SEQUENCE)
    reader.smallInteger()
    const info = reader.enter(SEQUENCE)
    reader.oid()
    const protection = readProtection(reader)
    const ciphertext = readImplicitOctets(reader)
    reader.leave(info)
    reader.leave(encryptedData)
    open = async () => derOrWrongPassphrase(await protection.open(ciphertext, passphrase, limit))
  } else {
    throw new ChanceryError(
      'invalid-input',
      `A part of the PKCS#12 file is protected in a way that is not read (${oid}).`
    )
  }
  reader.leave(explicit)
  reader.leave(outer)
  return open()
}

/** Without a MAC a wrong passphrase may leave a valid padding, once in 256 times: the content then is no SEQUENCE. */
function derOrWrongPassphrase(plaintext: Uint8Array): Uint8Array {
  try {
    if (plaintext[0] === SEQUENCE) return berToDer(plaintext, 'PKCS#12 content')
  } catch (error) {
    throw wrongPassphrase(error)
  }
  throw wrongPassphrase()
}

/** `[0] IMPLICIT OCTET STRING`, which in BER may be in parts. */
function readImplicitOctets(reader: DerReader): Uint8Array {
  if (reader.peek() === context(0)) return reader.octets(context(0))
  const outer = reader.enter(contextConstructed(0))
  const parts: Uint8Array[] = []
  while (!reader.atEnd) parts.push(reader.octets())
  reader.leave(outer)
  return Buffer.concat(parts)
}

class Collector {
  readonly #passphrase: string
  readonly #limit: IterationLimit
  readonly #keys: (Pkcs12Attributes & { readonly pkcs8: Uint8Array })[] = []
  readonly #certificates: (Pkcs12Attributes & { readonly der: Uint8Array })[] = []
  readonly #ignored: string[] = []
  #bags = 0

  constructor(passphrase: string, limit: IterationLimit) {
    this.#passphrase = passphrase
    this.#limit = limit
  }

  result(): Pick<Pkcs12Contents, 'keys' | 'certificates' | 'ignored'> {
    return { keys: this.#keys, certificates: this.#certificates, ignored: this.#ignored }
  }

  async safeContents(der: Uint8Array, nesting: number): Promise<void> {
    if (nesting > maxNesting) throw new ChanceryError('too-large', 'The PKCS#12 file nests its contents too deeply.')
    const reader = new DerReader(der, 'PKCS#12 content')
    const list = reader.enter(SEQUENCE)
    while (!reader.atEnd) {
      if (++this.#bags > maxBags)
        throw new ChanceryError('too-large', `The PKCS#12 file has more than ${maxBags} entries.`)
      const outer = reader.enter(SEQUENCE)
      const oid = reader.oidText()
      const explicit = reader.enter(contextConstructed(0))
      reader.next()
      const value = reader.element()
      reader.leave(explicit)
      const attributes = readAttributes(reader)
      reader.leave(outer)
      await this.#bag(oid, value, attributes, nesting)
    }
    reader.leave(list)
    reader.finish()
  }

  async #bag(oid: string, value: Uint8Array, attributes: Pkcs12Attributes, nesting: number): Promise<void> {
    if (oid === oids.keyBag) this.#keys.push({ pkcs8: value.slice(), ...attributes })
    else if (oid === oids.shroudedKeyBag) {
      this.#keys.push({ pkcs8: await openPrivateKeyInfo(value, this.#passphrase, this.#limit), ...attributes })
    } else if (oid === oids.certificateBag) {
      const der = readCertificateBag(value)
      if (der === null) this.#ignored.push(oid)
      else this.#certificates.push({ der, ...attributes })
    } else if (oid === oids.safeContentsBag) await this.safeContents(value, nesting + 1)
    else this.#ignored.push(oid)
  }
}

/** @returns the certificate, or null for another kind than X.509. */
function readCertificateBag(value: Uint8Array): Uint8Array | null {
  const reader = new DerReader(value, 'PKCS#12 certificate')
  const outer = reader.enter(SEQUENCE)
  const isX509 = reader.oidText() === oids.x509Certificate
  const explicit = reader.enter(contextConstructed(0))
  if (!isX509) return null
  const der = reader.octets().slice()
  reader.leave(explicit)
  reader.leave(outer)
  return der
}

function readAttributes(reader: DerReader): Pkcs12Attributes {
  let [friendlyName, localKeyId]: [string | null, Uint8Array | null] = [null, null]
  if (reader.atEnd) return { friendlyName, localKeyId }
  const set = reader.enter(SET)
  while (!reader.atEnd) {
    const attribute = reader.enter(SEQUENCE)
    const oid = reader.oidText()
    const values = reader.enter(SET)
    while (!reader.atEnd) {
      const tag = reader.next()
      if (oid === oids.friendlyName && tag === BMP_STRING)
        friendlyName = stringText(tag, reader.bytes, reader.contentStart, reader.contentEnd)
      if (oid === oids.localKeyId && tag === OCTET_STRING) localKeyId = reader.content().slice()
    }
    reader.leave(values)
    reader.leave(attribute)
  }
  reader.leave(set)
  return { friendlyName, localKeyId }
}
