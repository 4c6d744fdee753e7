import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto'
import { canonicalData } from './record-data-encode.ts'
import type { DnskeyData, DsData } from './record.ts'
import { lower, type DnsName } from './name.ts'
import { nameOctets } from './wire-writer.ts'

/** DNSKEY flags: RFC 4034 2.1.1, RFC 5011 7. */
const zoneKeyFlag = 0x0100
const revokedFlag = 0x0080
/** RFC 4034 2.1.2 */
const dnssecProtocol = 3
/** RFC 5702 2: moduli up to 4096 bits; longer ones and long exponents make checking dear. */
const longestModulus = 512
const longestExponent = 8

interface Algorithm {
  readonly name: string
  /** Of the signature; Ed25519 hashes itself. */
  readonly hash: string | null
  readonly read: (publicKey: Uint8Array) => KeyObject
}

/** The algorithms that are checked: RFC 8624 3.1. A zone signed with others only counts as unsigned (RFC 4035 5.2). */
const algorithms: ReadonlyMap<number, Algorithm> = new Map([
  [8, { name: 'RSASHA256', hash: 'sha256', read: readRsa }], // RFC 5702
  [10, { name: 'RSASHA512', hash: 'sha512', read: readRsa }],
  [13, { name: 'ECDSAP256SHA256', hash: 'sha256', read: (octets: Uint8Array) => readEc('P-256', 32, octets) }], // RFC 6605
  [14, { name: 'ECDSAP384SHA384', hash: 'sha384', read: (octets: Uint8Array) => readEc('P-384', 48, octets) }],
  [15, { name: 'ED25519', hash: null, read: readEd25519 }] // RFC 8080
])

/** DS digests: RFC 4509, 6605; SHA-1 (RFC 4034 5.1.3) counts only where nothing better stands (RFC 4509 3, RFC 8624 3.3). */
const digests: ReadonlyMap<number, string> = new Map([
  [1, 'sha1'],
  [2, 'sha256'],
  [4, 'sha384']
])
const weakDigest = 1

export function isSupportedAlgorithm(number: number): boolean {
  return algorithms.has(number)
}

/** @returns the mnemonic, or `algorithm 5` for one that is not checked here */
export function algorithmName(number: number): string {
  return algorithms.get(number)?.name ?? `algorithm ${number}`
}

/** @returns the records that can be used: algorithm and digest known, SHA-1 only when it stands alone */
export function usableDs(records: readonly DsData[]): DsData[] {
  const known = records.filter((ds) => isSupportedAlgorithm(ds.algorithm) && digests.has(ds.digestType))
  const strong = known.filter((ds) => ds.digestType !== weakDigest)
  return strong.length > 0 ? strong : known
}

/** A key of a zone, read once however often it checks. */
export interface ZoneKey {
  readonly data: DnskeyData
  readonly tag: number
  /** @returns whether the signature fits; a key that cannot be read fits nothing */
  verify(signature: Uint8Array, over: Uint8Array): boolean
}

/** @returns the key, or undefined when it may not sign this zone: another protocol, no zone key, revoked, unknown algorithm */
export function zoneKey(data: DnskeyData): ZoneKey | undefined {
  const algorithm = algorithms.get(data.algorithm)
  if (algorithm === undefined || data.protocol !== dnssecProtocol) return undefined
  if ((data.flags & zoneKeyFlag) === 0 || (data.flags & revokedFlag) !== 0) return undefined
  let key: KeyObject | null | undefined
  return {
    data,
    tag: keyTag(data),
    verify: (signature, over) => {
      try {
        key ??= key === null ? null : algorithm.read(data.publicKey)
        return key !== null && verify(algorithm.hash, over, { key, dsaEncoding: 'ieee-p1363' }, signature)
      } catch {
        key ??= null
        return false
      }
    }
  }
}

/** RFC 4034 B: a sum over the data, not a digest; two keys may share it. */
export function keyTag(data: DnskeyData): number {
  let sum = 0
  for (const [index, octet] of canonicalData(data).entries()) sum += index % 2 === 0 ? octet << 8 : octet
  return (sum + Math.floor(sum / 0x10000)) & 0xffff
}

/** @returns the digest of a key as its parent zone publishes it: RFC 4034 5.1.4; undefined for an unknown kind of digest */
export function keyDigest(owner: DnsName, key: DnskeyData, digestType: number): Uint8Array | undefined {
  const hash = digests.get(digestType)
  if (hash === undefined) return undefined
  return new Uint8Array(
    createHash(hash)
      .update(nameOctets(lower(owner)))
      .update(canonicalData(key))
      .digest()
  )
}

export function dsMatches(owner: DnsName, ds: DsData, key: ZoneKey): boolean {
  if (ds.keyTag !== key.tag || ds.algorithm !== key.data.algorithm) return false
  const digest = keyDigest(owner, key.data, ds.digestType)
  return digest !== undefined && Buffer.compare(digest, ds.digest) === 0
}

const base64url = (octets: Uint8Array): string => Buffer.from(octets).toString('base64url')

/** RFC 3110 2: exponent length in one octet or three, exponent, modulus. */
function readRsa(octets: Uint8Array): KeyObject {
  const long = octets[0] === 0
  const start = long ? 3 : 1
  const length = long ? (octets[1] ?? 0) * 256 + (octets[2] ?? 0) : (octets[0] ?? 0)
  const exponent = octets.subarray(start, start + length)
  const modulus = octets.subarray(start + length)
  if (exponent.length > longestExponent || modulus.length > longestModulus || modulus.length === 0)
    throw new RangeError('the RSA key is out of bounds')
  return createPublicKey({ format: 'jwk', key: { kty: 'RSA', n: base64url(modulus), e: base64url(exponent) } })
}

function readEc(curve: string, size: number, octets: Uint8Array): KeyObject {
  if (octets.length !== 2 * size) throw new RangeError('the EC key has a wrong length')
  const x = base64url(octets.subarray(0, size))
  return createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: curve, x, y: base64url(octets.subarray(size)) } })
}

function readEd25519(octets: Uint8Array): KeyObject {
  return createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: base64url(octets) } })
}
