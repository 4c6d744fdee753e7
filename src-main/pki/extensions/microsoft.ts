import { ChanceryError } from '../../../src-shared/errors.ts'
import type { DerReader } from '../der/reader.ts'
import { asciiText, isStringTag, stringText } from '../der/strings.ts'
import { BMP_STRING, contextConstructed, INTEGER, OCTET_STRING, SEQUENCE } from '../der/tags.ts'
import { DerWriter, encode } from '../der/writer.ts'
import type { Extension, MsTemplate } from '../model.ts'
import { extensionIds } from './ids.ts'

/** szOID_NTDS_OBJECTSID, MS-WCCE 2.2.2.7.7.4. */
const OBJECT_SID = '1.3.6.1.4.1.311.25.2.1'

/** Reads the template name of version 1 templates (MS-WCCE 2.2.2.7.7.1): a character string, BMPString in the field. */
export function readTemplateName(reader: DerReader): string {
  reader.next()
  const text = isStringTag(reader.tag)
    ? stringText(reader.tag, reader.bytes, reader.contentStart, reader.contentEnd)
    : null
  return text ?? reader.fail('a template name is expected')
}

/** MS-WCCE 2.2.2.7.7.1. @throws ChanceryError `invalid-input` for a name outside the basic plane of Unicode. */
export function templateNameExtension(name: string): Extension {
  const units = Array.from({ length: name.length }, (_, i) => name.charCodeAt(i))
  if (name === '' || units.some((unit) => unit >= 0xd800 && unit < 0xe000))
    throw new ChanceryError(
      'invalid-input',
      `The template name “${name.slice(0, 100)}” cannot be encoded as a BMPString.`
    )
  const octets = Uint8Array.from(units.flatMap((unit) => [unit >> 8, unit & 0xff]))
  return {
    oid: extensionIds.msTemplateName,
    critical: false,
    value: new DerWriter(octets.length + 4).element(BMP_STRING, octets).finish()
  }
}

/** Reads CertificateTemplateOID (MS-WCCE 2.2.2.7.7.2). */
export function readTemplate(reader: DerReader): MsTemplate {
  const outer = reader.enter(SEQUENCE)
  const oid = reader.oidText()
  const majorVersion = reader.peek() === INTEGER ? reader.smallInteger() : null
  const minorVersion = reader.peek() === INTEGER ? reader.smallInteger() : null
  reader.leave(outer)
  return { oid, majorVersion, minorVersion }
}

/** MS-WCCE 2.2.2.7.7.2. */
export function templateExtension(template: MsTemplate): Extension {
  const value = encode(SEQUENCE, (writer) => {
    writer.oid(template.oid)
    if (template.majorVersion !== null) writer.integer(template.majorVersion)
    if (template.majorVersion !== null && template.minorVersion !== null) writer.integer(template.minorVersion)
  })
  return { oid: extensionIds.msTemplate, critical: false, value }
}

/** Reads NTDS_CA_SECURITY_EXT (MS-WCCE 2.2.2.7.7.4): the security identifier of the account, `S-1-5-…`. */
export function readSid(reader: DerReader): string {
  const outer = reader.enter(SEQUENCE)
  const other = reader.enter(contextConstructed(0))
  if (reader.oidText() !== OBJECT_SID) reader.fail('an account security identifier is expected')
  const explicit = reader.enter(contextConstructed(0))
  reader.expect(OCTET_STRING)
  const sid = asciiText(reader.bytes, reader.contentStart, reader.contentEnd)
  if (sid === null || !isSid(sid)) reader.fail('the account security identifier has not the form S-1-…')
  reader.leave(explicit)
  reader.leave(other)
  reader.leave(outer)
  return sid
}

/** @returns whether the text is a security identifier: MS-DTYP 2.4.2.1, at most 15 sub-authorities. */
export function isSid(text: string): boolean {
  return /^S-1-(?:0|[1-9][0-9]{0,14}|0x[0-9a-fA-F]{12})(?:-(?:0|[1-9][0-9]{0,9})){1,15}$/.test(text)
}

/** MS-WCCE 2.2.2.7.7.4: binds a certificate to one account (strong mapping). @throws ChanceryError `invalid-input` when it is not a SID. */
export function sidExtension(sid: string): Extension {
  if (!isSid(sid))
    throw new ChanceryError(
      'invalid-input',
      `“${sid.slice(0, 100)}” is not a security identifier. Write it like S-1-5-21-1004336348-1177238915-682003330-512.`
    )
  const value = encode(SEQUENCE, (writer) => {
    writer
      .begin(contextConstructed(0))
      .oid(OBJECT_SID)
      .begin(contextConstructed(0))
      .latin1(OCTET_STRING, sid)
      .end()
      .end()
  })
  return { oid: extensionIds.msSid, critical: false, value }
}

/** Reads Microsoft's application policies (MS-WCCE 2.2.2.7.7.3): purposes in the syntax of certificate policies. */
export function readApplicationPolicies(reader: DerReader): string[] {
  const outer = reader.enter(SEQUENCE)
  const purposes: string[] = []
  while (!reader.atEnd) {
    const inner = reader.enter(SEQUENCE)
    purposes.push(reader.oidText())
    if (!reader.atEnd) reader.next()
    reader.leave(inner)
  }
  reader.leave(outer)
  return purposes
}
