import { typeNumbers } from './codes.ts'
import type { DnsRecord, Edns, Message, Question } from './record.ts'
import { readRecordData } from './record-data-decode.ts'
import { malformed, WireReader } from './wire-reader.ts'

/** RFC 1035 4.2.2: the length before a TCP message has sixteen bits. */
export const maxMessageLength = 65_535

/**
 * One whole DNS message (RFC 1035 4, EDNS by RFC 6891). Strict: counts must match, nothing may follow, a known type must
 * have exactly its fields, a message has at most one question and one OPT record.
 * @throws ChanceryError `malformed`, `too-large`
 */
export function decodeMessage(bytes: Uint8Array): Message {
  if (bytes.length > maxMessageLength) malformed(`it is longer than ${maxMessageLength} octets (RFC 1035 4.2.2)`)
  const reader = new WireReader(bytes)
  const id = reader.u16()
  const flags = reader.u16()
  const [questionCount, answerCount, authorityCount, additionalCount] = [
    reader.u16(),
    reader.u16(),
    reader.u16(),
    reader.u16()
  ]
  if (questionCount > 1) malformed('it has more than one question (RFC 9619 2)')
  const questions = Array.from({ length: questionCount }, () => readQuestion(reader))
  const answers = readRecords(reader, answerCount)
  const authority = readRecords(reader, authorityCount)
  const { records: additional, edns, extendedCode } = readAdditional(reader, additionalCount)
  if (reader.left > 0) malformed(`${reader.left} octets follow its last record`)
  const flag = (bit: number): boolean => (flags & bit) !== 0
  return {
    id,
    response: flag(0x8000),
    opcode: (flags >> 11) & 0xf,
    authoritative: flag(0x0400),
    truncated: flag(0x0200),
    recursionDesired: flag(0x0100),
    recursionAvailable: flag(0x0080),
    authenticData: flag(0x0020),
    checkingDisabled: flag(0x0010),
    responseCode: extendedCode * 16 + (flags & 0xf),
    questions,
    answers,
    authority,
    additional,
    ...(edns === undefined ? {} : { edns })
  }
}

function readQuestion(reader: WireReader): Question {
  return { name: reader.name(), type: reader.u16(), class: reader.u16() }
}

function readRecords(reader: WireReader, count: number): DnsRecord[] {
  const records: DnsRecord[] = []
  for (let left = count; left > 0; left--) {
    const owner = reader.name()
    const type = reader.u16()
    if (type === typeNumbers.OPT) malformed('an OPT record stands outside the additional section (RFC 6891 6.1.1)')
    records.push(readRest(reader, owner, type))
  }
  return records
}

function readRest(reader: WireReader, owner: string, type: number): DnsRecord {
  const recordClass = reader.u16()
  const ttl = reader.u32()
  const data = readRecordData(type, reader.part(reader.u16()))
  return { owner, class: recordClass, ttl: ttl > 0x7fff_ffff ? 0 : ttl, data }
}

interface Additional {
  readonly records: readonly DnsRecord[]
  readonly edns: Edns | undefined
  /** The upper eight bits of the response code. */
  readonly extendedCode: number
}

function readAdditional(reader: WireReader, count: number): Additional {
  const records: DnsRecord[] = []
  let edns: Edns | undefined
  let extendedCode = 0
  for (let left = count; left > 0; left--) {
    const owner = reader.name()
    const type = reader.u16()
    if (type !== typeNumbers.OPT) {
      records.push(readRest(reader, owner, type))
      continue
    }
    if (edns !== undefined) malformed('it has two OPT records (RFC 6891 6.1.1)')
    if (owner !== '.') malformed('its OPT record does not belong to the root (RFC 6891 6.1.2)')
    const udpSize = reader.u16()
    extendedCode = reader.u8()
    const version = reader.u8()
    const dnssecOk = (reader.u16() & 0x8000) !== 0
    edns = { udpSize, version, dnssecOk, options: readOptions(reader.part(reader.u16())) }
  }
  return { records, edns, extendedCode }
}

function readOptions(reader: WireReader): Edns['options'] {
  const options: { code: number; octets: Uint8Array }[] = []
  while (reader.left > 0) options.push({ code: reader.u16(), octets: reader.copy(reader.u16()) })
  return options
}
