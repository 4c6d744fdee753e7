import { assertNever } from '../../../src-shared/assert-never.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { typeNumbers } from './codes.ts'
import { ipOctets } from '../../pki/ip-address.ts'
import { lower } from './name.ts'
import type { RecordData } from './record.ts'
import { writeTypeBitmap } from './type-bitmap.ts'
import { WireWriter } from './wire-writer.ts'

export function typeNumberOf(data: RecordData): number {
  return data.type === 'other' ? data.number : typeNumbers[data.type]
}

/** @returns the data of a record in canonical form: RFC 4034 6.2, names whole and in lower case, but NSEC's (RFC 6840 5.1) */
export function canonicalData(data: RecordData): Uint8Array {
  const writer = new WireWriter('whole')
  writeRecordData(writer, lowerNames(data))
  return writer.finish()
}

function lowerNames(data: RecordData): RecordData {
  switch (data.type) {
    case 'NS':
    case 'CNAME':
    case 'DNAME':
    case 'PTR':
      return { ...data, target: lower(data.target) }
    case 'SOA':
      return { ...data, primary: lower(data.primary), mailbox: lower(data.mailbox) }
    case 'MX':
      return { ...data, exchange: lower(data.exchange) }
    case 'RRSIG':
      return { ...data, signer: lower(data.signer) }
    default:
      return data
  }
}

function addressOctets(text: string): Uint8Array {
  const octets = ipOctets(text)
  if (octets === null) throw new ChanceryError('invalid-input', `"${text}" is not an IP address.`)
  return octets
}

export function writeRecordData(writer: WireWriter, data: RecordData): void {
  switch (data.type) {
    case 'A':
    case 'AAAA':
      writer.octets(addressOctets(data.address))
      return
    case 'NS':
    case 'CNAME':
    case 'PTR':
      writer.name(data.target)
      return
    case 'DNAME':
      writer.wholeName(data.target)
      return
    case 'SOA':
      writer.name(data.primary).name(data.mailbox).u32(data.serial).u32(data.refresh)
      writer.u32(data.retry).u32(data.expire).u32(data.minimum)
      return
    case 'MX':
      writer.u16(data.preference).name(data.exchange)
      return
    case 'TXT':
      for (const string of data.strings) writer.counted(string)
      return
    case 'CAA':
      writer.u8(data.flags).counted(Buffer.from(data.tag, 'latin1')).octets(data.value)
      return
    case 'DS':
      writer.u16(data.keyTag).u8(data.algorithm).u8(data.digestType).octets(data.digest)
      return
    case 'DNSKEY':
      writer.u16(data.flags).u8(data.protocol).u8(data.algorithm).octets(data.publicKey)
      return
    case 'RRSIG':
      writer.u16(data.covered).u8(data.algorithm).u8(data.labels).u32(data.originalTtl).u32(data.expiration)
      writer.u32(data.inception).u16(data.keyTag).wholeName(data.signer).octets(data.signature)
      return
    case 'NSEC':
      writer.wholeName(data.next).octets(writeTypeBitmap(data.types))
      return
    case 'NSEC3':
      writer.u8(data.hashAlgorithm).u8(data.flags).u16(data.iterations).counted(data.salt)
      writer.counted(data.nextHash).octets(writeTypeBitmap(data.types))
      return
    case 'NSEC3PARAM':
      writer.u8(data.hashAlgorithm).u8(data.flags).u16(data.iterations).counted(data.salt)
      return
    case 'TLSA':
      writer.u8(data.usage).u8(data.selector).u8(data.matching).octets(data.association)
      return
    case 'other':
      writer.octets(data.octets)
      return
    default:
      assertNever(data)
  }
}
