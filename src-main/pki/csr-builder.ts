import { ChanceryError } from '../../src-shared/errors.ts'
import { csrAttributes } from './csr.ts'
import { isIa5String, isPrintableString, utf8Octets } from './der/strings.ts'
import { contextConstructed, IA5_STRING, PRINTABLE_STRING, SEQUENCE, UTF8_STRING } from './der/tags.ts'
import { DerWriter, setOfOrder } from './der/writer.ts'
import { writeExtensions } from './extension.ts'
import { writeAttribute } from './extensions/directory-attributes.ts'
import type { Extension, RequestAttribute } from './model.ts'

/** What a new certification request is made of. */
export interface CsrFields {
  /** Name as DER. */
  readonly subject: Uint8Array
  /** SubjectPublicKeyInfo as DER. */
  readonly publicKey: Uint8Array
  /** Written as extensionRequest (RFC 2985 5.4.2); none when empty. */
  readonly extensions?: readonly Extension[]
  readonly challengePassword?: string
  readonly unstructuredName?: string
  readonly attributes?: readonly RequestAttribute[]
}

/**
 * Encodes CertificationRequestInfo (RFC 2986 4.1): sign it and put both together with `assembleSigned`.
 * @throws ChanceryError `invalid-input` for text outside its bounds (RFC 2985 5.4: 1 to 255 characters).
 */
export function buildCsrInfo(fields: CsrFields): Uint8Array {
  const writer = new DerWriter(512).begin(SEQUENCE).integer(0).raw(fields.subject).raw(fields.publicKey)
  writer.begin(contextConstructed(0))
  for (const attribute of setOfOrder(attributesOf(fields).map(encodeAttribute))) writer.raw(attribute)
  return writer.end().end().finish()
}

function attributesOf(fields: CsrFields): RequestAttribute[] {
  const attributes: RequestAttribute[] = [...(fields.attributes ?? [])]
  if (fields.extensions !== undefined && fields.extensions.length > 0) {
    const writer = new DerWriter(256)
    writeExtensions(writer, fields.extensions)
    attributes.push({ oid: csrAttributes.extensionRequest, values: [writer.finish()] })
  }
  if (fields.challengePassword !== undefined) {
    attributes.push({
      oid: csrAttributes.challengePassword,
      values: [
        text(fields.challengePassword, isPrintableString(fields.challengePassword) ? PRINTABLE_STRING : UTF8_STRING)
      ]
    })
  }
  if (fields.unstructuredName !== undefined) {
    attributes.push({
      oid: csrAttributes.unstructuredName,
      values: [text(fields.unstructuredName, isIa5String(fields.unstructuredName) ? IA5_STRING : UTF8_STRING)]
    })
  }
  return attributes
}

function text(value: string, tag: number): Uint8Array {
  const length = [...value].length
  if (length === 0 || length > 255 || !value.isWellFormed())
    throw new ChanceryError(
      'invalid-input',
      `A text attribute of a request has ${length} characters; 1 to 255 are allowed (RFC 2985 5.4).`
    )
  return new DerWriter(64).element(tag, utf8Octets(value)).finish()
}

function encodeAttribute(attribute: RequestAttribute): Uint8Array {
  const writer = new DerWriter(256)
  writeAttribute(writer, attribute)
  return writer.finish()
}
