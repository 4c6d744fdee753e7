import { inside, oidOf, readDer, Unreadable, Walk, type Der } from './der.ts'
import { owned } from './octets.ts'

/** `unknown`: an algorithm, or a key, that this place cannot check or that is too weak to say anything. */
export type Verdict = 'holds' | 'broken' | 'unknown'

type Hash = 'SHA-256' | 'SHA-384' | 'SHA-512'

/** RFC 5754 2. SHA-1 and MD5 are not in: a signature by them proves nothing today. */
const hashes: Readonly<Record<string, Hash>> = {
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512'
}
/** RFC 8017 A.2.4. */
const rsaWith: Readonly<Record<string, Hash>> = {
  '1.2.840.113549.1.1.11': 'SHA-256',
  '1.2.840.113549.1.1.12': 'SHA-384',
  '1.2.840.113549.1.1.13': 'SHA-512'
}
/** RFC 5758 3.2. */
const ecdsaWith: Readonly<Record<string, Hash>> = {
  '1.2.840.10045.4.3.2': 'SHA-256',
  '1.2.840.10045.4.3.3': 'SHA-384',
  '1.2.840.10045.4.3.4': 'SHA-512'
}
/** RFC 5480 2.1.1.1, with the octets of a coordinate. */
const curves: Readonly<Record<string, readonly [name: string, octets: number]>> = {
  '1.2.840.10045.3.1.7': ['P-256', 32],
  '1.3.132.0.34': ['P-384', 48],
  '1.3.132.0.35': ['P-521', 66]
}
const rsaEncryption = '1.2.840.113549.1.1.1'
const rsaPss = '1.2.840.113549.1.1.10'
const mgf1 = '1.2.840.113549.1.1.8'
const ecPublicKey = '1.2.840.10045.2.1'
const ed25519 = '1.3.101.112'

/** @returns the WebCrypto name of a hash of an AlgorithmIdentifier, null for one that is not used. @throws Unreadable */
export function hashOf(algorithm: Der): Hash | null {
  const walk = new Walk(inside(algorithm, 0x30))
  const oid = oidOf(walk.take(0x06))
  const parameters = walk.optional(0x05)
  walk.end()
  if (parameters !== null && parameters.content.length > 0) throw new Unreadable('a NULL that is not empty')
  return hashes[oid] ?? null
}

/** How a signature is checked by WebCrypto. */
interface Method {
  readonly key: RsaHashedImportParams | EcKeyImportParams | { readonly name: string }
  readonly verify: { readonly name: string } | RsaPssParams | EcdsaParams
  readonly spki: Uint8Array
  readonly signature: Uint8Array
}

// The few members of WebCrypto's dictionaries that are used; the file is compiled without the library of browsers too.
interface RsaHashedImportParams {
  readonly name: string
  readonly hash: string
}
interface EcKeyImportParams {
  readonly name: string
  readonly namedCurve: string
}
interface RsaPssParams {
  readonly name: string
  readonly saltLength: number
}
interface EcdsaParams {
  readonly name: string
  readonly hash: string
}

/**
 * Verifies a signature as X.509 and CMS carry it: RSA PKCS#1 v1.5 and PSS, ECDSA on P-256, P-384 and P-521, Ed25519.
 * @param cmsHash the digest algorithm of a CMS signer, which says the hash where the algorithm is rsaEncryption alone
 *   (RFC 3370 3.2)
 */
export async function signatureHolds(
  spki: Uint8Array,
  algorithm: Der,
  data: Uint8Array,
  signature: Uint8Array,
  cmsHash: Hash | null = null
): Promise<Verdict> {
  let method: Method | 'broken' | 'unknown'
  try {
    method = methodOf(spki, algorithm, signature, cmsHash)
  } catch {
    return 'broken'
  }
  // Of a key that is known here, an algorithm that is not known does not belong to it, or is too weak to be used.
  if (method === 'unknown' && isKnownKey(spki)) return 'broken'
  if (typeof method === 'string') return method
  let key: Awaited<ReturnType<typeof crypto.subtle.importKey>>
  try {
    key = await crypto.subtle.importKey('spki', owned(method.spki), method.key, false, ['verify'])
  } catch {
    return 'unknown'
  }
  try {
    return (await crypto.subtle.verify(method.verify, key, owned(method.signature), owned(data))) ? 'holds' : 'broken'
  } catch {
    return 'broken'
  }
}

function methodOf(
  spki: Uint8Array,
  algorithm: Der,
  signature: Uint8Array,
  cmsHash: Hash | null
): Method | 'broken' | 'unknown' {
  const walk = new Walk(inside(algorithm, 0x30))
  const oid = oidOf(walk.take(0x06))
  const rest = inside(algorithm).slice(1)
  const key = keyOf(spki)
  const rsa = rsaWith[oid] ?? (oid === rsaEncryption ? cmsHash : undefined)
  if (rsa !== undefined) {
    if (rsa === null || (key.oid !== rsaEncryption && key.oid !== rsaPss)) return 'unknown'
    // RFC 4055 5: NULL, which older software leaves out.
    if (rest.length > 1 || (rest[0] !== undefined && (rest[0].tag !== 0x05 || rest[0].content.length > 0)))
      return 'broken'
    if (key.oid === rsaPss) return 'broken'
    const name = 'RSASSA-PKCS1-v1_5'
    return { key: { name, hash: rsa }, verify: { name }, spki, signature }
  }
  if (oid === rsaPss) {
    const parameters = rest[0] === undefined || rest.length > 1 ? null : pssOf(rest[0])
    if (parameters === null || (key.oid !== rsaEncryption && key.oid !== rsaPss)) return 'unknown'
    const name = 'RSA-PSS'
    // Browsers import RSA keys under rsaEncryption alone.
    const plain = key.oid === rsaPss ? asRsaEncryption(spki) : spki
    return {
      key: { name, hash: parameters.hash },
      verify: { name, saltLength: parameters.salt },
      spki: plain,
      signature
    }
  }
  if (rest.length > 0) return 'broken'
  const ecdsa = ecdsaWith[oid]
  if (ecdsa !== undefined) {
    const curve = key.oid === ecPublicKey && key.curve !== null ? curves[key.curve] : undefined
    if (curve === undefined) return 'unknown'
    const [namedCurve, octets] = curve
    const name = 'ECDSA'
    return { key: { name, namedCurve }, verify: { name, hash: ecdsa }, spki, signature: plainEcdsa(signature, octets) }
  }
  if (oid === ed25519) {
    if (key.oid !== ed25519) return 'broken'
    return { key: { name: 'Ed25519' }, verify: { name: 'Ed25519' }, spki, signature }
  }
  return 'unknown'
}

function keyOf(spki: Uint8Array): { readonly oid: string; readonly curve: string | null } {
  const [algorithm] = inside(readDer(spki), 0x30)
  if (algorithm === undefined) throw new Unreadable('a public key without an algorithm')
  const [oid, parameters] = inside(algorithm, 0x30)
  if (oid === undefined) throw new Unreadable('a public key without an algorithm')
  const name = oidOf(oid)
  if ((name === rsaEncryption || name === rsaPss) && modulusBits(spki) < leastRsaBits)
    return { oid: 'short', curve: null }
  return { oid: name, curve: parameters?.tag === 0x06 ? oidOf(parameters) : null }
}

/** @returns whether signatures of this key can be checked here. @throws Unreadable */
export function isKnownKey(spki: Uint8Array): boolean {
  const { oid, curve } = keyOf(spki)
  if (oid === ecPublicKey) return curve !== null && Object.hasOwn(curves, curve)
  return [rsaEncryption, rsaPss, ed25519].includes(oid)
}

/** NIST SP 800-131A: shorter keys say nothing any more. */
const leastRsaBits = 2048

function modulusBits(spki: Uint8Array): number {
  const [, key] = inside(readDer(spki), 0x30)
  const [modulus] = inside(readDer(key?.content.subarray(1) ?? new Uint8Array()), 0x30)
  const value = modulus?.content[0] === 0 ? modulus.content.subarray(1) : modulus?.content
  return (value?.length ?? 0) * 8 - Math.clz32(value?.[0] ?? 0) + 24
}

/** RFC 4055 3.1: the mask by MGF1 with the same hash; nothing else is in use. */
function pssOf(der: Der): { readonly hash: Hash; readonly salt: number } | null {
  const walk = new Walk(inside(der, 0x30))
  const first = walk.optional(0xa0)
  const second = walk.optional(0xa1)
  const third = walk.optional(0xa2)
  walk.end()
  if (first === null || second === null || third === null) return null
  const hash = hashOf(readDer(first.content))
  const mask = new Walk(inside(readDer(second.content), 0x30))
  if (oidOf(mask.take(0x06)) !== mgf1 || hashOf(mask.take(0x30)) !== hash || hash === null) return null
  mask.end()
  const salt = readDer(third.content)
  if (salt.tag !== 0x02 || salt.content.length !== 1) return null
  return { hash, salt: salt.content[0] ?? 0 }
}

/** ECDSA-Sig-Value (RFC 3279 2.2.3) as WebCrypto wants it: r and s in as many octets as a coordinate has. */
function plainEcdsa(signature: Uint8Array, octets: number): Uint8Array {
  const walk = new Walk(inside(readDer(signature), 0x30))
  const out = new Uint8Array(2 * octets)
  for (const end of [octets, 2 * octets]) {
    const { content } = walk.take(0x02)
    const padded = content[0] === 0
    const value = padded ? content.subarray(1) : content
    if (
      content.length === 0 ||
      (content[0] ?? 0) >= 0x80 ||
      (padded && (value[0] ?? 0) < 0x80) ||
      value.length > octets
    )
      throw new Unreadable('a number of a signature that is not DER')
    out.set(value, end - value.length)
  }
  walk.end()
  return out
}

/** SubjectPublicKeyInfo of the same RSA key under rsaEncryption (RFC 8017 A.1). */
function asRsaEncryption(spki: Uint8Array): Uint8Array {
  const [, key] = inside(readDer(spki), 0x30)
  if (key === undefined) throw new Unreadable('a public key without bits')
  const algorithm = [0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00]
  const length = algorithm.length + key.whole.length
  const head = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Uint8Array.from([0x30, ...head, ...algorithm, ...key.whole])
}
