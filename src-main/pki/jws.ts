import { constants, createHmac, timingSafeEqual, verify, type KeyObject, type VerifyKeyObjectInput } from 'node:crypto'
import { ChanceryError } from '../../src-shared/errors.ts'
import { ecdsaSignature } from './ecdsa-signature.ts'
import { base64UrlBytes } from './jwk.ts'

/** A flattened JSON serialization (RFC 7515 7.2.2), taken apart and not yet verified. */
export interface Jws {
  /** The protected header, own members only. */
  readonly header: Readonly<Record<string, unknown>>
  /** `alg` of the header. */
  readonly algorithm: string
  readonly payload: Uint8Array
  /** What the signature is over: header, dot, payload, in base64url. */
  readonly signed: string
  readonly signature: Uint8Array
}

interface Scheme {
  readonly kty: 'ec' | 'rsa' | 'ed25519'
  readonly hash: string | null
  readonly curve?: string
  readonly padding?: 'pkcs1' | 'pss'
}

/** RFC 7518 3.1 and RFC 8037 3.1, without MACs and without `none`. */
const schemes: Readonly<Record<string, Scheme>> = {
  ES256: { kty: 'ec', hash: 'sha256', curve: 'prime256v1' },
  ES384: { kty: 'ec', hash: 'sha384', curve: 'secp384r1' },
  ES512: { kty: 'ec', hash: 'sha512', curve: 'secp521r1' },
  RS256: { kty: 'rsa', hash: 'sha256', padding: 'pkcs1' },
  RS384: { kty: 'rsa', hash: 'sha384', padding: 'pkcs1' },
  RS512: { kty: 'rsa', hash: 'sha512', padding: 'pkcs1' },
  PS256: { kty: 'rsa', hash: 'sha256', padding: 'pss' },
  PS384: { kty: 'rsa', hash: 'sha384', padding: 'pss' },
  PS512: { kty: 'rsa', hash: 'sha512', padding: 'pss' },
  EdDSA: { kty: 'ed25519', hash: null }
}

/** Names of the signature algorithms that `verifyJws` knows. */
export const jwsAlgorithms: readonly string[] = Object.keys(schemes)

/** MACs of RFC 7518 3.2, for external account binding. */
const macs: Readonly<Record<string, string>> = { HS256: 'sha256', HS384: 'sha384', HS512: 'sha512' }
export const macAlgorithms: readonly string[] = Object.keys(macs)

/**
 * Takes a flattened JWS apart: exactly `protected`, `payload` and `signature`, so that an unprotected header, a second
 * signature or a detached payload is refused (RFC 8555 6.2).
 * @throws ChanceryError `malformed`
 */
export function readJws(value: unknown): Jws {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw bad('it is not a JSON object')
  const members: Readonly<Record<string, unknown>> = { ...value }
  for (const name of Object.keys(members))
    if (!['protected', 'payload', 'signature'].includes(name))
      throw bad(
        `it has the member "${name.slice(0, 40)}"; only protected, payload and signature are taken (RFC 8555 6.2)`
      )
  const [header, payload, signature] = ['protected', 'payload', 'signature'].map((name) => textOf(members, name))
  if (header === undefined || payload === undefined || signature === undefined) throw bad('a member is missing')
  const parsed = headerOf(header.octets)
  const algorithm = parsed['alg']
  if (typeof algorithm !== 'string') throw bad('its protected header names no alg')
  // RFC 7515 4.1.11: whoever does not know an extension refuses it; RFC 7797 `b64` is one of them.
  if (Object.hasOwn(parsed, 'crit') || Object.hasOwn(parsed, 'b64'))
    throw bad('its protected header wants an extension that is not known here (crit)')
  return {
    header: parsed,
    algorithm,
    payload: payload.octets,
    signed: `${header.text}.${payload.text}`,
    signature: signature.octets
  }
}

/** Octets of a coordinate of the curves of RFC 7518 3.4: r and s have this length each. */
const coordinateOctets: Readonly<Record<string, number>> = { prime256v1: 32, secp384r1: 48, secp521r1: 66 }

/** @returns whether the signature is by this key, with an algorithm of `jwsAlgorithms` that fits it. Never throws. */
export function verifyJws(jws: Jws, key: KeyObject): boolean {
  const check = checkOf(jws, key)
  if (check === null) return false
  try {
    return verify(check.hash, check.signed, check.key, check.signature)
  } catch {
    return false
  }
}

/** Like `verifyJws`, with the arithmetic in the thread pool: for servers, where other work waits for the event loop. */
export async function verifyJwsInPool(jws: Jws, key: KeyObject): Promise<boolean> {
  const check = checkOf(jws, key)
  if (check === null) return false
  try {
    return await new Promise<boolean>((resolve) =>
      verify(check.hash, check.signed, check.key, check.signature, (error, valid) => resolve(error === null && valid))
    )
  } catch {
    return false
  }
}

interface Check {
  readonly hash: string | null
  readonly signed: Uint8Array
  readonly key: KeyObject | VerifyKeyObjectInput
  readonly signature: Uint8Array
}

/** @returns what `verify` of node:crypto takes; null where algorithm, key and signature do not fit each other */
function checkOf(jws: Jws, key: KeyObject): Check | null {
  const scheme = Object.hasOwn(schemes, jws.algorithm) ? schemes[jws.algorithm] : undefined
  if (scheme === undefined || key.asymmetricKeyType !== scheme.kty) return null
  if (scheme.curve !== undefined && key.asymmetricKeyDetails?.namedCurve !== scheme.curve) return null
  if (scheme.curve !== undefined && jws.signature.length !== 2 * (coordinateOctets[scheme.curve] ?? 0)) return null
  const signature = scheme.curve === undefined ? jws.signature : ecdsaSignature(jws.signature)
  if (signature === null) return null
  // A bare key, since an object with options makes node:crypto ask four times what it is before it verifies.
  const options =
    scheme.padding === 'pss'
      ? { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
      : key
  return { hash: scheme.hash, signed: Buffer.from(jws.signed, 'latin1'), key: options, signature }
}

/** @returns whether the MAC is by this secret, with an algorithm of `macAlgorithms`; in constant time. */
export function verifyMac(jws: Jws, secret: Uint8Array): boolean {
  const hash = Object.hasOwn(macs, jws.algorithm) ? macs[jws.algorithm] : undefined
  if (hash === undefined) return false
  const wanted = createHmac(hash, secret).update(jws.signed, 'latin1').digest()
  return wanted.length === jws.signature.length && timingSafeEqual(wanted, jws.signature)
}

function headerOf(octets: Uint8Array): Readonly<Record<string, unknown>> {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(octets))
  } catch {
    throw bad('its protected header is not JSON')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw bad('its protected header is not an object')
  return { ...value }
}

function textOf(
  members: Readonly<Record<string, unknown>>,
  name: string
): { readonly text: string; readonly octets: Uint8Array } {
  const text = members[name]
  const octets = typeof text === 'string' ? base64UrlBytes(text) : null
  if (typeof text !== 'string' || octets === null)
    throw bad(`its member "${name}" is not base64url text without padding`)
  return { text, octets }
}

function bad(why: string): ChanceryError {
  return new ChanceryError('malformed', `The JWS cannot be read: ${why}.`)
}
