import { keyAlgorithms } from '../../src-shared/model/algorithm.ts'
import { OBJECT_IDENTIFIER } from './der/tags.ts'
import { DerReader } from './der/reader.ts'
import type { PublicKeyInfo } from './model.ts'
import { readRsaKey } from './spki.ts'
import { checkEcPoint, checkEd25519 } from './weak-keys/elliptic.ts'
import { checkRsaKey, weakKeyReason, type KnownKeys, type WeakKeyVerdict } from './weak-keys/rsa.ts'

export type { KnownKeys, WeakKeyVerdict }

/**
 * Looks for every weakness that a public key shows by itself or beside the keys that the caller knows: RSA size,
 * exponent, small factors, prime modulus, close primes (Fermat), ROCA, patterns, broken and blocked keys, shared
 * primes; EC and Ed25519 points; ML-DSA size. A key of an algorithm that Chancery does not certify is a finding too.
 * @throws ChanceryError `malformed` when the bytes of an RSA key are not a modulus and an exponent.
 */
export async function checkWeakKey(key: PublicKeyInfo, known: KnownKeys = {}): Promise<WeakKeyVerdict> {
  const { oid, parameters } = key.algorithm
  if (oid === keyAlgorithms['RSA-2048'].oid) {
    const { modulus, exponent } = readRsaKey(key.keyBytes)
    return checkRsaKey(modulus, exponent, known)
  }
  if (oid === keyAlgorithms['P-256'].oid) {
    if (parameters?.[0] === OBJECT_IDENTIFIER)
      return found(checkEcPoint(new DerReader(parameters, 'curve').oidText(), key.keyBytes))
    const message =
      'The EC public key spells its curve out or leaves it open; only named curves are accepted (RFC 5480 2.1.1).'
    return found([weakKeyReason('ec-explicit-parameters', message)])
  }
  if (oid === keyAlgorithms.Ed25519.oid) return found(checkEd25519(key.keyBytes))
  const { facts } = key
  if (facts.kind !== 'ml-dsa' || facts.id === null)
    return found([weakKeyReason('algorithm', `Keys of the kind ${facts.label} are not accepted here.`)])
  const size = keyAlgorithms[facts.id].publicKeyBytes
  if (key.keyBytes.length === size) return found([])
  return found([
    weakKeyReason('ml-dsa-size', `An ${facts.id} public key has ${size} octets; this one has ${key.keyBytes.length}.`)
  ])
}

const found = (reasons: WeakKeyVerdict['reasons']): WeakKeyVerdict => ({ reasons, notPerformed: [] })
