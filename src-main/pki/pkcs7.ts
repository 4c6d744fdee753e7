import { berToDer } from './ber.ts'
import { checkSize } from './der/malformed.ts'
import { DerReader } from './der/reader.ts'
import { SEQUENCE, SET, contextConstructed } from './der/tags.ts'
import { encode, setOfOrder } from './der/writer.ts'
import { looksLikePem, pemLabels, readPem, writePem } from './pem.ts'
import { ChanceryError } from '../../src-shared/errors.ts'

const dataOid = '1.2.840.113549.1.7.1'
const signedDataOid = '1.2.840.113549.1.7.2'
/** A bundle of all public roots has some 250 KiB. */
export const maxPkcs7Bytes = 4 * 1024 * 1024
const maxCertificates = 2000

/** What a certs-only message carries. Views on the bytes read, or copies where they were BER. */
export interface CertificateBundle {
  /** DER, in the order of the file; X.509 certificates only. */
  readonly certificates: readonly Uint8Array[]
  /** DER. */
  readonly crls: readonly Uint8Array[]
}

/**
 * Writes a degenerate SignedData, "certs-only" (RFC 5652 section 5.1 with no signers, RFC 8551 section 3.8, EST and
 * SCEP): certificates and CRLs, nothing signed. Version 1, which all readers know.
 * @returns DER; for PEM see `writePkcs7Pem`.
 */
export function writePkcs7(bundle: {
  readonly certificates: readonly Uint8Array[]
  readonly crls?: readonly Uint8Array[]
}): Uint8Array {
  const size = [...bundle.certificates, ...(bundle.crls ?? [])].reduce((sum, element) => sum + element.length, 128)
  return encode(
    SEQUENCE,
    (contentInfo) =>
      contentInfo.oid(signedDataOid).within(contextConstructed(0), (explicit) =>
        explicit.within(SEQUENCE, (signedData) => {
          signedData.integer(1)
          signedData.element(SET, new Uint8Array(0)) // no digest algorithms
          signedData.within(SEQUENCE, (content) => content.oid(dataOid))
          for (const [number, elements] of [bundle.certificates, bundle.crls ?? []].entries()) {
            // CertificateSet and RevocationInfoChoices are SETs: in DER their elements stand in order of their octets.
            if (elements.length > 0)
              signedData.within(contextConstructed(number), (set) =>
                setOfOrder(elements).forEach((element) => set.raw(element))
              )
          }
          signedData.element(SET, new Uint8Array(0)) // no signers
        })
      ),
    size
  )
}

/** The same as PEM, with the label that Windows and OpenSSL read (RFC 7468 section 8). */
export function writePkcs7Pem(bundle: {
  readonly certificates: readonly Uint8Array[]
  readonly crls?: readonly Uint8Array[]
}): string {
  return writePem(pemLabels.cms[0], writePkcs7(bundle))
}

/**
 * Reads the certificates and CRLs of a SignedData, DER, BER or PEM. Signatures in it are not looked at: nothing that
 * comes out is any better for having been inside.
 * @throws ChanceryError `malformed`, `too-large`; `invalid-input` when it is another kind of message.
 */
export function readPkcs7(input: Uint8Array | string): CertificateBundle {
  checkSize('PKCS#7 message', input.length, 2 * maxPkcs7Bytes)
  const der = typeof input === 'string' || looksLikePem(input) ? fromPem(input) : input
  checkSize('PKCS#7 message', der.length, maxPkcs7Bytes)
  const reader = new DerReader(berToDer(der, 'PKCS#7 message'), 'PKCS#7 message')
  const outer = reader.enter(SEQUENCE)
  const oid = reader.oidText()
  if (oid !== signedDataOid)
    throw new ChanceryError('invalid-input', `The message is not one that carries certificates (its type is ${oid}).`)
  const explicit = reader.enter(contextConstructed(0))
  const signedData = reader.enter(SEQUENCE)
  reader.smallInteger()
  reader.expect(SET)
  reader.expect(SEQUENCE)
  const certificates = readSet(reader, contextConstructed(0))
  const crls = readSet(reader, contextConstructed(1))
  reader.expect(SET)
  reader.leave(signedData)
  reader.leave(explicit)
  reader.leave(outer)
  reader.finish()
  return { certificates, crls }
}

/** Elements of other kinds than a plain SEQUENCE (attribute certificates, other formats) are passed over. */
function readSet(reader: DerReader, tag: number): Uint8Array[] {
  const elements: Uint8Array[] = []
  if (reader.peek() !== tag) return elements
  const set = reader.enter(tag)
  while (!reader.atEnd) {
    if (reader.next() === SEQUENCE) elements.push(reader.element())
    if (elements.length > maxCertificates)
      throw new ChanceryError('too-large', `The message has more than ${maxCertificates} entries.`)
  }
  reader.leave(set)
  return elements
}

function fromPem(input: Uint8Array | string): Uint8Array {
  const labels: readonly string[] = pemLabels.cms
  const block = readPem(input).find(({ label }) => labels.includes(label))
  if (block === undefined) throw new ChanceryError('malformed', 'There is no PKCS#7 message in this text.')
  return block.bytes
}
