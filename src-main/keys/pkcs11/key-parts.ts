import { createPrivateKey, type JsonWebKey } from 'node:crypto'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { keyAlgorithms, type KeyAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import { OCTET_STRING } from '../../pki/der/tags.ts'
import { DerWriter } from '../../pki/der/writer.ts'
import type { KeyToMake, PrivateParts } from './messages.ts'

/** @returns the named curve as CKA_EC_PARAMS has it: an OID, DER */
function curveOf(oid: string): Uint8Array {
  return new DerWriter(16).oid(oid).finish()
}

/** @returns what a token is told to make. @throws ChanceryError `invalid-input` for an algorithm that no token here makes */
export function keyToMake(algorithm: KeyAlgorithmId): KeyToMake {
  const { kind, bits, curveOid } = keyAlgorithms[algorithm]
  if (kind === 'rsa') return { kind, bits }
  if (kind === 'ec' && curveOid !== undefined) return { kind, curve: curveOf(curveOid) }
  if (kind === 'ed25519') return { kind: 'edwards' }
  throw new ChanceryError(
    'invalid-input',
    `Keys of ${algorithm} are not made on tokens. Choose RSA, a NIST curve or Ed25519.`
  )
}

/**
 * @param pkcs8 in the clear; what is returned holds the secret as well and is zeroed with `zeroParts`
 * @returns the numbers of a private key as a token takes them
 * @throws ChanceryError `invalid-input` for a key that no token takes here
 */
export function privatePartsOf(pkcs8: Uint8Array, algorithm: KeyAlgorithmId): PrivateParts {
  const { curveOid, kind } = keyAlgorithms[algorithm]
  const der = Buffer.from(pkcs8.buffer, pkcs8.byteOffset, pkcs8.length)
  const jwk = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }).export({ format: 'jwk' })
  if (kind === 'rsa')
    return {
      kind,
      modulus: octets(jwk, 'n'),
      publicExponent: octets(jwk, 'e'),
      privateExponent: octets(jwk, 'd'),
      primes: (['p', 'q', 'dp', 'dq', 'qi'] as const).map((name) => octets(jwk, name))
    }
  if (kind === 'ec' && curveOid !== undefined) {
    const point = Buffer.concat([Buffer.of(4), octets(jwk, 'x'), octets(jwk, 'y')])
    return {
      kind,
      curve: curveOf(curveOid),
      point: new DerWriter(160).element(OCTET_STRING, point).finish(),
      value: octets(jwk, 'd')
    }
  }
  if (kind === 'ed25519')
    return {
      kind: 'edwards',
      point: new DerWriter(40).element(OCTET_STRING, octets(jwk, 'x')).finish(),
      value: octets(jwk, 'd')
    }
  throw new ChanceryError(
    'invalid-input',
    `Keys of ${algorithm} cannot be put on tokens. Choose RSA, a NIST curve or Ed25519.`
  )
}

export function zeroParts(parts: PrivateParts): void {
  if (parts.kind !== 'rsa') parts.value.fill(0)
  else for (const one of [parts.privateExponent, ...parts.primes]) one.fill(0)
}

function octets(jwk: JsonWebKey, name: 'n' | 'e' | 'd' | 'p' | 'q' | 'dp' | 'dq' | 'qi' | 'x' | 'y'): Uint8Array {
  return Uint8Array.from(Buffer.from(jwk[name] ?? '', 'base64url'))
}
