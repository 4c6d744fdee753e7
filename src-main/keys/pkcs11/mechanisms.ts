import { createHash, webcrypto } from 'node:crypto'
import { ChanceryError } from '../../../src-shared/errors.ts'
import {
  hashOids,
  keyAlgorithms,
  signatureAlgorithms,
  type HashName,
  type KeyAlgorithmId,
  type SignatureAlgorithmId
} from '../../../src-shared/model/algorithm.ts'
import { DerWriter } from '../../pki/der/writer.ts'
import { OCTET_STRING, SEQUENCE } from '../../pki/der/tags.ts'
import { ecdsaSignature } from '../../pki/ecdsa-signature.ts'
import type { MechanismSeen, SignMechanism } from './messages.ts'

/** Mechanisms of PKCS#11 2.40 that sign or make keys, with what people read. */
const mechanismNames: Readonly<Record<number, string>> = {
  0x0000: 'CKM_RSA_PKCS_KEY_PAIR_GEN',
  0x0001: 'CKM_RSA_PKCS',
  0x0006: 'CKM_SHA1_RSA_PKCS',
  0x000a: 'CKM_RSA_X9_31_KEY_PAIR_GEN',
  0x000d: 'CKM_RSA_PKCS_PSS',
  0x0040: 'CKM_SHA256_RSA_PKCS',
  0x0041: 'CKM_SHA384_RSA_PKCS',
  0x0042: 'CKM_SHA512_RSA_PKCS',
  0x0043: 'CKM_SHA256_RSA_PKCS_PSS',
  0x0044: 'CKM_SHA384_RSA_PKCS_PSS',
  0x0045: 'CKM_SHA512_RSA_PKCS_PSS',
  0x1040: 'CKM_EC_KEY_PAIR_GEN',
  0x1041: 'CKM_ECDSA',
  0x1042: 'CKM_ECDSA_SHA1',
  0x1044: 'CKM_ECDSA_SHA256',
  0x1045: 'CKM_ECDSA_SHA384',
  0x1046: 'CKM_ECDSA_SHA512',
  0x1055: 'CKM_EC_EDWARDS_KEY_PAIR_GEN',
  0x1057: 'CKM_EDDSA'
}

export function mechanismName(type: number): string {
  return mechanismNames[type] ?? `0x${type.toString(16).padStart(4, '0')}`
}

const RSA_KEY_PAIR = 0x0000
const RSA_PKCS = 0x0001
const RSA_PKCS_PSS = 0x000d
const EC_KEY_PAIR = 0x1040
const ECDSA = 0x1041
const EDWARDS_KEY_PAIR = 0x1055
const EDDSA = 0x1057

type Sha2 = Exclude<HashName, 'sha1'>
/** Mechanisms that hash on the token, and CKM_/CKG_MGF1_ values for the parameters of PSS. */
const withHash: Readonly<
  Record<
    Sha2,
    {
      readonly pkcs: number
      readonly pss: number
      readonly ecdsa: number
      readonly hash: number
      readonly mgf: number
      readonly size: number
    }
  >
> = {
  sha256: { pkcs: 0x40, pss: 0x43, ecdsa: 0x1044, hash: 0x0250, mgf: 0x02, size: 32 },
  sha384: { pkcs: 0x41, pss: 0x44, ecdsa: 0x1045, hash: 0x0260, mgf: 0x03, size: 48 },
  sha512: { pkcs: 0x42, pss: 0x45, ecdsa: 0x1046, hash: 0x0270, mgf: 0x04, size: 64 }
}

/** CKF_SIGN and CKF_GENERATE_KEY_PAIR of CK_MECHANISM_INFO. */
const [CAN_SIGN, CAN_MAKE_PAIRS] = [0x800, 0x1_0000] as const

/** What goes to the token for one kind of signature. */
export interface SigningPlan {
  readonly mechanism: SignMechanism
  /** `digest`: the hash itself; `digest-info`: wrapped as RFC 8017 9.2 wants it; `message`: the token hashes. */
  readonly input: 'digest' | 'digest-info' | 'message'
  readonly hash: Sha2
  readonly kind: 'rsa' | 'ec' | 'edwards'
}

/**
 * @returns how a token with these mechanisms makes this signature. Hashing is done here where the token signs hashes, so
 *   that a CRL of megabytes does not travel to a card.
 * @throws ChanceryError `invalid-input` where it cannot
 */
export function signingPlan(algorithm: SignatureAlgorithmId, mechanisms: readonly MechanismSeen[]): SigningPlan {
  const { hash, parameters, keyKind, label } = signatureAlgorithms[algorithm]
  const able = (type: number): boolean => mechanisms.some((one) => one.type === type && (one.flags & CAN_SIGN) !== 0)
  if (hash !== null && hash !== 'sha1' && (keyKind === 'rsa' || keyKind === 'ec')) {
    const own = withHash[hash]
    const pss = parameters === 'pss' ? { hash: own.hash, mgf: own.mgf, salt: own.size } : null
    const [raw, hashing] =
      keyKind === 'ec' ? [ECDSA, own.ecdsa] : pss === null ? [RSA_PKCS, own.pkcs] : [RSA_PKCS_PSS, own.pss]
    const kind = keyKind
    if (able(raw))
      return { mechanism: { type: raw, pss }, input: raw === RSA_PKCS ? 'digest-info' : 'digest', hash, kind }
    if (able(hashing)) return { mechanism: { type: hashing, pss }, input: 'message', hash, kind }
  }
  // RFC 8032 5.1: Ed25519 hashes the message itself, twice.
  if (keyKind === 'ed25519' && able(EDDSA))
    return { mechanism: { type: EDDSA, pss: null }, input: 'message', hash: 'sha512', kind: 'edwards' }
  throw new ChanceryError(
    'invalid-input',
    `The token cannot make signatures of ${label}: it offers no mechanism for them.`
  )
}

/** @returns key algorithms that the token says it makes */
export function algorithmsOf(mechanisms: readonly MechanismSeen[]): KeyAlgorithmId[] {
  const within = (type: number, bits: number): boolean =>
    mechanisms.some(
      (one) =>
        one.type === type &&
        // Modules that know nothing of a mechanism tell zeros.
        (one.flags === 0 || (one.flags & CAN_MAKE_PAIRS) !== 0) &&
        (one.maxBits === 0 || (one.minBits <= bits && bits <= one.maxBits))
    )
  return Object.values(keyAlgorithms).flatMap(({ id, kind, bits }) =>
    (kind === 'rsa' && within(RSA_KEY_PAIR, bits)) ||
    (kind === 'ec' && within(EC_KEY_PAIR, bits)) ||
    // Some count 255 bits for the field, some 256 for the key.
    (kind === 'ed25519' && (within(EDWARDS_KEY_PAIR, bits) || within(EDWARDS_KEY_PAIR, bits - 1)))
      ? [id]
      : []
  )
}

/** From this many bytes on hashing is left to the thread pool. */
const LARGE = 256 * 1024
const webNames: Readonly<Record<Sha2, string>> = { sha256: 'SHA-256', sha384: 'SHA-384', sha512: 'SHA-512' }

/** @returns what the token is given to sign */
export async function inputFor(plan: SigningPlan, data: Uint8Array): Promise<Uint8Array> {
  if (plan.input === 'message') return data
  const digest =
    data.length < LARGE
      ? createHash(plan.hash).update(data).digest()
      : new Uint8Array(await webcrypto.subtle.digest(webNames[plan.hash], Uint8Array.from(data)))
  return plan.input === 'digest' ? digest : digestInfo(plan.hash, digest)
}

/** DigestInfo, DER (RFC 8017 9.2 and A.2.4). */
export function digestInfo(hash: Sha2, digest: Uint8Array): Uint8Array {
  return new DerWriter(128)
    .within(SEQUENCE, (outer) => {
      outer.within(SEQUENCE, (algorithm) => algorithm.oid(hashOids[hash]).null())
      outer.element(OCTET_STRING, digest)
    })
    .finish()
}

/**
 * @param made what the token made. @returns it as X.509 carries it: Ecdsa-Sig-Value for r and s (RFC 3279 2.2.3)
 * @throws ChanceryError `bad-signature` for something of odd length
 */
export function signatureFrom(plan: SigningPlan, made: Uint8Array): Uint8Array {
  if (plan.kind !== 'ec') return made
  const signature = ecdsaSignature(made)
  if (signature === null)
    throw new ChanceryError('bad-signature', `The token made an ECDSA signature of ${made.length} octets.`)
  return signature
}
