import type { DerReader } from './der/reader.ts'
import { BOOLEAN, SEQUENCE } from './der/tags.ts'
import type { DerWriter } from './der/writer.ts'
import type { Extension } from './model.ts'

/** More extensions than any real object has; keeps the check for duplicates short. */
const MAX_EXTENSIONS = 200

/**
 * Moves over Extensions (RFC 5280 4.1.2.9) and checks their structure and that each OID stands once (4.2).
 * An explicitly encoded `critical FALSE` and an empty list are let through: they are lints.
 */
export function walkExtensions(reader: DerReader): void {
  const outer = reader.enter(SEQUENCE)
  const seen: number[] = []
  while (!reader.atEnd) {
    const inner = reader.enter(SEQUENCE)
    reader.oid()
    const { start, contentStart, contentEnd, bytes } = reader
    for (let i = 0; i < seen.length; i += 2) {
      if (
        contentEnd - contentStart === seen[i + 1]! - seen[i]! &&
        equalRange(bytes, contentStart, seen[i]!, contentEnd - contentStart)
      )
        reader.fail('an extension stands twice (RFC 5280 4.2)', start)
    }
    seen.push(contentStart, contentEnd)
    if (seen.length > 2 * MAX_EXTENSIONS) reader.fail(`there are more than ${MAX_EXTENSIONS} extensions`, start)
    if (reader.peek() === BOOLEAN) reader.boolean()
    reader.octets()
    reader.leave(inner)
  }
  reader.leave(outer)
}

function equalRange(bytes: Uint8Array, a: number, b: number, length: number): boolean {
  // OIDs of X.509 differ in their last octet first.
  for (let i = length - 1; i >= 0; i--) if (bytes[a + i] !== bytes[b + i]) return false
  return true
}

/** Reads Extensions that may or may not have been walked before. @throws ChanceryError `malformed`. */
export function readExtensions(reader: DerReader): Extension[] {
  const outer = reader.enter(SEQUENCE)
  const extensions: Extension[] = []
  while (!reader.atEnd) {
    const inner = reader.enter(SEQUENCE)
    const start = reader.start
    const oid = reader.oidText()
    if (extensions.some((other) => other.oid === oid)) reader.fail('an extension stands twice (RFC 5280 4.2)', start)
    if (extensions.length >= MAX_EXTENSIONS) reader.fail(`there are more than ${MAX_EXTENSIONS} extensions`, start)
    const critical = reader.peek() === BOOLEAN ? reader.boolean() : false
    extensions.push({ oid, critical, value: reader.octets() })
    reader.leave(inner)
  }
  reader.leave(outer)
  return extensions
}

/** Writes Extensions in the given order; `critical` only when true (DER omits defaults). */
export function writeExtensions(writer: DerWriter, extensions: readonly Extension[]): void {
  writer.begin(SEQUENCE)
  for (const extension of extensions) {
    writer.begin(SEQUENCE).oid(extension.oid)
    if (extension.critical) writer.boolean(true)
    writer.octets(extension.value).end()
  }
  writer.end()
}
