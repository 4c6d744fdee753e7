import { readUnixMs } from '../der/time.ts'
import { DerReader } from '../der/reader.ts'
import { context, contextConstructed, SEQUENCE } from '../der/tags.ts'
import { DerWriter } from '../der/writer.ts'
import { readExtensions, writeExtensions } from '../extension.ts'
import type { Extension, Name } from '../model.ts'
import { nameAt, walkName } from '../name.ts'
import { parsePublicKeyInfo } from '../spki.ts'
import type { CertTemplate } from './model.ts'

/** Octets of the longest serial number that is looked for; RFC 5280 4.1.2.2 has 20. */
const MAX_SERIAL = 32

/** Reads a CertTemplate (RFC 4211 5) at the cursor. @throws ChanceryError `malformed`. */
export function readTemplate(reader: DerReader, tag = SEQUENCE): CertTemplate {
  const outer = reader.enter(tag)
  const der = reader.element()
  reader.optional(context(0))
  let serial: string | null = null
  if (reader.peek() === context(1)) {
    serial = reader.integerHex(context(1))
    if (serial.length > 2 * MAX_SERIAL) reader.fail(`a serial number has more than ${MAX_SERIAL} octets`)
  }
  reader.optional(contextConstructed(2))
  const issuer = readTaggedName(reader, 3)
  const validity = readValidity(reader)
  const subject = readTaggedName(reader, 5)
  const publicKey = reader.optional(contextConstructed(6)) ? parsePublicKeyInfo(asSequence(reader.element())) : null
  reader.optional(context(7))
  reader.optional(context(8))
  let extensions: readonly Extension[] = []
  if (reader.optional(contextConstructed(9))) {
    const inner = new DerReader(asSequence(reader.element()), 'extensions of a certificate template')
    extensions = readExtensions(inner)
    inner.finish()
  }
  reader.leave(outer)
  return { der, serial, issuer, validity, subject, publicKey, extensions }
}

/** An element under an IMPLICIT tag, under the tag that it has elsewhere. */
function asSequence(element: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(element)
  copy[0] = SEQUENCE
  return copy
}

/** Name is a CHOICE, so its tag is explicit. */
function readTaggedName(reader: DerReader, number: number): Name | null {
  if (!reader.optional(contextConstructed(number))) return null
  const outer = reader.enterRead()
  walkName(reader)
  const name = nameAt(reader.bytes, reader.start, reader.contentEnd)
  reader.leave(outer)
  return name
}

function readValidity(reader: DerReader): CertTemplate['validity'] {
  if (!reader.optional(contextConstructed(4))) return null
  const outer = reader.enterRead()
  const notBefore = readTaggedTime(reader, 0)
  const notAfter = readTaggedTime(reader, 1)
  reader.leave(outer)
  return { notBefore, notAfter }
}

function readTaggedTime(reader: DerReader, number: number): number | null {
  if (!reader.optional(contextConstructed(number))) return null
  const outer = reader.enterRead()
  const time = readUnixMs(reader)
  reader.leave(outer)
  return time
}

/** What a new template says; what is left out is absent. */
export interface NewTemplate {
  readonly serial?: string
  /** Name, DER. */
  readonly issuer?: Uint8Array
  readonly validity?: { readonly notBefore?: number; readonly notAfter?: number }
  /** Name, DER. */
  readonly subject?: Uint8Array
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey?: Uint8Array
  readonly extensions?: readonly Extension[]
}

/** Encodes a CertTemplate. @throws ChanceryError `invalid-input`. */
export function encodeTemplate(template: NewTemplate): Uint8Array {
  const { serial, issuer, validity, subject, publicKey, extensions = [] } = template
  const writer = new DerWriter(512).begin(SEQUENCE)
  if (serial !== undefined) writer.integerHex(serial, context(1))
  if (issuer !== undefined) writer.begin(contextConstructed(3)).raw(issuer).end()
  if (validity !== undefined) {
    writer.begin(contextConstructed(4))
    if (validity.notBefore !== undefined) writer.begin(contextConstructed(0)).time(validity.notBefore).end()
    if (validity.notAfter !== undefined) writer.begin(contextConstructed(1)).time(validity.notAfter).end()
    writer.end()
  }
  if (subject !== undefined) writer.begin(contextConstructed(5)).raw(subject).end()
  if (publicKey !== undefined) writer.octet(contextConstructed(6)).raw(publicKey.subarray(1))
  if (extensions.length > 0) {
    const list = new DerWriter(256)
    writeExtensions(list, extensions)
    writer.octet(contextConstructed(9)).raw(list.finish().subarray(1))
  }
  return writer.end().finish()
}
