import { ChanceryError } from '../../src-shared/errors.ts'
import { algorithmAt, walkAlgorithm } from './algorithm-identifier.ts'
import { checkSize } from './der/malformed.ts'
import { DerReader } from './der/reader.ts'
import { isStringTag, stringText } from './der/strings.ts'
import { contextConstructed, INTEGER, SEQUENCE } from './der/tags.ts'
import { readExtensions } from './extension.ts'
import { readAttributes } from './extensions/directory-attributes.ts'
import type {
  AlgorithmIdentifier,
  CertificationRequest,
  Extension,
  Name,
  PublicKeyInfo,
  RequestAttribute
} from './model.ts'
import { nameAt, walkName } from './name.ts'
import { publicKeyInfoAt, walkPublicKeyInfo } from './spki.ts'
import { checkKeyImports, verifySignature } from './verify.ts'

/** Bytes of the largest request accepted; one for thousands of names has a third of it. */
export const MAX_CSR = 256 * 1024

/** Attribute types: RFC 2985 5.4.1, 5.4.2, 5.4.6; Microsoft's form of the extension request. */
export const csrAttributes = {
  challengePassword: '1.2.840.113549.1.9.7',
  extensionRequest: '1.2.840.113549.1.9.14',
  unstructuredName: '1.2.840.113549.1.9.2',
  msExtensionRequest: '1.3.6.1.4.1.311.2.1.14'
} as const

/**
 * Parses a PKCS#10 request (RFC 2986). The signature is not checked here: `checkCsr` does.
 * A missing attributes field, which old software leaves out, is read as an empty one.
 * @throws ChanceryError `malformed` with the byte offset, `too-large`.
 */
export function parseCsr(der: Uint8Array): CertificationRequest {
  checkSize('certificate request', der.length, MAX_CSR)
  const reader = new DerReader(der, 'certificate request')
  const request = new ParsedRequest(reader)
  reader.finish()
  return request
}

/** Reads a PKCS#10 request at the cursor. @throws ChanceryError `malformed`. */
export function readCsr(reader: DerReader): CertificationRequest {
  return new ParsedRequest(reader)
}

class ParsedRequest implements CertificationRequest {
  readonly der: Uint8Array
  readonly info: Uint8Array
  readonly subject: Name
  readonly publicKey: PublicKeyInfo
  readonly attributes: readonly RequestAttribute[]
  readonly extensions: readonly Extension[]
  readonly challengePassword: string | null
  readonly unstructuredName: string | null
  readonly signatureAlgorithm: AlgorithmIdentifier
  readonly signature: Uint8Array

  constructor(reader: DerReader) {
    const bytes = reader.bytes
    const whole = reader.enter(SEQUENCE)
    this.der = reader.element()
    const info = reader.enter(SEQUENCE)
    this.info = reader.element()
    const version = reader.smallInteger(INTEGER)
    if (version !== 0) reader.fail(`version ${version + 1} is not known (RFC 2986 4.1)`)
    walkName(reader)
    this.subject = nameAt(bytes, reader.start, reader.contentEnd)
    walkPublicKeyInfo(reader)
    this.publicKey = publicKeyInfoAt(bytes, reader.start, reader.contentEnd)
    this.attributes = reader.peek() === contextConstructed(0) ? readAttributes(reader, contextConstructed(0)) : []
    reader.leave(info)
    walkAlgorithm(reader)
    this.signatureAlgorithm = algorithmAt(bytes, reader.start, reader.contentEnd)
    this.signature = reader.bitOctets()
    reader.leave(whole)
    this.extensions = requestedExtensions(this.attributes)
    this.challengePassword = textAttribute(this.attributes, csrAttributes.challengePassword, 'challenge password')
    this.unstructuredName = textAttribute(this.attributes, csrAttributes.unstructuredName, 'unstructured name')
  }

  extension(oid: string): Extension | undefined {
    return this.extensions.find((extension) => extension.oid === oid)
  }
}

/** @returns the one value of an attribute that must stand once with one value, or null. */
function singleValue(
  attributes: readonly RequestAttribute[],
  oids: readonly string[],
  what: string
): Uint8Array | null {
  const found = attributes.filter((attribute) => oids.includes(attribute.oid))
  if (found.length === 0) return null
  const value = found[0]!.values[0]
  if (found.length > 1 || found[0]!.values.length !== 1 || value === undefined)
    throw new ChanceryError(
      'malformed',
      `The certificate request must have its ${what} once, with one value (RFC 2985 5.4).`
    )
  return value
}

function requestedExtensions(attributes: readonly RequestAttribute[]): Extension[] {
  const value = singleValue(
    attributes,
    [csrAttributes.extensionRequest, csrAttributes.msExtensionRequest],
    'extension request'
  )
  if (value === null) return []
  const reader = new DerReader(value, 'extension request')
  const extensions = readExtensions(reader)
  reader.finish()
  return extensions
}

function textAttribute(attributes: readonly RequestAttribute[], oid: string, what: string): string | null {
  const value = singleValue(attributes, [oid], what)
  if (value === null) return null
  const reader = new DerReader(value, what)
  reader.next()
  const text = isStringTag(reader.tag) ? stringText(reader.tag, value, reader.contentStart, reader.contentEnd) : null
  return text ?? reader.fail('text is expected')
}

/** @returns whether the request is signed by the key that it carries: proof that the requester has the private key. Never throws. */
export function verifyCsr(request: CertificationRequest): boolean {
  return verifySignature(request.publicKey, request.signatureAlgorithm, request.info, request.signature)
}

/**
 * Checks key and self-signature of a request.
 * @throws ChanceryError `malformed` or `invalid-input` for a key that is wrong or of a kind that is not certified,
 * `bad-signature` when the signature is not by this key or its algorithm is not known.
 */
export function checkCsr(request: CertificationRequest): void {
  checkKeyImports(request.publicKey)
  if (verifyCsr(request)) return
  const { id, oid } = request.signatureAlgorithm
  throw new ChanceryError(
    'bad-signature',
    id === null
      ? `The certificate request is signed with the algorithm ${oid}, which Chancery does not know or whose parameters are wrong. Sign it with SHA-256 or better.`
      : 'The signature of the certificate request does not verify with the key inside it (RFC 2986 4.2). The request was altered or signed with another key; make it again.'
  )
}
