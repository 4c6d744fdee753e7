import {
  constants,
  createPublicKey,
  createVerify,
  verify,
  type KeyObject,
  type VerifyKeyObjectInput
} from 'node:crypto'
import { ml_dsa44, ml_dsa65, ml_dsa87 } from '@noble/post-quantum/ml-dsa.js'
import { ChanceryError } from '../../src-shared/errors.ts'
import {
  signatureAlgorithms,
  signatureFitsKey,
  type SignatureAlgorithm,
  type SignatureAlgorithmId
} from '../../src-shared/model/algorithm.ts'
import { SLICE, updateInSlices } from './in-slices.ts'
import type { AlgorithmIdentifier, PublicKeyInfo } from './model.ts'
import { writePem } from './pem.ts'
import { checkPublicKey, parsePublicKeyInfo } from './spki.ts'

/**
 * What importing a key gave, per SubjectPublicKeyInfo in memory: an entry lives exactly as long as the bytes it was made
 * from, so a parsed issuer is imported once and a request's key is forgotten with the request. null: this runtime has no
 * such algorithm (ML-DSA under BoringSSL).
 */
const imported = new WeakMap<Uint8Array, { readonly info: PublicKeyInfo; readonly key: KeyObject | null }>()

function importKey(spki: Uint8Array | PublicKeyInfo): { readonly info: PublicKeyInfo; readonly key: KeyObject | null } {
  const der = spki instanceof Uint8Array ? spki : spki.der
  const known = imported.get(der)
  if (known !== undefined) return known
  const info = spki instanceof Uint8Array ? parsePublicKeyInfo(spki) : spki
  checkPublicKey(info)
  const entry = { info, key: nodeKey(info) }
  imported.set(der, entry)
  return entry
}

function nodeKey(info: PublicKeyInfo): KeyObject | null {
  try {
    // As text, since node:crypto finds out by four thrown errors that an object with DER or JWK in it is no key yet:
    // the import takes less than half the time, in spite of the base64.
    return createPublicKey(writePem('PUBLIC KEY', info.der))
  } catch (cause) {
    if (info.facts.kind === 'ml-dsa') return null
    throw new ChanceryError(
      'malformed',
      `The public key cannot be used: the ${info.facts.label} key is not a valid one of its kind.`,
      { cause }
    )
  }
}

/**
 * @returns the key as a node KeyObject. @throws ChanceryError `malformed` (also for a point that is not on its curve),
 * `invalid-input` for a kind that is not certified, or for ML-DSA where this runtime's node:crypto has none.
 */
export function keyObject(spki: Uint8Array | PublicKeyInfo): KeyObject {
  const { key, info } = importKey(spki)
  if (key === null)
    throw new ChanceryError('invalid-input', `This runtime's own cryptography has no ${info.facts.label}.`)
  return key
}

/** Checks that the key is well-formed and mathematically possible (a point on its curve). @throws ChanceryError as `keyObject`, but ML-DSA is fine everywhere. */
export function checkKeyImports(spki: Uint8Array | PublicKeyInfo): void {
  importKey(spki)
}

/**
 * Verifies a signature as X.509 carries it: ECDSA as DER of r and s (RFC 5758), RSA PKCS#1 v1.5 and PSS (RFC 4055),
 * Ed25519 (RFC 8410) and ML-DSA pure with an empty context (RFC 9881).
 * Never throws: a malformed key, parameters against their rule, an algorithm that does not fit the key or is unknown,
 * and a wrong signature are all false.
 * @param spki SubjectPublicKeyInfo; parsed or as DER.
 * @param algorithm as found in the object (PSS salt length is then checked), or its id.
 */
export function verifySignature(
  spki: Uint8Array | PublicKeyInfo,
  algorithm: SignatureAlgorithmId | AlgorithmIdentifier,
  data: Uint8Array,
  signature: Uint8Array
): boolean {
  const id = typeof algorithm === 'string' ? algorithm : algorithm.id
  if (id === null || signature.length === 0) return false
  const row = signatureAlgorithms[id]
  try {
    const { info, key } = importKey(spki)
    if (info.facts.kind === 'other' || !signatureFitsKey(id, info.facts)) return false
    if (key === null) return verifyMlDsa(id, info.keyBytes, data, signature)
    return verify(row.hash, data, verifyKeyOf(row, key, algorithm), signature)
  } catch {
    return false
  }
}

/**
 * Like `verifySignature`, with the arithmetic in the thread pool: for servers, where other work waits for the event loop.
 * What is very large is hashed in slices.
 */
export async function verifySignatureInPool(
  spki: Uint8Array | PublicKeyInfo,
  algorithm: SignatureAlgorithmId | AlgorithmIdentifier,
  data: Uint8Array,
  signature: Uint8Array
): Promise<boolean> {
  const id = typeof algorithm === 'string' ? algorithm : algorithm.id
  if (id === null || signature.length === 0) return false
  try {
    const { info, key } = importKey(spki)
    if (info.facts.kind === 'other' || !signatureFitsKey(id, info.facts)) return false
    if (key === null) return verifyMlDsa(id, info.keyBytes, data, signature)
    const { hash } = signatureAlgorithms[id]
    const verifyKey = verifyKeyOf(signatureAlgorithms[id], key, algorithm)
    if (hash !== null && data.length > SLICE) {
      const verifying = createVerify(hash)
      await updateInSlices(verifying, data)
      return verifying.verify(verifyKey, signature)
    }
    return await new Promise<boolean>((resolve) =>
      verify(hash, data, verifyKey, signature, (error, valid) => resolve(error === null && valid))
    )
  } catch {
    return false
  }
}

/** @returns the key with the padding and the length of salt that the algorithm asks for */
function verifyKeyOf(
  row: SignatureAlgorithm,
  key: KeyObject,
  algorithm: SignatureAlgorithmId | AlgorithmIdentifier
): KeyObject | VerifyKeyObjectInput {
  if (row.parameters !== 'pss') return key
  const saltLength = typeof algorithm === 'string' ? null : algorithm.saltLength
  return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: saltLength ?? constants.RSA_PSS_SALTLEN_AUTO }
}

/** The same check without node:crypto, for runtimes built on BoringSSL. Exported for its test. */
export function verifyMlDsa(
  id: SignatureAlgorithmId,
  publicKey: Uint8Array,
  data: Uint8Array,
  signature: Uint8Array
): boolean {
  const scheme = id === 'ml-dsa-44' ? ml_dsa44 : id === 'ml-dsa-65' ? ml_dsa65 : id === 'ml-dsa-87' ? ml_dsa87 : null
  return scheme !== null && signature.length === scheme.lengths.signature && scheme.verify(signature, data, publicKey)
}
