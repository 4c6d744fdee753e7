import { ChanceryError } from '../../src-shared/errors.ts'
import { attributeType } from '../../src-shared/model/name-attributes.ts'
import { formatName, parseNameText } from '../../src-shared/model/name-text.ts'
import {
  MAX_NAME_ATTRIBUTES,
  nameKey,
  requireName,
  type NameAttribute,
  type NameValue,
  type RelativeName
} from '../../src-shared/model/name.ts'
import { checkSize } from './der/malformed.ts'
import { bytesOfHex, hexOf } from './der/hex.ts'
import { DerReader } from './der/reader.ts'
import { isStringTag, stringText, utf8Octets } from './der/strings.ts'
import { IA5_STRING, PRINTABLE_STRING, SEQUENCE, SET, UTF8_STRING } from './der/tags.ts'
import { DerWriter, setOfOrder } from './der/writer.ts'
import type { Name } from './model.ts'

/** Bytes of the longest name accepted. */
const MAX_NAME = 64 * 1024

class ParsedName implements Name {
  readonly der: Uint8Array
  #value: NameValue | undefined
  #key: string | undefined

  constructor(der: Uint8Array) {
    this.der = der
  }

  get value(): NameValue {
    return (this.#value ??= decodeName(this.der))
  }

  get key(): string {
    return (this.#key ??= nameKey(this.value))
  }

  get text(): string {
    return formatName(this.value)
  }

  get isEmpty(): boolean {
    return this.der.length === 2
  }
}

/** Parses a Name (RFC 5280 4.1.2.4). @throws ChanceryError `malformed`, `too-large`. */
export function parseName(der: Uint8Array): Name {
  checkSize('name', der.length, MAX_NAME)
  const reader = new DerReader(der, 'name')
  const name = readName(reader)
  reader.finish()
  return name
}

/** Reads a Name at the cursor. @throws ChanceryError `malformed`. */
export function readName(reader: DerReader): Name {
  walkName(reader)
  return new ParsedName(reader.element())
}

/** @returns the Name in bytes that `walkName` has passed over. */
export function nameAt(bytes: Uint8Array, start: number, end: number): Name {
  return new ParsedName(bytes.subarray(start, end))
}

/** Moves over a Name, `tag` for IMPLICIT tagging, and checks its structure; the reader then stands as after `next` on the whole name. */
export function walkName(reader: DerReader, tag = SEQUENCE): void {
  const start = reader.offset
  const outer = reader.enter(tag)
  const { contentStart, contentEnd } = reader
  let attributes = 0
  while (!reader.atEnd) attributes += walkRelativeName(reader, SET)
  if (attributes > MAX_NAME_ATTRIBUTES) reader.fail(`a name has more than ${MAX_NAME_ATTRIBUTES} attributes`, start)
  reader.leave(outer)
  reader.tag = tag
  reader.start = start
  reader.contentStart = contentStart
  reader.contentEnd = contentEnd
}

/** Moves over one RDN. @returns how many attributes it has. */
function walkRelativeName(reader: DerReader, tag: number): number {
  const outer = reader.enter(tag)
  let attributes = 0
  do {
    const set = reader.enter(SEQUENCE)
    reader.oid()
    reader.next()
    reader.leave(set)
    attributes++
  } while (!reader.atEnd)
  reader.leave(outer)
  return attributes
}

/** Reads one RDN, `tag` for IMPLICIT tagging (nameRelativeToCRLIssuer). */
export function readRelativeName(reader: DerReader, tag = SET): RelativeName {
  const outer = reader.enter(tag)
  const attributes: NameAttribute[] = []
  do {
    const set = reader.enter(SEQUENCE)
    const oid = reader.oidText()
    reader.next()
    const text = isStringTag(reader.tag)
      ? stringText(reader.tag, reader.bytes, reader.contentStart, reader.contentEnd)
      : null
    attributes.push(
      text === null
        ? { oid, value: `#${hexOf(reader.bytes, reader.start, reader.contentEnd)}`, raw: true }
        : { oid, value: text }
    )
    reader.leave(set)
    if (attributes.length > MAX_NAME_ATTRIBUTES) reader.fail(`a name has more than ${MAX_NAME_ATTRIBUTES} attributes`)
  } while (!reader.atEnd)
  reader.leave(outer)
  return attributes
}

function decodeName(der: Uint8Array): NameValue {
  const reader = new DerReader(der, 'name')
  const outer = reader.enter(SEQUENCE)
  const name: RelativeName[] = []
  while (!reader.atEnd) name.push(readRelativeName(reader))
  reader.leave(outer)
  return name
}

/**
 * Encodes a name: PrintableString for country, serial number, DN qualifier and telephone number, IA5String for domain
 * component and e-mail address, UTF8String otherwise; RDNs in the given order, attributes of one RDN in SET OF order.
 * @throws ChanceryError `invalid-input` with every rule of `checkName` that is broken.
 */
export function encodeName(value: NameValue): Uint8Array {
  requireName(value)
  const writer = new DerWriter(128)
  writer.begin(SEQUENCE)
  for (const relative of value) writeRelativeName(writer, relative)
  return writer.end().finish()
}

/** Writes one RDN, `tag` for IMPLICIT tagging. */
export function writeRelativeName(writer: DerWriter, relative: RelativeName, tag = SET): void {
  writer.begin(tag)
  if (relative.length === 1) writeAttribute(writer, relative[0]!)
  else
    for (const element of setOfOrder(
      relative.map((attribute) => writeAttribute(new DerWriter(64), attribute).finish())
    ))
      writer.raw(element)
  writer.end()
}

function writeAttribute(writer: DerWriter, attribute: NameAttribute): DerWriter {
  writer.begin(SEQUENCE).oid(attribute.oid)
  if (attribute.raw === true) writer.raw(rawValue(attribute.value))
  else {
    const syntax = attributeType(attribute.oid)?.syntax
    if (syntax === 'printable') writer.latin1(PRINTABLE_STRING, attribute.value)
    else if (syntax === 'ia5') writer.latin1(IA5_STRING, attribute.value)
    else writer.element(UTF8_STRING, utf8Octets(attribute.value))
  }
  return writer.end()
}

function rawValue(text: string): Uint8Array {
  const der = bytesOfHex(text.slice(1))
  try {
    const reader = new DerReader(der, 'value')
    reader.next()
    reader.finish()
  } catch (cause) {
    throw new ChanceryError('invalid-input', `“${text.slice(0, 40)}” in a name is not the DER of one value.`, { cause })
  }
  return der
}

/** Reads the text form (RFC 4514, RDNs in encoded order) and encodes it. @throws ChanceryError `invalid-input`. */
export function nameFromText(text: string): Name {
  return new ParsedName(encodeName(parseNameText(text)))
}

/** @returns the encoded name as a parsed one. @throws ChanceryError `invalid-input`. */
export function nameFromValue(value: NameValue): Name {
  return new ParsedName(encodeName(value))
}

/** The empty name, `SEQUENCE {}`. */
export const emptyName: Name = new ParsedName(Uint8Array.of(0x30, 0))
