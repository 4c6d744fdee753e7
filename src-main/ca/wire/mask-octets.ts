import { secretFill } from '../../pki/request-secrets.ts'

/**
 * Overwrites secrets within ASN.1 without changing a length, so that what is around them still decodes. It works on any
 * octets, readable or not: an object identifier is found by its bytes, and the element that follows it is overwritten
 * to its last leaf. Where that element cannot be read, everything after it is overwritten.
 */

interface SecretType {
  readonly name: string
  /** The object identifier, encoded. */
  readonly der: Uint8Array
}

/** Attributes and controls whose value is a secret in the clear. */
const secretTypes: readonly SecretType[] = [
  // PKCS#9 challengePassword (RFC 2985 5.4.1).
  { name: 'challengePassword', der: Buffer.from('06092a864886f70d010907', 'hex') },
  // CRMF regToken, authenticator and utf8Pairs (RFC 4211 6.1, 6.2, 7.1).
  { name: 'regToken', der: Buffer.from('06092b0601050507050101', 'hex') },
  { name: 'authenticator', der: Buffer.from('06092b0601050507050102', 'hex') },
  { name: 'utf8Pairs', der: Buffer.from('06092b0601050507050201', 'hex') },
  // CMC regInfo (RFC 5272 6.12).
  { name: 'regInfo', der: Buffer.from('06082b06010505070712', 'hex') }
]

const MAX_DEPTH = 20

/** @returns the octets with every secret overwritten, and the names of what was; the same array where nothing was. */
export function maskOctets(bytes: Uint8Array): { readonly bytes: Uint8Array; readonly masked: readonly string[] } {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let copy: Buffer | null = null
  const masked = new Set<string>()
  for (const { name, der } of secretTypes)
    for (let at = view.indexOf(der); at >= 0; at = view.indexOf(der, at + 1)) {
      copy ??= Buffer.from(view)
      masked.add(name)
      fillElement(copy, at + der.length, copy.length, 0)
    }
  return { bytes: copy ?? bytes, masked: [...masked] }
}

/** Overwrites every leaf of the element that begins at `at`, in place. */
export function overwriteElement(bytes: Uint8Array, at: number): void {
  fillElement(bytes, at, bytes.length, 0)
}

/** Overwrites the leaves of the element at `at`. @returns where the next one begins */
function fillElement(bytes: Uint8Array, at: number, limit: number, depth: number): number {
  const tag = bytes[at]
  const first = bytes[at + 1]
  if (tag === undefined || first === undefined || at + 2 > limit || (tag & 0x1f) === 0x1f || depth > MAX_DEPTH)
    return fillAll(bytes, at, limit)
  const octets = first > 0x80 ? first & 0x7f : 0
  if (octets > 4 || at + 2 + octets > limit) return fillAll(bytes, at, limit)
  let length = octets === 0 ? first : 0
  for (let index = 0; index < octets; index++) length = length * 256 + (bytes[at + 2 + index] ?? 0)
  const content = at + 2 + octets
  const constructed = (tag & 0x20) !== 0
  if (first === 0x80) {
    if (!constructed) return fillAll(bytes, at, limit)
    let inner = content
    while (inner < limit && !(bytes[inner] === 0 && bytes[inner + 1] === 0))
      inner = fillElement(bytes, inner, limit, depth + 1)
    return Math.min(limit, inner + 2)
  }
  const end = content + length
  if (end > limit) return fillAll(bytes, at, limit)
  if (!constructed) bytes.fill(secretFill, content, end)
  else for (let inner = content; inner < end;) inner = fillElement(bytes, inner, end, depth + 1)
  return end
}

function fillAll(bytes: Uint8Array, at: number, limit: number): number {
  bytes.fill(secretFill, Math.min(at, limit), limit)
  return limit
}
