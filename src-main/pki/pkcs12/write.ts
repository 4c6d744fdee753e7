import { createHash, randomFillSync } from 'node:crypto'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { BMP_STRING, SEQUENCE, SET, context, contextConstructed } from '../der/tags.ts'
import { DerWriter, encode, setOfOrder } from '../der/writer.ts'
import { IterationLimit } from '../password/iteration-limit.ts'
import { sealPbes2 } from '../password/pbes2.ts'
import { sealTripleDes } from '../password/pkcs12-pbe.ts'
import { makeMac } from './mac.ts'
import { oids } from './oids.ts'

/**
 * Rounds for each of key, certificates and MAC. Windows (.NET's Pkcs12LoaderLimits) refuses files of more than 300,000
 * in one place or a million in all.
 */
const writtenIterations = 100_000
const sha256Oid = '2.16.840.1.101.3.4.2.1'
const sha1Oid = '1.3.14.3.2.26'
/** Old readers are slow, and some refuse more. */
const legacyIterations = 2048

export interface Pkcs12Fields {
  /** PKCS#8 DER; absent for a file of certificates only (a trust store). */
  readonly pkcs8?: Uint8Array
  /** DER, the key's own certificate first, then its issuers. */
  readonly certificates: readonly Uint8Array[]
  /** What Windows, macOS and Java show for the entry. */
  readonly friendlyName?: string
  /** Triple DES and SHA-1 in place of AES-256 and SHA-256: weak, for systems that open nothing else. */
  readonly legacy?: boolean
  /** For tests: fewer rounds. */
  readonly iterations?: number
}

/**
 * Writes a PKCS#12 file (RFC 7292): key and certificates under PBES2 with AES-256-CBC and PBKDF2-HMAC-SHA-256, MAC
 * HMAC-SHA-256; or, where `legacy` asks for it, triple DES and SHA-1. The key and the first certificate carry the same localKeyId (SHA-1 of the certificate, as others write).
 * @throws ChanceryError `invalid-input` for an empty passphrase with a key, or a key without certificate.
 */
export async function writePkcs12(fields: Pkcs12Fields, passphrase: string): Promise<Uint8Array> {
  const { pkcs8, certificates, legacy = false } = fields
  const { iterations = legacy ? legacyIterations : writtenIterations } = fields
  const leaf = certificates[0]
  if (leaf === undefined) throw new ChanceryError('invalid-input', 'A PKCS#12 file needs at least one certificate.')
  if (pkcs8 !== undefined && passphrase === '')
    throw new ChanceryError('invalid-input', 'A PKCS#12 file with a private key needs a passphrase.')
  const own = writeAttributes(
    fields.friendlyName,
    pkcs8 === undefined ? undefined : createHash('sha1').update(leaf).digest()
  )
  const certificateBags = encode(SEQUENCE, (list) => {
    for (const [index, certificate] of certificates.entries())
      writeBag(list, oids.certificateBag, certificateBag(certificate), index === 0 ? own : [])
  })
  const authenticatedSafe = new DerWriter(4096).begin(SEQUENCE)
  const seal: Seal = legacy ? sealTripleDes : sealPbes2
  writeEncrypted(authenticatedSafe, await seal(certificateBags, passphrase, iterations))
  if (pkcs8 !== undefined) {
    const shrouded = encryptedKey(await seal(pkcs8, passphrase, iterations))
    writeData(
      authenticatedSafe,
      encode(SEQUENCE, (list) => writeBag(list, oids.shroudedKeyBag, shrouded, own))
    )
  }
  return withMac(authenticatedSafe.end().finish(), passphrase, iterations, legacy ? 'sha1' : 'sha256')
}

type Sealed = Awaited<ReturnType<typeof sealPbes2>>
type Seal = (plaintext: Uint8Array, passphrase: string, iterations: number) => Promise<Sealed>

/** EncryptedPrivateKeyInfo (RFC 5958 3). */
function encryptedKey({ ciphertext, writeAlgorithm }: Sealed): Uint8Array {
  const writer = new DerWriter(ciphertext.length + 160).begin(SEQUENCE)
  writeAlgorithm(writer)
  return writer.octets(ciphertext).end().finish()
}

async function withMac(
  content: Uint8Array,
  passphrase: string,
  iterations: number,
  hash: 'sha1' | 'sha256'
): Promise<Uint8Array> {
  const salt = randomFillSync(new Uint8Array(16))
  const mac = await makeMac(content, passphrase, salt, iterations, new IterationLimit(), hash)
  const writer = new DerWriter(content.length + 256).begin(SEQUENCE).integer(3)
  writeData(writer, content)
  return writer
    .within(SEQUENCE, (macData) =>
      macData
        .within(SEQUENCE, (digestInfo) =>
          digestInfo
            .within(SEQUENCE, (algorithm) => algorithm.oid(hash === 'sha1' ? sha1Oid : sha256Oid).null())
            .octets(mac)
        )
        .octets(salt)
        .integer(iterations)
    )
    .end()
    .finish()
}

function writeData(writer: DerWriter, content: Uint8Array): void {
  writer.within(SEQUENCE, (info) =>
    info.oid(oids.data).within(contextConstructed(0), (explicit) => explicit.octets(content))
  )
}

function writeEncrypted(writer: DerWriter, { ciphertext, writeAlgorithm }: Sealed): void {
  writer.within(SEQUENCE, (info) =>
    info.oid(oids.encryptedData).within(contextConstructed(0), (explicit) =>
      explicit.within(SEQUENCE, (encryptedData) =>
        encryptedData.integer(0).within(SEQUENCE, (encryptedContent) => {
          encryptedContent.oid(oids.data)
          writeAlgorithm(encryptedContent)
          encryptedContent.octets(ciphertext, context(0))
        })
      )
    )
  )
}

function certificateBag(certificate: Uint8Array): Uint8Array {
  return encode(SEQUENCE, (bag) =>
    bag.oid(oids.x509Certificate).within(contextConstructed(0), (explicit) => explicit.octets(certificate))
  )
}

function writeBag(writer: DerWriter, oid: string, value: Uint8Array, attributes: readonly Uint8Array[]): void {
  writer.within(SEQUENCE, (bag) => {
    bag.oid(oid).within(contextConstructed(0), (explicit) => explicit.raw(value))
    if (attributes.length > 0) bag.within(SET, (set) => attributes.forEach((attribute) => set.raw(attribute)))
  })
}

function writeAttributes(friendlyName: string | undefined, localKeyId: Uint8Array | undefined): readonly Uint8Array[] {
  const attribute = (oid: string, value: (writer: DerWriter) => void): Uint8Array =>
    encode(SEQUENCE, (writer) => writer.oid(oid).within(SET, value))
  const attributes: Uint8Array[] = []
  if (friendlyName !== undefined && friendlyName !== '') {
    const wide = Buffer.from(friendlyName, 'utf16le').swap16()
    attributes.push(attribute(oids.friendlyName, (writer) => writer.element(BMP_STRING, wide)))
  }
  if (localKeyId !== undefined) attributes.push(attribute(oids.localKeyId, (writer) => writer.octets(localKeyId)))
  return setOfOrder(attributes)
}
