import { ChanceryError } from '../../../src-shared/errors.ts'
import { typeNumbers } from './codes.ts'
import { maxMessageLength } from './message-decode.ts'
import type { DnsRecord, Edns, Message } from './record.ts'
import { typeNumberOf, writeRecordData } from './record-data-encode.ts'
import { WireWriter } from './wire-writer.ts'

/** @returns the message with compressed names. @throws ChanceryError `too-large` beyond 65,535 octets */
export function encodeMessage(message: Message): Uint8Array {
  const writer = new WireWriter('compressed')
  writer.u16(message.id).u16(flagsOf(message)).u16(message.questions.length).u16(message.answers.length)
  writer.u16(message.authority.length).u16(message.additional.length + (message.edns === undefined ? 0 : 1))
  for (const question of message.questions) writer.name(question.name).u16(question.type).u16(question.class)
  for (const record of [...message.answers, ...message.authority, ...message.additional]) writeRecord(writer, record)
  if (message.edns !== undefined) writeEdns(writer, message.edns, message.responseCode)
  if (writer.length > maxMessageLength)
    throw new ChanceryError(
      'too-large',
      `The DNS message has ${writer.length} octets; ${maxMessageLength} are allowed.`
    )
  return writer.finish()
}

function flagsOf(message: Message): number {
  return (
    (message.response ? 0x8000 : 0) |
    (message.opcode << 11) |
    (message.authoritative ? 0x0400 : 0) |
    (message.truncated ? 0x0200 : 0) |
    (message.recursionDesired ? 0x0100 : 0) |
    (message.recursionAvailable ? 0x0080 : 0) |
    (message.authenticData ? 0x0020 : 0) |
    (message.checkingDisabled ? 0x0010 : 0) |
    (message.responseCode & 0xf)
  )
}

function writeRecord(writer: WireWriter, record: DnsRecord): void {
  writer.name(record.owner).u16(typeNumberOf(record.data)).u16(record.class).u32(record.ttl)
  writer.sized((data) => writeRecordData(data, record.data))
}

function writeEdns(writer: WireWriter, edns: Edns, responseCode: number): void {
  writer
    .name('.')
    .u16(typeNumbers.OPT)
    .u16(edns.udpSize)
    .u8(responseCode >>> 4)
    .u8(edns.version)
  writer.u16(edns.dnssecOk ? 0x8000 : 0)
  writer.sized(() => {
    for (const option of edns.options) writer.u16(option.code).u16(option.octets.length).octets(option.octets)
  })
}
