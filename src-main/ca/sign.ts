import { ChanceryError } from '../../src-shared/errors.ts'
import { isKeyAlgorithmId, signatureAllowed, type SignatureAlgorithmId } from '../../src-shared/model/algorithm.ts'
import type { KeyPurpose, Signer } from '../keys/signer.ts'
import { assembleSigned } from '../pki/certificate-builder.ts'
import { parseCertificate } from '../pki/certificate.ts'
import { assembleCrl } from '../pki/crl-builder.ts'
import { sameBytes } from '../pki/der/hex.ts'
import { verifySignature, verifySignatureInPool } from '../pki/verify.ts'
import type { Certificate } from '../pki/model.ts'
import { getAuthorityHead, type AuthorityHead } from '../store/authorities.ts'
import { getKey, type KeyRow } from '../store/keys.ts'
import { reader } from '../store/store.ts'
import type { CaContext } from './context.ts'
import { openOnToken } from './tokens/places.ts'
import type { Prepared } from './issue/prepare.ts'

/** A certificate that the real key has signed. */
export interface SignedCertificate {
  readonly der: Uint8Array
  readonly certificate: Certificate
}

/**
 * Step 7: redeems a prepared certificate once. The result has been verified with the issuer's public key, and its signed
 * part compared byte for byte with what was prepared.
 * @throws ChanceryError `not-ready` where the authority does not issue; `key-unavailable`, `locked`, `cancelled` (nothing
 *   was signed); `bad-signature`, `internal` when what came back is wrong.
 */
export async function signCertificate(
  ca: CaContext,
  prepared: Prepared,
  signal?: AbortSignal
): Promise<SignedCertificate> {
  const { authorityId, keyId, selfSigned, signatureAlgorithm, tbs } = prepared.redeem()
  const authority = authorityOf(ca, authorityId)
  if (authority.keyId !== keyId)
    throw new ChanceryError('conflict', `The authority ${authority.name} got another key meanwhile.`)
  if (authority.state !== 'active' && !(selfSigned && authority.state === 'draft')) throw unavailable(authority)
  const key = usableKey(ca, keyId, 'certificate')
  const signature = await signVerified(ca, key, tbs, signatureAlgorithm, signal)
  const der = assembleSigned(tbs, signatureAlgorithm, signature)
  const certificate = parseCertificate(der)
  if (!sameBytes(certificate.tbs, tbs))
    throw new ChanceryError('internal', 'The signed certificate is not the one that was prepared.')
  return { der, certificate }
}

/**
 * Asked before a serial is reserved: a locked vault refuses at once, instead of leaving something behind that waits. What
 * else keeps a key from signing is met when it signs.
 * @throws ChanceryError `locked`
 */
export async function requireUnlocked(ca: CaContext, keyId: number): Promise<void> {
  const key = getKey(reader(ca.store), keyId)
  if (key === undefined) return
  try {
    await openSigner(ca, key)
  } catch (error) {
    if (error instanceof ChanceryError && error.code === 'locked') throw error
  }
}

/** What a CRL is made of: the encoded TBSCertList, whose algorithm is the one given. */
export interface UnsignedCrl {
  readonly authorityId: number
  /** As a CrlBuilder gave it; the buffer around it is used for the rest of the CRL. */
  readonly tbs: Uint8Array
  readonly signatureAlgorithm: SignatureAlgorithmId
}

/**
 * Signs a CRL. A retired authority still signs those for what it issued.
 * @returns CertificateList, DER. @throws ChanceryError `not-ready`, `key-unavailable`, `locked`, `bad-signature`.
 */
export async function signCrl(ca: CaContext, crl: UnsignedCrl, signal?: AbortSignal): Promise<Uint8Array> {
  const authority = authorityOf(ca, crl.authorityId)
  if (authority.state !== 'active' && authority.state !== 'retired') throw unavailable(authority)
  const key = usableKey(ca, authority.keyId, 'crl')
  const signature = await signVerified(ca, key, crl.tbs, crl.signatureAlgorithm, signal)
  return assembleCrl(crl.tbs, crl.signatureAlgorithm, signature)
}

/** What an OCSP response is made of: ResponseData, encoded, and the key of the responder. */
export interface UnsignedOcsp {
  readonly authorityId: number
  /** The key of a delegated responder, or that of the authority. */
  readonly keyId: number
  readonly tbs: Uint8Array
  readonly signatureAlgorithm: SignatureAlgorithmId
}

/**
 * How often a signature is verified with the public key before it goes out. Certificates, CRLs, CSRs, and OCSP answers
 * that are kept for many are verified every time: a wrong one would stay out for hours or years. An OCSP answer with a
 * nonce is for one asker, who verifies it at once and asks again, and verifying costs three times what signing does; so
 * of those the first of a key is verified when the key is opened, and then one in SAMPLE. That holds for ECDSA alone: a
 * fault in an RSA signature by CRT, or in a deterministic one of Ed25519, can give the key away, and those are verified
 * every time whatever is asked. One that does not verify stops the key either way.
 */
export type Verifying = 'every' | 'samples'

/** Answers of which one is verified. */
const SAMPLE = 64

/** Signatures by each opened key; a key that is opened anew begins at its first, which is verified. */
const signed = new WeakMap<Signer, { count: number; broken: boolean }>()

/**
 * Signs ResponseData. The authority's own key signs in the states in which it signs CRLs; a delegated responder answers
 * also while that key is off line.
 * @returns the signature. @throws ChanceryError `not-ready`, `key-unavailable`, `locked`, `bad-signature`.
 */
export async function signOcsp(
  ca: CaContext,
  ocsp: UnsignedOcsp,
  verifying: Verifying,
  signal?: AbortSignal
): Promise<Uint8Array> {
  const authority = authorityOf(ca, ocsp.authorityId)
  if (authority.keyId === ocsp.keyId && authority.state !== 'active' && authority.state !== 'retired')
    throw unavailable(authority)
  const key = usableKey(ca, ocsp.keyId, 'ocsp')
  return await signOften(ca, key, ocsp.tbs, ocsp.signatureAlgorithm, verifying, signal)
}

/** What a time-stamp is signed over: signed attributes, encoded, and the key of the service. */
export interface UnsignedTimestamp {
  readonly keyId: number
  readonly attributes: Uint8Array
  readonly signatureAlgorithm: SignatureAlgorithmId
}

/**
 * Signs a time-stamp with the service's own key, whatever state its issuer is in. Samples are verified, as of OCSP
 * answers for one asker: who gets a stamp verifies it at once (RFC 3161 2.2).
 * @returns the signature. @throws ChanceryError `key-unavailable`, `locked`, `bad-signature`.
 */
export async function signTimestamp(
  ca: CaContext,
  stamp: UnsignedTimestamp,
  signal?: AbortSignal
): Promise<Uint8Array> {
  const key = usableKey(ca, stamp.keyId, 'timestamp')
  return signOften(ca, key, stamp.attributes, stamp.signatureAlgorithm, 'samples', signal)
}

/** What a message of a protocol is signed over: signed attributes, encoded, and the key of the service. */
export interface UnsignedCms {
  readonly keyId: number
  readonly attributes: Uint8Array
  readonly signatureAlgorithm: SignatureAlgorithmId
}

/**
 * Signs an answer of an enrolment protocol with the service's own key; every signature is verified.
 * @returns the signature. @throws ChanceryError `key-unavailable`, `locked`, `bad-signature`.
 */
export async function signCms(ca: CaContext, message: UnsignedCms, signal?: AbortSignal): Promise<Uint8Array> {
  const key = usableKey(ca, message.keyId, 'cms')
  return signVerified(ca, key, message.attributes, message.signatureAlgorithm, signal)
}

/**
 * Signs a bundle for another installation with the air-gap key of this one; every signature is verified.
 * @returns the signature. @throws ChanceryError `key-unavailable`, `locked`, `bad-signature`.
 */
export async function signBundle(ca: CaContext, bundle: UnsignedCms, signal?: AbortSignal): Promise<Uint8Array> {
  const key = usableKey(ca, bundle.keyId, 'bundle')
  return signVerified(ca, key, bundle.attributes, bundle.signatureAlgorithm, signal)
}

/** What evidence is signed over: signed attributes of CMS, or the certificate of an evidence key by itself. */
export interface UnsignedEvidence {
  readonly keyId: number
  readonly data: Uint8Array
  readonly signatureAlgorithm: SignatureAlgorithmId
}

/**
 * Signs an anchor of the audit log, or the archive of a ceremony, with an evidence key; every signature is verified.
 * @returns the signature. @throws ChanceryError `key-unavailable`, `locked`, `bad-signature`.
 */
export async function signEvidence(
  ca: CaContext,
  { keyId, data, signatureAlgorithm }: UnsignedEvidence,
  signal?: AbortSignal
): Promise<Uint8Array> {
  return signVerified(ca, usableKey(ca, keyId, 'audit'), data, signatureAlgorithm, signal)
}

/** What a CMP message is signed over: ProtectedPart, encoded, and the key of the service. */
export interface UnsignedCmp {
  readonly keyId: number
  readonly part: Uint8Array
  readonly signatureAlgorithm: SignatureAlgorithmId
}

/**
 * Signs the answer of a CMP service with the service's own key. Samples are verified, as of OCSP answers for one asker:
 * the client verifies it at once (RFC 9810 5.1.3.3).
 * @returns the signature. @throws ChanceryError `key-unavailable`, `locked`, `bad-signature`.
 */
export async function signCmp(ca: CaContext, message: UnsignedCmp, signal?: AbortSignal): Promise<Uint8Array> {
  const key = usableKey(ca, message.keyId, 'cmp')
  return signOften(ca, key, message.part, message.signatureAlgorithm, 'samples', signal)
}

/** Signs what is signed again and again by one key, and verifies as often as `Verifying` says. */
async function signOften(
  ca: CaContext,
  key: KeyRow,
  data: Uint8Array,
  algorithm: SignatureAlgorithmId,
  verifying: Verifying,
  signal: AbortSignal | undefined
): Promise<Uint8Array> {
  const signer = await openSigner(ca, key)
  const tally = signed.get(signer) ?? { count: 0, broken: false }
  signed.set(signer, tally)
  if (tally.broken) throw wrongSignature(key)
  const skip = verifying === 'samples' && algorithm.startsWith('ecdsa-') && tally.count % SAMPLE !== 0
  tally.count++
  if (skip) return await signBy(signer, key, data, algorithm, signal)
  try {
    // One small signature after the other by one key: the way through the thread pool costs more than the arithmetic.
    return await signVerified(ca, key, data, algorithm, signal, verifySignature)
  } catch (error) {
    if (error instanceof ChanceryError && error.code === 'bad-signature') tally.broken = true
    throw error
  }
}

/** What a CSR is made of: CertificationRequestInfo, encoded, for a key of ours. */
export interface UnsignedCsr {
  readonly keyId: number
  readonly info: Uint8Array
  readonly signatureAlgorithm: SignatureAlgorithmId
}

/** Signs a CSR with the key that it carries. @returns CertificationRequest, DER. @throws ChanceryError `key-unavailable`, `locked`, `bad-signature`. */
export async function signCsr(ca: CaContext, csr: UnsignedCsr, signal?: AbortSignal): Promise<Uint8Array> {
  const key = usableKey(ca, csr.keyId, 'csr')
  const signature = await signVerified(ca, key, csr.info, csr.signatureAlgorithm, signal)
  return assembleSigned(csr.info, csr.signatureAlgorithm, signature)
}

function authorityOf(ca: CaContext, id: number): AuthorityHead {
  const authority = getAuthorityHead(reader(ca.store), id)
  if (authority === undefined) throw new ChanceryError('not-found', `There is no authority with number ${id}.`)
  return authority
}

function unavailable(authority: AuthorityHead): ChanceryError {
  if (authority.state === 'key-offline')
    return new ChanceryError('key-unavailable', `The key of ${authority.name} is off line. Bring it back, then sign.`)
  return new ChanceryError('not-ready', `The authority ${authority.name} is ${authority.state} and does not sign.`)
}

/** A key row lists the kinds of signature that it may make, and whether it opens content keys. */
export function usableKey(ca: CaContext, keyId: number, purpose: KeyPurpose): KeyRow {
  const key = getKey(reader(ca.store), keyId)
  if (key === undefined) throw new ChanceryError('damaged', `Key ${keyId} is not in the database.`)
  if (key.destroyedAt !== null) throw new ChanceryError('key-unavailable', `The key ${key.label} was destroyed.`)
  if (!key.purposes.includes(purpose))
    throw new ChanceryError('forbidden', `The key ${key.label} may not be used for this (${purpose}).`)
  return key
}

async function signVerified(
  ca: CaContext,
  key: KeyRow,
  data: Uint8Array,
  algorithm: SignatureAlgorithmId,
  signal?: AbortSignal,
  verify: typeof verifySignature | typeof verifySignatureInPool = verifySignatureInPool
): Promise<Uint8Array> {
  const signer = await openSigner(ca, key)
  const signature = await signBy(signer, key, data, algorithm, signal)
  // `signer.spki` stays the same object, so that the key is imported for verifying once.
  if (!(await verify(signer.spki, algorithm, data, signature))) throw wrongSignature(key)
  return signature
}

function signBy(
  signer: Signer,
  key: KeyRow,
  data: Uint8Array,
  algorithm: SignatureAlgorithmId,
  signal: AbortSignal | undefined
): Promise<Uint8Array> {
  if (!signatureAllowed(algorithm, signer.algorithm))
    throw new ChanceryError(
      'invalid-input',
      `${algorithm} does not go with a ${signer.algorithm} key, or is not used for new signatures.`
    )
  if (!sameBytes(signer.spki, key.spki))
    throw new ChanceryError('damaged', `The private key ${key.label} does not belong to its public key.`)
  return signer.sign(data, algorithm, signal)
}

function wrongSignature(key: KeyRow): ChanceryError {
  return new ChanceryError(
    'bad-signature',
    `The key ${key.label} made a signature that does not verify. Do not use it until it was examined.`
  )
}

/** @returns the key, ready to be used. @throws ChanceryError `key-unavailable`, `locked`, `damaged` */
export async function openSigner(ca: CaContext, key: KeyRow): Promise<Signer> {
  if (!isKeyAlgorithmId(key.algorithm))
    throw new ChanceryError('damaged', `The key ${key.label} is stored with an unknown algorithm.`)
  if (key.location !== 'software') return openOnToken(ca, key, key.algorithm)
  if (key.sealed === null) throw new ChanceryError('key-unavailable', `The private key ${key.label} is not here.`)
  return await ca.keys.open({ context: `key:${key.id}`, algorithm: key.algorithm, spki: key.spki, sealed: key.sealed })
}
