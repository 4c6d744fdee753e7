import { ChanceryError } from '../../../src-shared/errors.ts'
import type { KeyAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import { BIT_STRING, SEQUENCE } from '../../pki/der/tags.ts'
import { DerReader } from '../../pki/der/reader.ts'
import { DerWriter } from '../../pki/der/writer.ts'
import { parsePublicKeyInfo } from '../../pki/spki.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import type { KeySeen, PublicParts } from './messages.ts'

const RSA_OID = '1.2.840.113549.1.1.1'
const EC_OID = '1.2.840.10045.2.1'
/** RFC 8410 3. */
const ED25519_OID = '1.3.101.112'

/** A public key as X.509 carries it, with the algorithm where Chancery offers it. */
export interface PublicHalf {
  readonly spki: Uint8Array
  readonly algorithm: KeyAlgorithmId | null
}

/** @returns the public half of a key on a token, from its public key or the certificate beside it; null where neither says it */
export function publicHalf(key: Pick<KeySeen, 'public' | 'certificate'>): PublicHalf | null {
  for (const spki of [() => fromParts(key.public), () => fromCertificate(key.certificate)]) {
    try {
      const der = spki()
      if (der !== null) return { spki: der, algorithm: parsePublicKeyInfo(der).facts.id }
    } catch {
      // What a token shows may be anything; a key that cannot be read is not used.
    }
  }
  return null
}

function fromCertificate(der: Uint8Array | null): Uint8Array | null {
  return der === null ? null : parseCertificate(der).publicKey.der
}

function fromParts(parts: PublicParts | null): Uint8Array | null {
  if (parts === null || parts.kind === 'other') return null
  if (parts.kind === 'rsa') {
    const key = new DerWriter(1024)
      .within(SEQUENCE, (sequence) => sequence.integerHex(hex(parts.modulus)).integerHex(hex(parts.publicExponent)))
      .finish()
    return wrapped((algorithm) => algorithm.oid(RSA_OID).null(), key)
  }
  if (parts.kind === 'edwards') return wrapped((algorithm) => algorithm.oid(ED25519_OID), edwardsPoint(parts.point))
  return wrapped((algorithm) => algorithm.oid(EC_OID).raw(parts.curve), pointOf(parts.point))
}

function wrapped(algorithm: (writer: DerWriter) => unknown, key: Uint8Array): Uint8Array {
  return new DerWriter(1024)
    .within(SEQUENCE, (outer) => {
      outer.within(SEQUENCE, algorithm)
      outer
        .header(BIT_STRING, key.length + 1)
        .octet(0)
        .raw(key)
    })
    .finish()
}

/** Octets of an uncompressed point on P-256, P-384 and P-521. */
const pointSizes: ReadonlySet<number> = new Set([65, 97, 133])

/** CKA_EC_POINT is the point in a DER OCTET STRING (PKCS#11 2.40, 2.3.3); older modules give the point itself. */
function pointOf(value: Uint8Array): Uint8Array {
  if (pointSizes.has(value.length)) return value
  const reader = new DerReader(value, 'EC point')
  const point = reader.octets()
  reader.finish()
  return point
}

/** Octets of a point on edwards25519 (RFC 8032 5.1.2). */
const EDWARDS_POINT = 32

/**
 * PKCS#11 3.0 has the point of an Edwards curve as it is; modules from before it was settled wrap it in an OCTET STRING or
 * a BIT STRING.
 */
function edwardsPoint(value: Uint8Array): Uint8Array {
  if (value.length === EDWARDS_POINT) return value
  const point = value.subarray(-EDWARDS_POINT)
  const before = Buffer.from(value.subarray(0, -EDWARDS_POINT)).toString('hex')
  if (before === '0420' || before === '032100') return point
  throw new ChanceryError('malformed', 'The token shows a public key on an Edwards curve that is not edwards25519.')
}

const hex = (octets: Uint8Array): string => Buffer.from(octets).toString('hex')
