import { hash as digest } from 'node:crypto'
import type { HashName } from '../../../src-shared/model/algorithm.ts'
import { sameBytes } from '../der/hex.ts'
import { DerReader } from '../der/reader.ts'
import { SEQUENCE, SET } from '../der/tags.ts'
import { readTime } from '../der/time.ts'
import { DerWriter, encode, setOfOrder } from '../der/writer.ts'
import { writeAttribute } from '../extensions/directory-attributes.ts'
import { readHashAlgorithm, writeHashAlgorithm } from '../hash-algorithm.ts'
import type { Certificate, RequestAttribute } from '../model.ts'

/** Attribute types: RFC 5652 11, RFC 2634 5.4, RFC 5035 3. */
export const attributeIds = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  counterSignature: '1.2.840.113549.1.9.6',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47'
} as const

/**
 * Encodes signed attributes (RFC 5652 5.3): content type and digest of the content first of all (11.1, 11.2).
 * @param more attributes besides those two.
 * @returns the SET OF in DER order: the bytes to sign (5.4).
 */
export function signedAttributes(
  contentType: string,
  contentDigest: Uint8Array,
  more: readonly RequestAttribute[] = []
): Uint8Array {
  const digestAttribute = {
    oid: attributeIds.messageDigest,
    values: [new DerWriter(72).octets(contentDigest).finish()]
  }
  const encoded = [contentTypeAttribute(contentType), encodeAttribute(digestAttribute), ...more.map(encodeAttribute)]
  return encode(SET, (set) => setOfOrder(encoded).forEach((element) => set.raw(element)), 512)
}

/** Encoded content type attributes; there are as many as types that this program signs. */
const contentTypeAttributes = new Map<string, Uint8Array>()

function contentTypeAttribute(contentType: string): Uint8Array {
  const known = contentTypeAttributes.get(contentType)
  if (known !== undefined) return known
  const values = [new DerWriter(24).oid(contentType).finish()]
  const made = encodeAttribute({ oid: attributeIds.contentType, values }).slice()
  contentTypeAttributes.set(contentType, made)
  return made
}

function encodeAttribute(attribute: RequestAttribute): Uint8Array {
  const writer = new DerWriter(160)
  writeAttribute(writer, attribute)
  return writer.take()
}

/** RFC 5652 11.3: when the signer says that it signed. */
export function signingTimeAttribute(unixMs: number): RequestAttribute {
  return { oid: attributeIds.signingTime, values: [new DerWriter(20).time(unixMs).finish()] }
}

/**
 * RFC 5035 3, RFC 5816 2.2.1: binds the signature to one certificate, so that another one for the same key cannot take
 * its place.
 */
export function signingCertificateAttribute(certificate: Uint8Array, hash: HashName = 'sha256'): RequestAttribute {
  const known = hash === 'sha256' ? bindings.get(certificate) : undefined
  if (known !== undefined) return known
  const writer = new DerWriter(128).begin(SEQUENCE).begin(SEQUENCE).begin(SEQUENCE)
  // SHA-256 is the default, which DER leaves out.
  if (hash !== 'sha256') writeHashAlgorithm(writer, hash, 'absent')
  const value = writer
    .octets(digest(hash, certificate, 'buffer'))
    .end()
    .end()
    .end()
    .finish()
  const attribute = { oid: attributeIds.signingCertificateV2, values: [value] }
  if (hash === 'sha256') bindings.set(certificate, attribute)
  return attribute
}

/** By the octets of a certificate, which a signer holds as long as it signs: the attribute is the same each time. */
const bindings = new WeakMap<Uint8Array, RequestAttribute>()

/** RFC 2634 5.4: the same in the form before RFC 5035, which knows SHA-1 only. */
export function olderSigningCertificateAttribute(certificate: Uint8Array): RequestAttribute {
  const value = new DerWriter(64)
    .begin(SEQUENCE)
    .begin(SEQUENCE)
    .begin(SEQUENCE)
    .octets(digest('sha1', certificate, 'buffer'))
    .end()
    .end()
    .end()
    .finish()
  return { oid: attributeIds.signingCertificate, values: [value] }
}

/** @returns the one value of an attribute that must have one; null where there is no such attribute, or not exactly one value. */
export function singleAttribute(attributes: readonly RequestAttribute[], oid: string): Uint8Array | null {
  const found = attributes.filter((attribute) => attribute.oid === oid)
  const [value] = found[0]?.values ?? []
  return found.length === 1 && found[0]?.values.length === 1 && value !== undefined ? value : null
}

/** @returns what a signingTime attribute says, Unix ms; null where there is none. @throws ChanceryError `malformed`. */
export function signingTimeOf(attributes: readonly RequestAttribute[]): number | null {
  const value = singleAttribute(attributes, attributeIds.signingTime)
  if (value === null) return null
  const reader = new DerReader(value, 'signing time')
  const { unixMs } = readTime(reader)
  reader.finish()
  return unixMs
}

/**
 * @returns whether the attributes name this certificate as that of the signer, by signingCertificateV2 (RFC 5035 3) or
 * the older signingCertificate with SHA-1 (RFC 2634 5.4); null where they name none.
 * @throws ChanceryError `malformed`.
 */
export function namesSigningCertificate(
  attributes: readonly RequestAttribute[],
  certificate: Certificate
): boolean | null {
  const newer = singleAttribute(attributes, attributeIds.signingCertificateV2)
  const older = singleAttribute(attributes, attributeIds.signingCertificate)
  if (newer === null && older === null) {
    const { signingCertificate, signingCertificateV2 } = attributeIds
    // Twice, or with several values, says nothing that could be relied on.
    return attributes.some(({ oid }) => oid === signingCertificate || oid === signingCertificateV2) ? false : null
  }
  return (
    (newer === null || namesFirst(newer, 'sha256', certificate)) &&
    (older === null || namesFirst(older, 'sha1', certificate))
  )
}

/** The first ESSCertID of the list is that of the signer (RFC 5035 3). */
function namesFirst(value: Uint8Array, fallback: HashName, certificate: Certificate): boolean {
  const reader = new DerReader(value, 'signing certificate')
  const outer = reader.enter(SEQUENCE)
  const list = reader.enter(SEQUENCE)
  const first = reader.enter(SEQUENCE)
  const explicit = fallback === 'sha256' && reader.peek() === SEQUENCE
  const { hash } = explicit ? readHashAlgorithm(reader) : { hash: fallback }
  const expected = reader.octets()
  if (reader.peek() === SEQUENCE) reader.next()
  reader.leave(first)
  while (!reader.atEnd) reader.expect(SEQUENCE)
  reader.leave(list)
  if (!reader.atEnd) reader.expect(SEQUENCE)
  reader.leave(outer)
  reader.finish()
  return hash !== null && sameBytes(digest(hash, certificate.der, 'buffer'), expected)
}
