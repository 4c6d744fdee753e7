import { checkSize } from '../der/malformed.ts'
import { DerReader } from '../der/reader.ts'
import { contextConstructed, SEQUENCE } from '../der/tags.ts'
import { DerWriter } from '../der/writer.ts'
import { readHeader, writeHeader, type NewHeader } from './header.ts'
import type { PkiMessage } from './model.ts'
import { readBody, readCertificates } from './read-body.ts'

/** Bytes of the largest message accepted: requests in a nested one, each with a chain. */
export const MAX_PKI_MESSAGE = 512 * 1024

/** Parses a PKIMessage (RFC 9810 5.1). Its protection is not checked here. @throws ChanceryError `malformed`, `too-large`. */
export function parsePkiMessage(der: Uint8Array): PkiMessage {
  checkSize('CMP message', der.length, MAX_PKI_MESSAGE)
  const reader = new DerReader(der, 'CMP message')
  const outer = reader.enter(SEQUENCE)
  const whole = reader.element()
  const from = reader.offset
  const header = readHeader(reader)
  const body = readBody(reader)
  const protectedPart = new DerWriter(reader.offset - from + 8)
    .element(SEQUENCE, reader.bytes.subarray(from, reader.offset))
    .finish()
  let protection: Uint8Array | null = null
  if (reader.optional(contextConstructed(0))) {
    const inner = reader.enterRead()
    protection = reader.bitOctets()
    reader.leave(inner)
  }
  let extraCertificates: PkiMessage['extraCertificates'] = []
  if (reader.optional(contextConstructed(1))) {
    const inner = reader.enterRead()
    extraCertificates = readCertificates(reader)
    reader.leave(inner)
  }
  reader.leave(outer)
  reader.finish()
  return { der: whole, header, body, protectedPart, protection, extraCertificates }
}

/** @returns ProtectedPart (RFC 9810 5.1.3) of a new message: what its protection is computed over. @param body PKIBody, DER */
export function protectedPartOf(header: NewHeader, body: Uint8Array): Uint8Array {
  const writer = new DerWriter(512 + body.length).begin(SEQUENCE)
  writeHeader(writer, header)
  return writer.raw(body).end().finish()
}

/** Puts a message together. @param part as `protectedPartOf` gave it. @param extraCertificates DER */
export function assemblePkiMessage(
  part: Uint8Array,
  protection: Uint8Array | null,
  extraCertificates: readonly Uint8Array[]
): Uint8Array {
  const reader = new DerReader(part, 'CMP message')
  reader.expect(SEQUENCE)
  const size = extraCertificates.reduce((sum, { length }) => sum + length, part.length + 1024)
  const writer = new DerWriter(size).begin(SEQUENCE).raw(reader.content())
  if (protection !== null) writer.begin(contextConstructed(0)).bitOctets(protection).end()
  if (extraCertificates.length > 0) {
    writer.begin(contextConstructed(1)).begin(SEQUENCE)
    for (const certificate of extraCertificates) writer.raw(certificate)
    writer.end().end()
  }
  return writer.end().finish()
}
