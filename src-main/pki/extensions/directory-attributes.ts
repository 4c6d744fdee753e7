import type { DerReader } from '../der/reader.ts'
import { SEQUENCE, SET } from '../der/tags.ts'
import { encode, setOfOrder, type DerWriter } from '../der/writer.ts'
import type { Extension, RequestAttribute } from '../model.ts'
import { extensionIds } from './ids.ts'

const MAX_ATTRIBUTES = 1000

/** Reads one Attribute (X.501, RFC 2986 4.1): type and values, each value as DER. */
export function readAttribute(reader: DerReader): RequestAttribute {
  const inner = reader.enter(SEQUENCE)
  const oid = reader.oidText()
  const set = reader.enter(SET)
  const values: Uint8Array[] = []
  while (!reader.atEnd) {
    reader.next()
    values.push(reader.element())
    if (values.length > MAX_ATTRIBUTES) reader.fail(`an attribute has more than ${MAX_ATTRIBUTES} values`)
  }
  reader.leave(set)
  reader.leave(inner)
  return { oid, values }
}

/** Reads attributes in an element with this tag. */
export function readAttributes(reader: DerReader, tag = SEQUENCE): RequestAttribute[] {
  const outer = reader.enter(tag)
  const attributes: RequestAttribute[] = []
  while (!reader.atEnd) {
    attributes.push(readAttribute(reader))
    if (attributes.length > MAX_ATTRIBUTES) reader.fail(`there are more than ${MAX_ATTRIBUTES} attributes`)
  }
  reader.leave(outer)
  return attributes
}

/** Writes one Attribute, values in SET OF order. */
export function writeAttribute(writer: DerWriter, attribute: RequestAttribute): void {
  writer.begin(SEQUENCE).oid(attribute.oid).begin(SET)
  for (const value of setOfOrder(attribute.values)) writer.raw(value)
  writer.end().end()
}

/** RFC 5280 4.2.1.8. */
export function subjectDirectoryAttributesExtension(attributes: readonly RequestAttribute[]): Extension {
  const value = encode(SEQUENCE, (writer) => {
    for (const attribute of attributes) writeAttribute(writer, attribute)
  })
  return { oid: extensionIds.subjectDirectoryAttributes, critical: false, value }
}
