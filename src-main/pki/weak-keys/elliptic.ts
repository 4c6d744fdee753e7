import type { Reason } from '../../../src-shared/errors.ts'
import { weakKeyReason } from './rsa.ts'

/** y² = x³ - 3x + b over the prime field (FIPS 186-4 D.1.2, SEC 2). All three curves have cofactor 1. */
interface Curve {
  readonly label: string
  readonly p: bigint
  readonly b: bigint
  readonly octets: number
}

const curves: Readonly<Record<string, Curve>> = {
  '1.2.840.10045.3.1.7': {
    label: 'P-256',
    p: 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n,
    b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
    octets: 32
  },
  '1.3.132.0.34': {
    label: 'P-384',
    p: 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n,
    b: 0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aefn,
    octets: 48
  },
  '1.3.132.0.35': {
    label: 'P-521',
    p: 2n ** 521n - 1n,
    b: 0x51953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00n,
    octets: 66
  }
}

/**
 * Checks that an EC public key is a point of its curve other than infinity (SP 800-56A 5.6.2.3.3; with cofactor 1
 * such a point has the full order).
 * @param point ECPoint as in RFC 5480 2.2, uncompressed or compressed.
 */
export function checkEcPoint(curveOid: string, point: Uint8Array): readonly Reason[] {
  const curve = Object.hasOwn(curves, curveOid) ? curves[curveOid] : undefined
  if (curve === undefined)
    return [weakKeyReason('ec-curve', `The elliptic curve ${curveOid} is not one of P-256, P-384, P-521.`)]
  const { p, b, octets, label } = curve
  const form = point[0] ?? -1
  if (form === 0) return [weakKeyReason('ec-infinity', 'The EC public key is the point at infinity.')]
  const compressed = form === 2 || form === 3
  if ((!compressed && form !== 4) || point.length !== 1 + octets * (compressed ? 1 : 2)) {
    return [
      weakKeyReason(
        'ec-encoding',
        `The EC public key is not a point of ${label}: ${point.length} octets that begin with ${form}.`
      )
    ]
  }
  const x = number(point.subarray(1, 1 + octets))
  const right = mod(x * x * x - 3n * x + b, p)
  if (compressed) {
    // Euler's criterion: is there a y at all? An x of 0 with y = 0 does not occur on these curves.
    const onCurve = x < p && power(right, (p - 1n) >> 1n, p) === 1n
    return onCurve ? [] : [offCurve(label)]
  }
  const y = number(point.subarray(1 + octets))
  return x < p && y < p && mod(y * y, p) === right ? [] : [offCurve(label)]
}

const p25519 = 2n ** 255n - 19n
/** RFC 8032 5.1: d = -121665/121666. */
const d25519 = mod(-121_665n * power(121_666n, p25519 - 2n, p25519), p25519)

/**
 * Checks an Ed25519 public key (RFC 8032 5.1.3): a point of the curve in its one encoding, and not one of the eight
 * points of small order, for which signatures verify that nobody made.
 */
export function checkEd25519(key: Uint8Array): readonly Reason[] {
  if (key.length !== 32)
    return [weakKeyReason('ed25519-size', `An Ed25519 public key has 32 octets; this one has ${key.length}.`)]
  const encoded = number(key.toReversed())
  const y = encoded & (2n ** 255n - 1n)
  if (y >= p25519) return [weakKeyReason('ed25519-encoding', 'The Ed25519 public key is not in its shortest form.')]
  const p = p25519
  const yy = mod(y * y, p)
  // Orders 1 and 2: y² = 1. Order 4: y = 0. Order 8: doubling gives y = 0, which is d·y⁴ + 2y² - 1 = 0.
  if (yy === 1n || y === 0n || mod(d25519 * yy * yy + 2n * yy - 1n, p) === 0n) {
    return [weakKeyReason('ed25519-low-order', 'The Ed25519 public key is a point of small order.')]
  }
  const xx = mod((yy - 1n) * power(mod(d25519 * yy + 1n, p), p - 2n, p), p)
  return power(xx, (p - 1n) >> 1n, p) === 1n
    ? []
    : [weakKeyReason('ed25519-off-curve', 'The Ed25519 public key is not a point of the curve.')]
}

const offCurve = (label: string): Reason =>
  weakKeyReason('ec-off-curve', `The EC public key is not a point of ${label}.`)

function number(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')}`)
}

function mod(value: bigint, modulus: bigint): bigint {
  const rest = value % modulus
  return rest < 0n ? rest + modulus : rest
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n
  for (
    let [square, rest] = [mod(base, modulus), exponent];
    rest > 0n;
    rest >>= 1n, square = (square * square) % modulus
  ) {
    if ((rest & 1n) === 1n) result = (result * square) % modulus
  }
  return result
}
