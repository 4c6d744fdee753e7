import { assertNever } from '../../src-shared/assert-never.ts'
import { ChanceryError } from '../../src-shared/errors.ts'
import { generalNameLabels, type GeneralName, type GeneralNameKind } from '../../src-shared/model/general-name.ts'
import { bytesOfHex, hexOf } from './der/hex.ts'
import { DerReader } from './der/reader.ts'
import { asciiText, isStringTag, stringText, utf8Octets } from './der/strings.ts'
import { context, contextConstructed, SEQUENCE, UTF8_STRING } from './der/tags.ts'
import { DerWriter } from './der/writer.ts'
import { ipOctets, ipRangeOctets, ipRangeText, ipText } from './ip-address.ts'
import { encodeName, nameAt, walkName } from './name.ts'

/** Types of otherName that are read: Microsoft's user principal name as UTF8String, and RFC 9598 section 3. */
export const otherNameIds = { upn: '1.3.6.1.4.1.311.20.2.3', smtpUtf8: '1.3.6.1.5.5.7.8.9' } as const
const { upn: UPN, smtpUtf8: SMTP_UTF8 } = otherNameIds

/** More names than the largest real certificate has; the field's limit is 100 to 2,000. */
const MAX_NAMES = 20_000

/** Whether an iPAddress is one address (alternative names) or a range with a mask (name constraints). */
export type IpForm = 'address' | 'range'

/** Parses GeneralNames, the value of the alternative name extensions. @throws ChanceryError `malformed`. */
export function parseGeneralNames(der: Uint8Array): GeneralName[] {
  const reader = new DerReader(der, 'list of names')
  const names = readGeneralNames(reader)
  reader.finish()
  return names
}

/** Reads GeneralNames at the cursor, `tag` for IMPLICIT tagging. An empty list is let through: that is a lint. @throws ChanceryError `malformed`. */
export function readGeneralNames(reader: DerReader, tag = SEQUENCE): GeneralName[] {
  const outer = reader.enter(tag)
  const names: GeneralName[] = []
  while (!reader.atEnd) {
    names.push(readGeneralName(reader))
    if (names.length > MAX_NAMES) reader.fail(`there are more than ${MAX_NAMES} names`)
  }
  reader.leave(outer)
  return names
}

/** Reads a GeneralName (RFC 5280 4.2.1.6) at the cursor. @throws ChanceryError `malformed`. */
export function readGeneralName(reader: DerReader, ipForm: IpForm = 'address'): GeneralName {
  switch (reader.peek()) {
    case contextConstructed(0):
      return readOtherName(reader)
    case context(1):
      return { kind: 'email', value: readIa5(reader, 'e-mail address') }
    case context(2):
      return { kind: 'dns', value: readIa5(reader, 'DNS name') }
    case contextConstructed(3):
      reader.next()
      return { kind: 'x400', value: hexOf(reader.element()) }
    case contextConstructed(4): {
      const outer = reader.enter(contextConstructed(4))
      walkName(reader)
      const value = nameAt(reader.bytes, reader.start, reader.contentEnd).value
      reader.leave(outer)
      return { kind: 'directory', value }
    }
    case contextConstructed(5):
      reader.next()
      return { kind: 'edi', value: hexOf(reader.element()) }
    case context(6):
      return { kind: 'uri', value: readIa5(reader, 'URI') }
    case context(7):
      return readIp(reader, ipForm)
    case context(8):
      return { kind: 'rid', value: reader.oidText(context(8)) }
    default:
      reader.next()
      return reader.fail('a kind of name that does not exist')
  }
}

function readIa5(reader: DerReader, label: string): string {
  reader.next()
  return asciiText(reader.bytes, reader.contentStart, reader.contentEnd) ?? reader.fail(`a ${label} that is not ASCII`)
}

function readIp(reader: DerReader, form: IpForm): GeneralName {
  reader.next()
  const octets = reader.content()
  const sizes = form === 'range' ? [8, 32] : [4, 16]
  if (!sizes.includes(octets.length)) reader.fail(`an IP address of ${octets.length} octets`)
  return { kind: 'ip', value: form === 'range' ? ipRangeText(octets) : ipText(octets) }
}

function readOtherName(reader: DerReader): GeneralName {
  const outer = reader.enter(contextConstructed(0))
  const oid = reader.oidText()
  const explicit = reader.enter(contextConstructed(0))
  reader.next()
  const text =
    isStringTag(reader.tag) && (oid === UPN || (oid === SMTP_UTF8 && reader.tag === UTF8_STRING))
      ? stringText(reader.tag, reader.bytes, reader.contentStart, reader.contentEnd)
      : null
  const value = hexOf(reader.element())
  const isUtf8 = reader.tag === UTF8_STRING
  reader.leave(explicit)
  reader.leave(outer)
  if (text === null || !isUtf8) return { kind: 'other', oid, value }
  return oid === UPN ? { kind: 'upn', value: text } : { kind: 'smtp-utf8', value: text }
}

/** Encodes GeneralNames. @throws ChanceryError `invalid-input` for a name that its kind cannot hold, or an empty list. */
export function encodeGeneralNames(names: readonly GeneralName[]): Uint8Array {
  const writer = new DerWriter(64 + names.length * 32)
  writeGeneralNames(writer, names)
  return writer.finish()
}

/** Writes GeneralNames, `tag` for IMPLICIT tagging. @throws ChanceryError `invalid-input`. */
export function writeGeneralNames(writer: DerWriter, names: readonly GeneralName[], tag = SEQUENCE): void {
  if (names.length === 0)
    throw new ChanceryError('invalid-input', 'A list of names must hold at least one (RFC 5280 4.2.1.6).')
  writer.begin(tag)
  for (const name of names) writeGeneralName(writer, name)
  writer.end()
}

/** Writes a GeneralName. @throws ChanceryError `invalid-input` naming kind and value. */
export function writeGeneralName(writer: DerWriter, name: GeneralName, ipForm: IpForm = 'address'): void {
  switch (name.kind) {
    case 'email':
      writeIa5(writer, context(1), name.kind, name.value, ipForm)
      return
    case 'dns':
      writeIa5(writer, context(2), name.kind, name.value, ipForm)
      return
    case 'uri':
      writeIa5(writer, context(6), name.kind, name.value, ipForm)
      return
    case 'ip':
      writer.element(
        context(7),
        ipForm === 'range'
          ? ipRangeOctets(name.value)
          : (ipOctets(name.value) ?? unusable(name.kind, name.value, 'it is not an IPv4 or IPv6 address'))
      )
      return
    case 'directory':
      writer.begin(contextConstructed(4)).raw(encodeName(name.value)).end()
      return
    case 'rid':
      writer.oid(name.value, context(8))
      return
    case 'upn':
      writeOtherText(writer, UPN, name.kind, name.value)
      return
    case 'smtp-utf8':
      writeOtherText(writer, SMTP_UTF8, name.kind, name.value)
      return
    case 'other':
      writer
        .begin(contextConstructed(0))
        .oid(name.oid)
        .begin(contextConstructed(0))
        .raw(oneElement(name.kind, name.value))
        .end()
        .end()
      return
    case 'x400':
      writer.raw(oneElement(name.kind, name.value, contextConstructed(3)))
      return
    case 'edi':
      writer.raw(oneElement(name.kind, name.value, contextConstructed(5)))
      return
    default:
      assertNever(name)
  }
}

/** @returns the octets of one GeneralName, tag included. @throws ChanceryError `invalid-input`. */
export function encodeGeneralName(name: GeneralName, ipForm: IpForm = 'address'): Uint8Array {
  const writer = new DerWriter(64)
  writeGeneralName(writer, name, ipForm)
  return writer.finish()
}

function unusable(kind: GeneralNameKind, value: string, problem: string): never {
  throw new ChanceryError(
    'invalid-input',
    `${generalNameLabels[kind]} “${value.slice(0, 100)}” cannot be used: ${problem}.`
  )
}

function writeIa5(writer: DerWriter, tag: number, kind: GeneralNameKind, value: string, ipForm: IpForm): void {
  // An empty dNSName or rfc822Name is a subtree that holds every name (RFC 5280 4.2.1.10); as a name it is nothing.
  if (value === '' && ipForm === 'address') unusable(kind, value, 'it is empty')
  if (!/^[\x21-\x7e]*$/.test(value))
    unusable(
      kind,
      value,
      'only visible ASCII characters can stand in it; write internationalized names in their ASCII form'
    )
  writer.latin1(tag, value)
}

function writeOtherText(writer: DerWriter, oid: string, kind: GeneralNameKind, value: string): void {
  if (value === '' || /[\u0000-\u001f\u007f]/.test(value) || !value.isWellFormed())
    unusable(kind, value, 'it is empty or holds control characters')
  writer
    .begin(contextConstructed(0))
    .oid(oid)
    .begin(contextConstructed(0))
    .element(UTF8_STRING, utf8Octets(value))
    .end()
    .end()
}

function oneElement(kind: GeneralNameKind, hex: string, tag?: number): Uint8Array {
  const der = bytesOfHex(hex)
  try {
    const reader = new DerReader(der, 'value')
    reader.next()
    if (tag !== undefined && reader.tag !== tag) reader.fail('another tag is expected')
    reader.finish()
  } catch {
    unusable(kind, hex, 'its value is not the DER of one element in hexadecimal')
  }
  return der
}
