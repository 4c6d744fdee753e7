import { hash } from 'node:crypto'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { signatureAlgorithms, type SignatureAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import { sameBytes } from '../der/hex.ts'
import { DerReader } from '../der/reader.ts'
import { NULL } from '../der/tags.ts'
import { findExtension } from '../extensions/decode.ts'
import type { AlgorithmIdentifier, Certificate, PublicKeyInfo } from '../model.ts'
import { verifySignature } from '../verify.ts'
import { attributeIds, singleAttribute } from './attributes.ts'
import { contentTypes, type CmsSigner, type SignedData } from './model.ts'

/** RFC 3370 3.2: an RSA signature whose hash is that of the digest algorithm. */
export const rsaEncryption = '1.2.840.113549.1.1.1'

/** Who signed a message. */
export interface CmsSignedBy {
  readonly signer: CmsSigner
  readonly certificate: Certificate
}

export interface CmsVerification {
  /** What was signed, where the message does not carry it. */
  readonly content?: Uint8Array
  /** Certificates that a signer may have, besides those in the message. */
  readonly certificates?: readonly Certificate[]
}

/**
 * Verifies every signer of a message (RFC 5652 5.4, 5.6): content type and digest in the signed attributes, one hash for
 * content and signature (RFC 8933 3), and the signature by the certificate that the signer names. Whether these
 * certificates are to be trusted is for path validation.
 * @returns the signers with their certificates, in the order of the message; at least one.
 * @throws ChanceryError `bad-signature` saying which rule is broken; `invalid-input` where the content is nowhere.
 */
export function verifySignedData(data: SignedData, given: CmsVerification = {}): CmsSignedBy[] {
  if (data.signers.length === 0) throw refused('it has no signer')
  const content = data.content ?? given.content
  if (content === undefined)
    throw new ChanceryError('invalid-input', 'The signature is detached: the content that it is over is needed too.')
  const known = [...data.certificates, ...(given.certificates ?? [])]
  return data.signers.map((signer) => verifySigner(signer, data.contentType, content, known))
}

/** Verifies one signer, as `verifySignedData`; also for a countersignature, whose content is a signature (RFC 5652 11.4). */
export function verifySigner(
  signer: CmsSigner,
  contentType: string | null,
  content: Uint8Array,
  known: readonly Certificate[]
): CmsSignedBy {
  const { algorithm, data } = signedBytes(signer, contentType, content)
  const named = known.filter((certificate) => isSignerOf(certificate, signer))
  if (named.length === 0) throw refused('the certificate of the signer is not there')
  const certificate = named.find(({ publicKey }) => verifySignature(publicKey, algorithm, data, signer.signature))
  if (certificate === undefined) throw refused('the signature does not verify with the certificate of the signer')
  return { signer, certificate }
}

/**
 * Verifies one signer by its public key alone, for messages that are signed before there is a certificate for the key
 * (RFC 5272 3.2).
 * @throws ChanceryError `bad-signature`
 */
export function verifySignerKey(
  signer: CmsSigner,
  contentType: string,
  content: Uint8Array,
  publicKey: PublicKeyInfo
): void {
  const { algorithm, data } = signedBytes(signer, contentType, content)
  if (!verifySignature(publicKey, algorithm, data, signer.signature))
    throw refused('the signature does not verify with the key of the request')
}

/** @returns what was signed and how, after all that can be checked without the key. */
function signedBytes(
  signer: CmsSigner,
  contentType: string | null,
  content: Uint8Array
): { readonly algorithm: SignatureAlgorithmId | AlgorithmIdentifier; readonly data: Uint8Array } {
  const algorithm = algorithmOf(signer)
  if (signer.attributes === null) {
    if (contentType !== null && contentType !== contentTypes.data)
      throw refused('signed attributes are missing, which content of its type needs (RFC 5652 5.3)')
  } else checkAttributes(signer, contentType, content)
  return { algorithm, data: signer.attributesDer ?? content }
}

function refused(why: string): ChanceryError {
  return new ChanceryError('bad-signature', `The signed message is not valid: ${why}.`)
}

/** RFC 5652 11.1, 11.2; a countersignature has no content type (11.4). */
function checkAttributes(signer: CmsSigner, contentType: string | null, content: Uint8Array): void {
  const attributes = signer.attributes ?? []
  if (contentType !== null) {
    const type = singleAttribute(attributes, attributeIds.contentType)
    if (type === null || oidOf(type) !== contentType)
      throw refused('the signed content type is missing or another one (RFC 5652 11.1)')
  }
  const value = singleAttribute(attributes, attributeIds.messageDigest)
  if (value === null) throw refused('the signed digest is missing (RFC 5652 11.2)')
  if (signer.digest === null) throw refused(`the hash ${signer.digestOid} is not known`)
  const reader = new DerReader(value, 'message digest')
  const expected = reader.octets()
  reader.finish()
  if (!sameBytes(hash(signer.digest, content, 'buffer'), expected))
    throw refused('the content is not the one that was signed: its digest differs')
}

function oidOf(value: Uint8Array): string {
  const reader = new DerReader(value, 'content type')
  const oid = reader.oidText()
  reader.finish()
  return oid
}

/** @returns how the signature was made. @throws ChanceryError `bad-signature` for hashes that differ, and algorithms that are not known. */
function algorithmOf(signer: CmsSigner): SignatureAlgorithmId | AlgorithmIdentifier {
  const { signatureAlgorithm, digest } = signer
  if (signatureAlgorithm.oid === rsaEncryption) {
    const { parameters } = signatureAlgorithm
    const plain = parameters === null || (parameters.length === 2 && parameters[0] === NULL)
    if (digest === null || !plain) throw refused(`the hash ${signer.digestOid} is not known`)
    return `rsa-pkcs1-${digest}`
  }
  if (signatureAlgorithm.id === null)
    throw refused(`the signature algorithm ${signatureAlgorithm.oid} is not known, or its parameters are wrong`)
  const own = signatureAlgorithms[signatureAlgorithm.id].hash
  if (own !== null && own !== digest) throw refused('content and signature are hashed in different ways (RFC 8933 3)')
  return signatureAlgorithm
}

function isSignerOf(certificate: Certificate, { id }: CmsSigner): boolean {
  if (id.kind === 'issuer-serial') return certificate.serial === id.serial && certificate.issuer.key === id.issuer.key
  const keyId = findExtension(certificate, 'subjectKeyIdentifier')
  return keyId !== undefined && sameBytes(keyId, id.keyId)
}
