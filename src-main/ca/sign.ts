import { ChanceryError } from '../../src-shared/errors.ts'
import { isKeyAlgorithmId, signatureAllowed, type SignatureAlgorithmId } from '../../src-shared/model/algorithm.ts'
import type { KeyPurpose, Signer } from '../keys/signer.ts'
import { assembleSigned } from '../pki/certificate-builder.ts'
import { parseCertificate } from '../pki/certificate.ts'
import { sameBytes } from '../pki/der/hex.ts'
import { verifySignature, verifySignatureInPool } from '../pki/verify.ts'
import type { Certificate } from '../pki/model.ts'
import { getAuthorityHead, type AuthorityHead } from '../store/authorities.ts'
import { getKey, type KeyRow } from '../store/keys.ts'
import { reader } from '../store/store.ts'
import type { CaContext } from './context.ts'
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

/** What a CRL is made of: the encoded TBSCertList, whose algorithm is the one given. */
export interface UnsignedCrl {
  readonly authorityId: number
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
  return assembleSigned(crl.tbs, crl.signatureAlgorithm, signature)
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
 * Signs ResponseData. The authority's own key signs in the states in which it signs CRLs; a delegated responder answers
 * also while that key is off line.
 * @returns the signature. @throws ChanceryError `not-ready`, `key-unavailable`, `locked`, `bad-signature`.
 */
export async function signOcsp(ca: CaContext, ocsp: UnsignedOcsp, signal?: AbortSignal): Promise<Uint8Array> {
  const authority = authorityOf(ca, ocsp.authorityId)
  if (authority.keyId === ocsp.keyId && authority.state !== 'active' && authority.state !== 'retired')
    throw unavailable(authority)
  const key = usableKey(ca, ocsp.keyId, 'ocsp')
  // One small signature after the other by one key: the way through the thread pool costs more than the arithmetic.
  return signVerified(ca, key, ocsp.tbs, ocsp.signatureAlgorithm, signal, verifySignature)
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

/** A key row lists the kinds of signature that it may make. */
function usableKey(ca: CaContext, keyId: number, purpose: KeyPurpose): KeyRow {
  const key = getKey(reader(ca.store), keyId)
  if (key === undefined) throw new ChanceryError('damaged', `Key ${keyId} is not in the database.`)
  if (key.destroyedAt !== null) throw new ChanceryError('key-unavailable', `The key ${key.label} was destroyed.`)
  if (!key.purposes.includes(purpose))
    throw new ChanceryError('forbidden', `The key ${key.label} may not sign this kind of object (${purpose}).`)
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
  if (!signatureAllowed(algorithm, signer.algorithm))
    throw new ChanceryError(
      'invalid-input',
      `${algorithm} does not go with a ${signer.algorithm} key, or is not used for new signatures.`
    )
  if (!sameBytes(signer.spki, key.spki))
    throw new ChanceryError('damaged', `The private key ${key.label} does not belong to its public key.`)
  const signature = await signer.sign(data, algorithm, signal)
  // `signer.spki` stays the same object, so that the key is imported for verifying once.
  if (!(await verify(signer.spki, algorithm, data, signature)))
    throw new ChanceryError(
      'bad-signature',
      `The key ${key.label} made a signature that does not verify. Do not use it until it was examined.`
    )
  return signature
}

async function openSigner(ca: CaContext, key: KeyRow): Promise<Signer> {
  if (!isKeyAlgorithmId(key.algorithm) || key.sealed === null)
    throw new ChanceryError('key-unavailable', `The private key ${key.label} is not here.`)
  return ca.keys.open({ context: `key:${key.id}`, algorithm: key.algorithm, spki: key.spki, sealed: key.sealed })
}
