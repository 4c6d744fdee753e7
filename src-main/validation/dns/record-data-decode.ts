import { isCaaTag } from './caa-tag.ts'
import { knownType } from './codes.ts'
import { ipText } from '../../pki/ip-address.ts'
import type { RecordData } from './record.ts'
import { readTypeBitmap } from './type-bitmap.ts'
import { malformed, type WireReader } from './wire-reader.ts'

/**
 * The data of one record; the reader is bounded to its RDLENGTH and must be used up.
 * Names may be compressed in the types of RFC 1035 and in DNAME (RFC 3597 4), not in those of RFC 4034.
 */
export function readRecordData(type: number, reader: WireReader): RecordData {
  const data = read(type, reader)
  if (reader.left > 0) malformed(`the data of a record of type ${type} is longer than its fields`)
  return data
}

function read(number: number, reader: WireReader): RecordData {
  const type = knownType(number)
  switch (type) {
    case 'A':
      return { type, address: ipText(reader.take(4)) }
    case 'AAAA':
      return { type, address: ipText(reader.take(16)) }
    case 'NS':
    case 'CNAME':
    case 'DNAME':
    case 'PTR':
      return { type, target: reader.name() }
    case 'SOA':
      return {
        type,
        primary: reader.name(),
        mailbox: reader.name(),
        serial: reader.u32(),
        refresh: reader.u32(),
        retry: reader.u32(),
        expire: reader.u32(),
        minimum: reader.u32()
      }
    case 'MX':
      return { type, preference: reader.u16(), exchange: reader.name() }
    case 'TXT':
      return { type, strings: readStrings(reader) }
    case 'CAA':
      return readCaa(reader)
    case 'DS':
      return {
        type,
        keyTag: reader.u16(),
        algorithm: reader.u8(),
        digestType: reader.u8(),
        digest: atLeastOne(reader)
      }
    case 'DNSKEY':
      return {
        type,
        flags: reader.u16(),
        protocol: reader.u8(),
        algorithm: reader.u8(),
        publicKey: atLeastOne(reader)
      }
    case 'RRSIG':
      return {
        type,
        covered: reader.u16(),
        algorithm: reader.u8(),
        labels: reader.u8(),
        originalTtl: reader.u32(),
        expiration: reader.u32(),
        inception: reader.u32(),
        keyTag: reader.u16(),
        signer: reader.name('refused'),
        signature: atLeastOne(reader)
      }
    case 'NSEC':
      return { type, next: reader.name('refused'), types: readTypeBitmap(reader) }
    case 'NSEC3':
      return {
        type,
        ...nsec3Parameters(reader),
        nextHash: nonEmpty(reader.copy(reader.u8())),
        types: readTypeBitmap(reader)
      }
    case 'NSEC3PARAM':
      return { type, ...nsec3Parameters(reader) }
    case 'TLSA':
      return {
        type,
        usage: reader.u8(),
        selector: reader.u8(),
        matching: reader.u8(),
        association: atLeastOne(reader)
      }
    case 'OPT': // a second OPT, or one outside the additional section, has been refused before
    case undefined:
      return { type: 'other', number, octets: reader.copy(reader.left) }
  }
}

function nsec3Parameters(reader: WireReader) {
  return {
    hashAlgorithm: reader.u8(),
    flags: reader.u8(),
    iterations: reader.u16(),
    salt: reader.copy(reader.u8())
  }
}

/** RFC 1035 3.3.14: one or more character strings. */
function readStrings(reader: WireReader): Uint8Array[] {
  const strings: Uint8Array[] = []
  do strings.push(reader.copy(reader.u8()))
  while (reader.left > 0)
  return strings
}

/** RFC 8659 4.1: the tag has 1 to 255 octets, ASCII letters and digits. */
function readCaa(reader: WireReader): RecordData {
  const flags = reader.u8()
  const tag = String.fromCharCode(...reader.take(reader.u8()))
  if (!isCaaTag(tag)) malformed('the tag of a CAA record is not made of letters and digits (RFC 8659 4.1)')
  return { type: 'CAA', flags, tag, value: reader.copy(reader.left) }
}

const atLeastOne = (reader: WireReader): Uint8Array => nonEmpty(reader.copy(reader.left))

function nonEmpty(octets: Uint8Array): Uint8Array {
  if (octets.length === 0) malformed('a key, digest or signature is empty')
  return octets
}
