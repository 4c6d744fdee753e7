import {
  constants,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  privateDecrypt,
  sign,
  type KeyObject
} from 'node:crypto'
import { tlv } from '../../../src-main/keys/piv/tlv.ts'

/** Algorithm references of the card. */
export const references = {
  rsa1024: 0x06,
  rsa2048: 0x07,
  rsa3072: 0x05,
  rsa4096: 0x16,
  p256: 0x11,
  p384: 0x14,
  ed25519: 0xe0
} as const

const rsaBits: Readonly<Record<number, number>> = {
  [references.rsa1024]: 1024,
  [references.rsa2048]: 2048,
  [references.rsa3072]: 3072,
  [references.rsa4096]: 4096
}
const curves: Readonly<
  Record<number, { readonly name: 'P-256' | 'P-384'; readonly bytes: number; readonly order: bigint }>
> = {
  [references.p256]: {
    name: 'P-256',
    bytes: 32,
    order: BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551')
  },
  [references.p384]: {
    name: 'P-384',
    bytes: 48,
    order: BigInt('0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973')
  }
}

/** @returns whether a card of this firmware makes and uses such a key */
export function offers(algorithm: number, firmware: readonly number[]): boolean {
  const [major = 0, minor = 0] = firmware
  const recent = major > 5 || (major === 5 && minor >= 7)
  if (algorithm === references.rsa3072 || algorithm === references.rsa4096 || algorithm === references.ed25519)
    return recent
  return algorithm in rsaBits || algorithm in curves
}

export function makeKey(algorithm: number): KeyObject {
  const bits = rsaBits[algorithm]
  if (bits !== undefined) return generateKeyPairSync('rsa', { modulusLength: bits }).privateKey
  if (algorithm === references.ed25519) return generateKeyPairSync('ed25519').privateKey
  return generateKeyPairSync('ec', { namedCurve: curveOf(algorithm).name }).privateKey
}

function curveOf(algorithm: number): (typeof curves)[number] {
  const curve = curves[algorithm]
  if (curve === undefined) throw new RangeError(`no curve ${algorithm}`)
  return curve
}

/** The public key as GENERATE shows it inside 7F49: 81 modulus, 82 exponent, or 86 point. */
export function publicParts(key: KeyObject): Uint8Array {
  const jwk = (key.type === 'public' ? key : createPublicKey(key)).export({ format: 'jwk' })
  const part = (text: string | undefined): Buffer => Buffer.from(text ?? '', 'base64url')
  if (jwk.kty === 'RSA') return new Uint8Array(Buffer.concat([tlv(0x81, part(jwk.n)), tlv(0x82, part(jwk.e))]))
  if (jwk.kty === 'OKP') return tlv(0x86, part(jwk.x))
  return tlv(0x86, Uint8Array.of(4), part(jwk.x), part(jwk.y))
}

/** A key from the elements of IMPORT: RSA by p, q and the rest, EC by its number. */
export function importedKey(algorithm: number, parts: ReadonlyMap<number, Uint8Array>): KeyObject | null {
  const number = (tag: number): bigint => BigInt(`0x${Buffer.from(parts.get(tag) ?? [0]).toString('hex') || '0'}`)
  const bits = rsaBits[algorithm]
  if (bits !== undefined) {
    const [p, q, e] = [number(1), number(2), 65537n]
    if (p < 3n || q < 3n || (p * q).toString(2).length !== bits) return null
    const d = inverse(e, (p - 1n) * (q - 1n))
    const text = (value: bigint): string => {
      const hex = value.toString(16)
      return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex').toString('base64url')
    }
    return createPrivateKey({
      format: 'jwk',
      key: {
        kty: 'RSA',
        n: text(p * q),
        e: text(e),
        d: text(d),
        p: text(p),
        q: text(q),
        dp: text(d % (p - 1n)),
        dq: text(d % (q - 1n)),
        qi: text(inverse(q, p))
      }
    })
  }
  if (algorithm === references.ed25519) {
    const seed = parts.get(7)
    const head = Buffer.from('302e020100300506032b657004220420', 'hex')
    return seed?.length === 32
      ? createPrivateKey({ key: Buffer.concat([head, seed]), format: 'der', type: 'pkcs8' })
      : null
  }
  const { bytes, order, name } = curveOf(algorithm)
  const scalar = parts.get(6)
  if (scalar?.length !== bytes || number(6) === 0n || number(6) >= order) return null
  // ECPrivateKey of RFC 5915 with the curve and without the public key, which node:crypto then computes.
  const curve = Buffer.from(name === 'P-256' ? '06082a8648ce3d030107' : '06052b81040022', 'hex')
  const body = Buffer.concat([Buffer.from([2, 1, 1]), tlv(0x04, scalar), tlv(0xa0, curve)])
  return createPrivateKey({ key: Buffer.from(tlv(0x30, body)), format: 'der', type: 'sec1' })
}

function inverse(value: bigint, modulus: bigint): bigint {
  let [a, b, x, y] = [((value % modulus) + modulus) % modulus, modulus, 1n, 0n]
  while (b !== 0n) {
    const quotient = a / b
    ;[a, b] = [b, a - quotient * b]
    ;[x, y] = [y, x - quotient * y]
  }
  return ((x % modulus) + modulus) % modulus
}

/** What GENERAL AUTHENTICATE does with the challenge: RSA takes a whole block as it is, EC a digest, Ed25519 the message. */
export function signChallenge(algorithm: number, key: KeyObject, challenge: Uint8Array): Uint8Array | null {
  const bits = rsaBits[algorithm]
  if (bits !== undefined) {
    if (challenge.length !== bits / 8) return null
    try {
      return new Uint8Array(privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, challenge))
    } catch {
      return null
    }
  }
  if (algorithm === references.ed25519) return new Uint8Array(sign(null, challenge, key))
  const { bytes } = curveOf(algorithm)
  return challenge.length <= bytes ? signDigest(algorithm, key, challenge) : null
}

/** ECDSA over a digest of any length up to the curve's (FIPS 186-5 6.4): node:crypto hashes, so the arithmetic is here. */
function signDigest(algorithm: number, key: KeyObject, digest: Uint8Array): Uint8Array {
  const { order, bytes, name } = curveOf(algorithm)
  const secret = BigInt(`0x${Buffer.from(key.export({ format: 'jwk' }).d ?? '', 'base64url').toString('hex')}`)
  const z = BigInt(`0x${Buffer.from(digest).toString('hex') || '0'}`)
  for (;;) {
    // A fresh key pair gives k and k·G.
    const jwk = generateKeyPairSync('ec', { namedCurve: name }).privateKey.export({ format: 'jwk' })
    const k = BigInt(`0x${Buffer.from(jwk.d ?? '', 'base64url').toString('hex')}`)
    const r = BigInt(`0x${Buffer.from(jwk.x ?? '', 'base64url').toString('hex')}`) % order
    const s = (inverse(k, order) * (z + r * secret)) % order
    if (r === 0n || s === 0n) continue
    const integer = (value: bigint): Uint8Array => {
      const hex = value
        .toString(16)
        .padStart(bytes * 2, '0')
        .replace(/^(?:00)+(?=[0-9a-f]{2})/, '')
      return tlv(0x02, Buffer.from(Number.parseInt(hex.slice(0, 2), 16) >= 0x80 ? `00${hex}` : hex, 'hex'))
    }
    return tlv(0x30, integer(r), integer(s))
  }
}

/** ECDH with an uncompressed point (SP 800-73-4 part 2 appendix A.5). */
export function agree(algorithm: number, key: KeyObject, point: Uint8Array): Uint8Array | null {
  const { bytes, name } = curveOf(algorithm)
  if (point.length !== 1 + 2 * bytes || point[0] !== 4) return null
  const text = (from: number): string => Buffer.from(point.subarray(from, from + bytes)).toString('base64url')
  try {
    const publicKey = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: name, x: text(1), y: text(1 + bytes) } })
    return new Uint8Array(diffieHellman({ privateKey: key, publicKey }))
  } catch {
    return null
  }
}
