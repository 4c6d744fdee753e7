import { assertNever } from '../../../src-shared/assert-never.ts'
import { typeName } from './codes.ts'
import type { RecordData } from './record.ts'

/** @returns the data as a zone file writes it (RFC 1035 5.1, 4034, 5155, 8659; unknown types by RFC 3597) */
export function dataText(data: RecordData): string {
  switch (data.type) {
    case 'A':
    case 'AAAA':
      return data.address
    case 'NS':
    case 'CNAME':
    case 'DNAME':
    case 'PTR':
      return data.target
    case 'SOA':
      return [data.primary, data.mailbox, data.serial, data.refresh, data.retry, data.expire, data.minimum].join(' ')
    case 'MX':
      return `${data.preference} ${data.exchange}`
    case 'TXT':
      return data.strings.map(quoted).join(' ')
    case 'CAA':
      return `${data.flags} ${data.tag} ${quoted(data.value)}`
    case 'DS':
      return `${data.keyTag} ${data.algorithm} ${data.digestType} ${hex(data.digest)}`
    case 'DNSKEY':
      return `${data.flags} ${data.protocol} ${data.algorithm} ${base64(data.publicKey)}`
    case 'RRSIG':
      return [
        typeName(data.covered),
        data.algorithm,
        data.labels,
        data.originalTtl,
        timeText(data.expiration),
        timeText(data.inception),
        data.keyTag,
        data.signer,
        base64(data.signature)
      ].join(' ')
    case 'NSEC':
      return [data.next, ...data.types.map(typeName)].join(' ')
    case 'NSEC3':
      return [
        data.hashAlgorithm,
        data.flags,
        data.iterations,
        hex(data.salt) || '-',
        base32hex(data.nextHash),
        ...data.types.map(typeName)
      ].join(' ')
    case 'NSEC3PARAM':
      return `${data.hashAlgorithm} ${data.flags} ${data.iterations} ${hex(data.salt) || '-'}`
    case 'TLSA':
      return `${data.usage} ${data.selector} ${data.matching} ${hex(data.association)}`
    case 'other':
      return `\\# ${data.octets.length} ${hex(data.octets)}`.trimEnd()
    default:
      return assertNever(data)
  }
}

const hex = (octets: Uint8Array): string => Buffer.from(octets).toString('hex').toUpperCase()
const base64 = (octets: Uint8Array): string => Buffer.from(octets).toString('base64')

function quoted(octets: Uint8Array): string {
  const text = Array.from(octets, (octet) => {
    const character = String.fromCharCode(octet)
    if (octet < 0x20 || octet > 0x7e) return `\\${String(octet).padStart(3, '0')}`
    return character === '"' || character === '\\' ? `\\${character}` : character
  })
  return `"${text.join('')}"`
}

/** Seconds of the epoch as YYYYMMDDHHmmSS (RFC 4034 3.2). */
function timeText(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(/\.\d+Z$|[^\d.]/g, '')
}

const base32Digits = '0123456789abcdefghijklmnopqrstuv'

/** RFC 4648 7 without padding, in lower case: the labels of NSEC3 owners. */
export function base32hex(octets: Uint8Array): string {
  let text = ''
  let bits = 0
  let value = 0
  for (const octet of octets) {
    value = (value << 8) | octet
    for (bits += 8; bits >= 5; bits -= 5) text += base32Digits.charAt((value >> (bits - 5)) & 31)
    value &= (1 << bits) - 1
  }
  return bits > 0 ? text + base32Digits.charAt((value << (5 - bits)) & 31) : text
}
