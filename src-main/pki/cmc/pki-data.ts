import { checkSize } from '../der/malformed.ts'
import { DerReader } from '../der/reader.ts'
import { contextConstructed, INTEGER, SEQUENCE, SET } from '../der/tags.ts'
import { DerWriter, setOfOrder } from '../der/writer.ts'
import { readCsr } from '../csr.ts'
import type { CertificationRequest } from '../model.ts'

/** A request of the largest size with its controls. */
const MAX_PKI_DATA = 320 * 1024
const MAX_PARTS = 100

/** TaggedAttribute, RFC 5272 3.2.1.1. */
export interface CmcControl {
  /** Number of the part, hex as in `Certificate.serial`. */
  readonly part: string
  readonly oid: string
  /** DER. */
  readonly values: readonly Uint8Array[]
}

/** TaggedRequest, RFC 5272 3.2.1.2. */
export type CmcRequest =
  | { readonly kind: 'pkcs10'; readonly part: string; readonly csr: CertificationRequest }
  /** CRMF, or a form that somebody made. */
  | { readonly kind: 'other' }

/** PKIData, RFC 5272 3.2.1. */
export interface PkiData {
  readonly controls: readonly CmcControl[]
  readonly requests: readonly CmcRequest[]
  /** How many messages lie inside that are not looked at: other CMS, other messages. */
  readonly others: number
}

/** @throws ChanceryError `malformed`, `too-large` */
export function parsePkiData(der: Uint8Array): PkiData {
  checkSize('CMC request', der.length, MAX_PKI_DATA)
  const reader = new DerReader(der, 'CMC request')
  const outer = reader.enter(SEQUENCE)
  const controls = sequenceOf(reader, readControl)
  const requests = sequenceOf(reader, readRequest)
  const messages = sequenceOf(reader, skip)
  const more = sequenceOf(reader, skip)
  reader.leave(outer)
  reader.finish()
  return { controls, requests, others: messages.length + more.length }
}

function sequenceOf<T>(reader: DerReader, read: (reader: DerReader) => T): T[] {
  const outer = reader.enter(SEQUENCE)
  const all: T[] = []
  while (!reader.atEnd) {
    all.push(read(reader))
    if (all.length > MAX_PARTS) reader.fail(`there are more than ${MAX_PARTS} parts`)
  }
  reader.leave(outer)
  return all
}

function readControl(reader: DerReader): CmcControl {
  const outer = reader.enter(SEQUENCE)
  const part = readPart(reader)
  const oid = reader.oidText()
  const set = reader.enter(SET)
  const values: Uint8Array[] = []
  while (!reader.atEnd) {
    reader.next()
    values.push(reader.element())
    if (values.length > MAX_PARTS) reader.fail(`a control has more than ${MAX_PARTS} values`)
  }
  reader.leave(set)
  reader.leave(outer)
  return { part, oid, values }
}

function readRequest(reader: DerReader): CmcRequest {
  if (reader.peek() !== contextConstructed(0)) {
    reader.next()
    return { kind: 'other' }
  }
  const outer = reader.enter(contextConstructed(0))
  const part = readPart(reader)
  const csr = readCsr(reader)
  reader.leave(outer)
  return { kind: 'pkcs10', part, csr }
}

/** BodyPartID ::= INTEGER (0..4294967295). */
function readPart(reader: DerReader): string {
  const part = reader.integerHex()
  if (part.startsWith('-') || part.length > 8) reader.fail('the number of a part is below 2^32 (RFC 5272 3.2.2)')
  return part
}

function skip(reader: DerReader): void {
  reader.next()
}

/** Encodes PKIData with PKCS#10 requests (RFC 5272 3.2.1). @param csrs DER by number of their part */
export function writePkiData(
  controls: readonly CmcControl[],
  csrs: readonly { readonly part: string; readonly der: Uint8Array }[]
): Uint8Array {
  const writer = new DerWriter(1024).begin(SEQUENCE).begin(SEQUENCE)
  for (const control of controls) writeControl(writer, control)
  writer.end().begin(SEQUENCE)
  for (const { part, der } of csrs) writer.begin(contextConstructed(0)).integerHex(part, INTEGER).raw(der).end()
  return writer.end().begin(SEQUENCE).end().begin(SEQUENCE).end().end().finish()
}

/** Writes a TaggedAttribute. */
export function writeControl(writer: DerWriter, { part, oid, values }: CmcControl): void {
  writer.begin(SEQUENCE).integerHex(part, INTEGER).oid(oid).begin(SET)
  for (const value of setOfOrder(values)) writer.raw(value)
  writer.end().end()
}
