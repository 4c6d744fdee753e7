import { createPublicKey, type KeyObject } from 'node:crypto'
import { ChanceryError } from '../../src-shared/errors.ts'
import { parseCertificate } from './certificate.ts'
import { checkSize } from './der/malformed.ts'
import { base64UrlBytes, readJwk } from './jwk.ts'
import { jwsAlgorithms, readJws, verifyJws } from './jws.ts'
import { base64Bytes } from './pem.ts'

/** Members of a JSON object. */
export type Members = Readonly<Record<string, unknown>>

/** One signature of a JWS. */
export interface JoseSignature {
  readonly header: Members
  /** Members outside of what is signed (RFC 7515 7.2.1); empty where there are none. */
  readonly unprotectedHeader: Members
  readonly algorithm: string
  /** `own-key`: it holds with the key that its own header brings, which says nothing about whose key that is. */
  readonly check: 'own-key' | 'wrong' | 'no-key' | 'not-supported' | 'none'
}

/** What JOSE can put into a text. */
export type JoseMessage =
  | { readonly kind: 'jwk'; readonly members: Members }
  | { readonly kind: 'jwks'; readonly keys: readonly Members[] }
  | {
      readonly kind: 'jws'
      readonly form: JoseForm
      readonly signatures: readonly JoseSignature[]
      readonly payload: Uint8Array
    }
  | { readonly kind: 'jwe'; readonly form: JoseForm; readonly header: Members; readonly ciphertext: number }

/** How it is written: RFC 7515 7.1 and 7.2. */
export type JoseForm = 'compact' | 'json'

/** Characters of a text, levels of nesting, keys of a set, signatures of a message. */
const MAX_TEXT = 512 * 1024
const MAX_DEPTH = 32
const MAX_KEYS = 100
const MAX_SIGNATURES = 20

const compact = /^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]*){2}(?:(?:\.[A-Za-z0-9_-]*){2})?$/

/** @returns whether a text can be JOSE: a JSON object, or base64url with dots whose first part is one */
export function looksLikeJose(text: string): boolean {
  const trimmed = text.trim()
  return trimmed.startsWith('{') || (trimmed.startsWith('ey') && compact.test(trimmed))
}

/**
 * Reads a JWK, a JWK Set (RFC 7517), a JWS in each of its forms (RFC 7515) or the header of a JWE (RFC 7516).
 * @throws ChanceryError `malformed`, `too-large`
 */
export function readJoseMessage(text: string): JoseMessage {
  const trimmed = text.trim()
  checkSize('JOSE text', trimmed.length, MAX_TEXT)
  return trimmed.startsWith('{') ? fromJson(jsonObject(trimmed)) : fromCompact(trimmed)
}

/** Parses JSON within bounds that keep whoever walks it safe. @throws ChanceryError `malformed` */
export function jsonObject(text: string): Members {
  if (depthOf(text) > MAX_DEPTH) throw bad(`it is nested deeper than ${MAX_DEPTH} levels`)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw bad('it is not JSON')
  }
  if (!isMembers(value)) throw bad('it is not a JSON object')
  return value
}

/** @returns how deep brackets stand in each other; those within strings do not count */
function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (character === '"') quoted = !quoted
    else if (quoted) at += character === '\\' ? 1 : 0
    else if (character === '{' || character === '[') deepest = Math.max(deepest, ++depth)
    else if (character === '}' || character === ']') depth--
  }
  return deepest
}

function fromCompact(text: string): JoseMessage {
  const parts = text.split('.')
  const [header = '', payload = '', signature = ''] = parts
  if (!compact.test(text)) throw bad('it is neither JSON nor base64url in three or five parts')
  if (parts.length === 5)
    return { kind: 'jwe', form: 'compact', header: headerOf(header), ciphertext: octetsOf(parts[3]).length }
  return {
    kind: 'jws',
    form: 'compact',
    signatures: [signatureOf({ protected: header, signature }, payload)],
    payload: octetsOf(payload)
  }
}

function fromJson(members: Members): JoseMessage {
  const { kty, keys, payload, signatures, ciphertext } = members
  if (typeof kty === 'string') return { kind: 'jwk', members }
  if (Array.isArray(keys)) return { kind: 'jwks', keys: objects(keys, MAX_KEYS, 'keys') }
  if (typeof ciphertext === 'string')
    return {
      kind: 'jwe',
      form: 'json',
      header: headerOf(members['protected']),
      ciphertext: octetsOf(ciphertext).length
    }
  if (typeof payload !== 'string') throw bad('it is no JWK, no JWK Set, no JWS and no JWE')
  const all = Array.isArray(signatures) ? objects(signatures, MAX_SIGNATURES, 'signatures') : [members]
  return {
    kind: 'jws',
    form: 'json',
    signatures: all.map((one) => signatureOf(one, payload)),
    payload: octetsOf(payload)
  }
}

function signatureOf(members: Members, payload: string): JoseSignature {
  const header = members['protected'] === undefined ? {} : headerOf(members['protected'])
  const unprotectedHeader = isMembers(members['header']) ? members['header'] : {}
  const algorithm = header['alg'] ?? unprotectedHeader['alg']
  if (typeof algorithm !== 'string') throw bad('its header names no alg (RFC 7515 4.1.1)')
  octetsOf(members['signature'])
  const check = checkOf({ ...unprotectedHeader, ...header }, algorithm, members, payload)
  return { header, unprotectedHeader, algorithm, check }
}

function checkOf(header: Members, algorithm: string, members: Members, payload: string): JoseSignature['check'] {
  if (algorithm === 'none') return 'none'
  const key = keyIn(header)
  if (key === null) return 'no-key'
  if (!jwsAlgorithms.includes(algorithm)) return 'not-supported'
  const { protected: header64, signature } = members
  try {
    return verifyJws(readJws({ protected: header64, payload, signature }), key) ? 'own-key' : 'wrong'
  } catch (error) {
    // An extension that must be understood (`crit`), or a header without protection.
    if (error instanceof ChanceryError) return 'not-supported'
    throw error
  }
}

/** The key that a header brings along: `jwk`, or the first certificate of `x5c` (RFC 7515 4.1.3 and 4.1.6). */
function keyIn(header: Members): KeyObject | null {
  try {
    if (header['jwk'] !== undefined) return readJwk(header['jwk']).key
    const chain = header['x5c']
    const first: unknown = Array.isArray(chain) ? chain[0] : undefined
    const der = typeof first === 'string' ? base64Bytes(first) : null
    if (der === null) return null
    const { publicKey } = parseCertificate(der)
    return createPublicKey({ key: Buffer.from(publicKey.der), format: 'der', type: 'spki' })
  } catch {
    // A key that cannot be used is no key.
    return null
  }
}

function headerOf(value: unknown): Members {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(octetsOf(value))
  } catch (error) {
    if (error instanceof ChanceryError) throw error
    throw bad('its header is not UTF-8')
  }
  return jsonObject(text)
}

function octetsOf(value: unknown): Uint8Array {
  const octets = typeof value === 'string' ? base64UrlBytes(value) : null
  if (octets === null) throw bad('a part of it is not base64url without padding (RFC 7515 2)')
  return octets
}

function objects(list: readonly unknown[], most: number, name: string): Members[] {
  if (list.length > most)
    throw new ChanceryError('too-large', `It has ${list.length} ${name}; at most ${most} are read.`)
  return list.map((one) => {
    if (!isMembers(one)) throw bad(`one of its ${name} is not an object`)
    return one
  })
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function bad(why: string): ChanceryError {
  return new ChanceryError('malformed', `The JOSE text cannot be read: ${why}.`)
}
