import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import { ChanceryError } from '../../src-shared/errors.ts'

/** A public key as RFC 7517 writes it, with the members that RFC 7638 hashes and no other. */
export type PublicJwk =
  | { readonly kty: 'EC'; readonly crv: EcCurve; readonly x: string; readonly y: string }
  | { readonly kty: 'RSA'; readonly n: string; readonly e: string }
  | { readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly x: string }

export type EcCurve = 'P-256' | 'P-384' | 'P-521'

/** Octets of a coordinate, RFC 7518 6.2.1.2. */
const coordinateOctets: Readonly<Record<EcCurve, number>> = { 'P-256': 32, 'P-384': 48, 'P-521': 66 }

/** Bits of an RSA modulus that is taken: below is weak (RFC 7518 3.3), above costs whoever verifies it. */
const rsaBits = { least: 2048, most: 8192 } as const

/** A key that was read, ready to verify with. */
export interface ReadJwk {
  readonly jwk: PublicJwk
  readonly key: KeyObject
  /** RFC 7638 with SHA-256, base64url. */
  readonly thumbprint: string
}

/**
 * Reads a public key strictly: known kind, exact lengths, canonical base64url, a point that is on its curve.
 * Members beside the key itself (`kid`, `use`, `alg`) are passed over; a private member is refused.
 * @throws ChanceryError `malformed` for what is no such key, `weak-key` for RSA outside 2048 to 8192 bits or a bad exponent
 */
export function readJwk(value: unknown): ReadJwk {
  const jwk = publicMembers(value)
  let key: KeyObject
  try {
    key = createPublicKey({ key: { ...jwk }, format: 'jwk' })
  } catch (error) {
    throw new ChanceryError('malformed', `The JWK is not a valid ${jwk.kty} key.`, { cause: error })
  }
  return { jwk, key, thumbprint: thumbprint(jwk) }
}

/** @returns SHA-256 over the required members in lexicographic order (RFC 7638 3), base64url */
export function thumbprint(jwk: PublicJwk): string {
  const members =
    jwk.kty === 'EC'
      ? { crv: jwk.crv, kty: jwk.kty, x: jwk.x, y: jwk.y }
      : jwk.kty === 'RSA'
        ? { e: jwk.e, kty: jwk.kty, n: jwk.n }
        : { crv: jwk.crv, kty: jwk.kty, x: jwk.x }
  return createHash('sha256').update(JSON.stringify(members)).digest('base64url')
}

function publicMembers(value: unknown): PublicJwk {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw bad('it is not an object')
  const members: Readonly<Record<string, unknown>> = { ...value }
  // RFC 7518 6.2.2 and 6.3.2: members of private keys.
  for (const secret of ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'])
    if (Object.hasOwn(members, secret))
      throw bad(`it holds the private member "${secret}"; keep private keys to yourself`)
  switch (members['kty']) {
    case 'EC': {
      const crv = members['crv']
      if (crv !== 'P-256' && crv !== 'P-384' && crv !== 'P-521') throw bad('its curve is not P-256, P-384 or P-521')
      const octets = coordinateOctets[crv]
      return { kty: 'EC', crv, x: octetsOf(members, 'x', octets), y: octetsOf(members, 'y', octets) }
    }
    case 'RSA': {
      const [n, e] = [octetsOf(members, 'n'), octetsOf(members, 'e')]
      requireStrongRsa(Buffer.from(n, 'base64url'), Buffer.from(e, 'base64url'))
      return { kty: 'RSA', n, e }
    }
    case 'OKP': {
      if (members['crv'] !== 'Ed25519') throw bad('its curve is not Ed25519')
      return { kty: 'OKP', crv: 'Ed25519', x: octetsOf(members, 'x', 32) }
    }
    default:
      throw bad('its kty is not EC, RSA or OKP')
  }
}

function requireStrongRsa(modulus: Uint8Array, exponent: Uint8Array): void {
  if (modulus[0] === 0 || exponent[0] === 0) throw bad('n and e are written without leading zeros (RFC 7518 6.3.1)')
  const bits = modulus.length * 8 - Math.clz32(modulus[0] ?? 0) + 24
  if (bits < rsaBits.least || bits > rsaBits.most)
    throw new ChanceryError(
      'weak-key',
      `An RSA key of ${bits} bits is not taken; use ${rsaBits.least} to ${rsaBits.most}.`
    )
  const odd = ((exponent.at(-1) ?? 0) & 1) === 1
  if (!odd || exponent.length > 4 || (exponent.length === 1 && (exponent[0] ?? 0) < 3))
    throw new ChanceryError('weak-key', 'The RSA exponent must be odd, at least 3 and at most 32 bits long.')
}

function octetsOf(members: Readonly<Record<string, unknown>>, name: string, length?: number): string {
  const text = members[name]
  const octets = typeof text === 'string' ? base64UrlBytes(text) : null
  if (typeof text !== 'string' || octets === null || octets.length === 0)
    throw bad(`its member "${name}" is not base64url`)
  if (length !== undefined && octets.length !== length)
    throw bad(`its member "${name}" has ${octets.length} octets, not ${length}`)
  return text
}

/** @returns the octets of canonical base64url without padding (RFC 7515 2), or null */
export function base64UrlBytes(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) return null
  const octets = Buffer.from(text, 'base64url')
  return octets.toString('base64url') === text ? octets : null
}

function bad(why: string): ChanceryError {
  return new ChanceryError('malformed', `The JWK cannot be used: ${why}.`)
}
