import { checkSize } from './der/malformed.ts'
import { DerReader } from './der/reader.ts'
import { contextConstructed, OBJECT_IDENTIFIER, SEQUENCE, SET } from './der/tags.ts'
import { DerWriter } from './der/writer.ts'
import { readAttribute, writeAttribute } from './extensions/directory-attributes.ts'
import type { RequestAttribute } from './model.ts'

/** RFC 9908 3.4, A; the rest is in RFC 2985. */
export const csrAttributeIds = {
  requestInfoTemplate: '1.2.840.113549.1.9.16.2.61',
  extensionRequestTemplate: '1.2.840.113549.1.9.16.2.62'
} as const

/** Far above what is of use. */
const MAX_CSR_ATTRIBUTES = 64 * 1024

/** One element of CsrAttrs (RFC 7030 4.5.2): an identifier alone, or an attribute with values. */
export type CsrAttribute = string | RequestAttribute

/** Encodes CsrAttrs (RFC 7030 4.5.2, RFC 9908 3). */
export function writeCsrAttributes(attributes: readonly CsrAttribute[]): Uint8Array {
  const writer = new DerWriter(512).begin(SEQUENCE)
  for (const attribute of attributes) {
    if (typeof attribute === 'string') writer.oid(attribute)
    else writeAttribute(writer, attribute)
  }
  return writer.end().finish()
}

/** @throws ChanceryError `malformed`, `too-large` */
export function readCsrAttributes(der: Uint8Array): CsrAttribute[] {
  checkSize('CSR attributes', der.length, MAX_CSR_ATTRIBUTES)
  const reader = new DerReader(der, 'CSR attributes')
  const outer = reader.enter(SEQUENCE)
  const attributes: CsrAttribute[] = []
  while (!reader.atEnd) attributes.push(reader.peek() === OBJECT_IDENTIFIER ? reader.oidText() : readAttribute(reader))
  reader.leave(outer)
  reader.finish()
  return attributes
}

/** An attribute of a subject that has to be in the CSR; its value, as DER, only where it is one certain value. */
export interface SubjectTemplate {
  readonly oid: string
  readonly value?: Uint8Array
}

/** An extension that has to be in the CSR, its value for the client to fill in. */
export interface ExtensionTemplate {
  readonly oid: string
  readonly critical: boolean
}

/** What a CSR has to hold (RFC 9908 3.4). */
export interface RequestTemplate {
  /** Empty where nothing is asked of the subject. */
  readonly subject: readonly SubjectTemplate[]
  /** The one kind of key that is taken; null where several are. */
  readonly key: KeyTemplate | null
  readonly extensions: readonly ExtensionTemplate[]
  /** Attributes without values for the client to fill in. */
  readonly attributes: readonly string[]
}

/** AlgorithmIdentifier as DER, and for RSA, whose size is in the key, as many bits as the modulus has. */
export interface KeyTemplate {
  readonly algorithm: Uint8Array
  readonly rsaBits: number | null
}

/** Encodes the attribute with the template of a CSR (RFC 9908 3.4). */
export function requestTemplateAttribute(template: RequestTemplate): RequestAttribute {
  const writer = new DerWriter(512).begin(SEQUENCE).integer(0)
  if (template.subject.length > 0) {
    writer.begin(SEQUENCE)
    for (const { oid, value } of template.subject) {
      writer.begin(SET).begin(SEQUENCE).oid(oid)
      if (value !== undefined) writer.raw(value)
      writer.end().end()
    }
    writer.end()
  }
  if (template.key !== null) {
    writer.begin(contextConstructed(0)).raw(template.key.algorithm)
    if (template.key.rsaBits !== null) writer.bitOctets(placeholderKey(template.key.rsaBits))
    writer.end()
  }
  writer.begin(contextConstructed(1))
  for (const oid of template.attributes) writeAttribute(writer, { oid, values: [] })
  if (template.extensions.length > 0)
    writeAttribute(writer, {
      oid: csrAttributeIds.extensionRequestTemplate,
      values: [extensionTemplates(template.extensions)]
    })
  return { oid: csrAttributeIds.requestInfoTemplate, values: [writer.end().end().finish()] }
}

function extensionTemplates(extensions: readonly ExtensionTemplate[]): Uint8Array {
  const writer = new DerWriter(64).begin(SEQUENCE)
  for (const { oid, critical } of extensions) {
    writer.begin(SEQUENCE).oid(oid)
    if (critical) writer.boolean(true)
    writer.end()
  }
  return writer.end().finish()
}

/** RSAPublicKey whose modulus only has a length (RFC 9908 3.4). */
function placeholderKey(bits: number): Uint8Array {
  return new DerWriter(bits / 8 + 32)
    .begin(SEQUENCE)
    .integer(1n << BigInt(bits - 1))
    .integer(65_537)
    .end()
    .finish()
}
