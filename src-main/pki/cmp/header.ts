import { readAlgorithm } from '../algorithm-identifier.ts'
import { readGeneralizedTime } from '../der/time.ts'
import type { DerReader } from '../der/reader.ts'
import { contextConstructed, SEQUENCE } from '../der/tags.ts'
import type { DerWriter } from '../der/writer.ts'
import { readGeneralName } from '../general-name.ts'
import { readTexts } from '../tsp/response.ts'
import type { Info, PkiHeader } from './model.ts'

/** Octets of the longest transaction id, nonce or key id accepted; RFC 9810 5.1.1 speaks of 16. */
const MAX_ID = 128
const MAX_INFOS = 100

/** Reads a PKIHeader (RFC 9810 5.1.1) at the cursor. @throws ChanceryError `malformed`. */
export function readHeader(reader: DerReader): PkiHeader {
  const outer = reader.enter(SEQUENCE)
  const der = reader.element()
  const version = reader.smallInteger()
  const from = reader.offset
  const sender = readGeneralName(reader)
  const senderDer = reader.bytes.subarray(from, reader.offset)
  const recipient = readGeneralName(reader)
  const tagged = <T>(number: number, read: () => T): T | null => {
    if (!reader.optional(contextConstructed(number))) return null
    const inner = reader.enterRead()
    const value = read()
    reader.leave(inner)
    return value
  }
  const octets = (): Uint8Array => {
    const value = reader.octets()
    if (value.length > MAX_ID) reader.fail(`an identifier has more than ${MAX_ID} octets`)
    return value
  }
  const time = tagged(0, () => readGeneralizedTime(reader).unixMs)
  const protection = tagged(1, () => readAlgorithm(reader))
  const senderKeyId = tagged(2, octets)
  const recipientKeyId = tagged(3, octets)
  const transactionId = tagged(4, octets)
  const senderNonce = tagged(5, octets)
  const recipientNonce = tagged(6, octets)
  tagged(7, () => readTexts(reader))
  const info = tagged(8, () => readInfos(reader)) ?? []
  reader.leave(outer)
  return {
    der,
    version,
    sender,
    senderDer,
    recipient,
    time,
    protection,
    senderKeyId,
    recipientKeyId,
    transactionId,
    senderNonce,
    recipientNonce,
    info
  }
}

/** Reads a SEQUENCE OF InfoTypeAndValue; an empty one is let through. @throws ChanceryError `malformed`. */
export function readInfos(reader: DerReader): Info[] {
  const outer = reader.enter(SEQUENCE)
  const infos: Info[] = []
  while (!reader.atEnd) {
    if (infos.length >= MAX_INFOS) reader.fail(`there are more than ${MAX_INFOS} pieces of information`)
    const inner = reader.enter(SEQUENCE)
    const oid = reader.oidText()
    let value: Uint8Array | null = null
    if (!reader.atEnd) {
      reader.next()
      value = reader.element()
    }
    infos.push({ oid, value })
    reader.leave(inner)
  }
  reader.leave(outer)
  return infos
}

/** Writes a SEQUENCE OF InfoTypeAndValue. */
export function writeInfos(writer: DerWriter, infos: readonly Info[]): void {
  writer.begin(SEQUENCE)
  for (const { oid, value } of infos) {
    writer.begin(SEQUENCE).oid(oid)
    if (value !== null) writer.raw(value)
    writer.end()
  }
  writer.end()
}

/** What a new header is made of. */
export interface NewHeader {
  readonly version: 2 | 3
  /** GeneralName, DER. */
  readonly sender: Uint8Array
  readonly recipient: Uint8Array
  /** Unix ms. */
  readonly time: number
  /** AlgorithmIdentifier, DER; null without protection. */
  readonly protection: Uint8Array | null
  readonly senderKeyId: Uint8Array | null
  readonly transactionId: Uint8Array | null
  readonly senderNonce: Uint8Array | null
  readonly recipientNonce: Uint8Array | null
  readonly info?: readonly Info[]
}

/** Writes a PKIHeader. */
export function writeHeader(writer: DerWriter, header: NewHeader): void {
  const { version, sender, recipient, time, protection, info = [] } = header
  writer.begin(SEQUENCE).integer(version).raw(sender).raw(recipient)
  writer.begin(contextConstructed(0)).generalizedTime(time).end()
  if (protection !== null) writer.begin(contextConstructed(1)).raw(protection).end()
  const octets = (number: number, value: Uint8Array | null): void => {
    if (value !== null) writer.begin(contextConstructed(number)).octets(value).end()
  }
  octets(2, header.senderKeyId)
  octets(4, header.transactionId)
  octets(5, header.senderNonce)
  octets(6, header.recipientNonce)
  if (info.length > 0) {
    writer.begin(contextConstructed(8))
    writeInfos(writer, info)
    writer.end()
  }
  writer.end()
}
