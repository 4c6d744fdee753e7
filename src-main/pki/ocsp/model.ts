import type { GeneralName } from '../../../src-shared/model/general-name.ts'
import type { HashName, SignatureAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import type { RevocationReason } from '../../../src-shared/model/revocation.ts'
import type { AlgorithmIdentifier, Certificate, Extension, Name } from '../model.ts'

/** Object identifiers of RFC 6960 4.4 and 4.2.1. */
export const ocspIds = {
  basic: '1.3.6.1.5.5.7.48.1.1',
  nonce: '1.3.6.1.5.5.7.48.1.2',
  crlReference: '1.3.6.1.5.5.7.48.1.3',
  acceptableResponses: '1.3.6.1.5.5.7.48.1.4',
  archiveCutoff: '1.3.6.1.5.5.7.48.1.6',
  serviceLocator: '1.3.6.1.5.5.7.48.1.7',
  preferredAlgorithms: '1.3.6.1.5.5.7.48.1.8',
  extendedRevoked: '1.3.6.1.5.5.7.48.1.9'
} as const

/** Octets of the longest nonce (RFC 9654 2.1); the shortest has one. */
export const MAX_NONCE = 128

/** CertID, RFC 6960 4.1.1: which certificate is meant. */
export interface OcspCertId {
  readonly der: Uint8Array
  readonly hashOid: string
  /** null for a hash that is none of ours: such a certificate cannot be found. */
  readonly hash: HashName | null
  readonly issuerNameHash: Uint8Array
  readonly issuerKeyHash: Uint8Array
  /** Hex as in `Certificate.serial`. */
  readonly serial: string
}

/** One certificate asked about. */
export interface OcspQuestion {
  readonly certId: OcspCertId
  /** singleRequestExtensions. */
  readonly extensions: readonly Extension[]
}

/** The optional signature of a request, RFC 6960 4.1.2. */
export interface OcspRequestSignature {
  readonly algorithm: AlgorithmIdentifier
  readonly signature: Uint8Array
  readonly certificates: readonly Certificate[]
}

/** A parsed OCSPRequest, RFC 6960 4.1.1. */
export interface OcspRequest {
  readonly der: Uint8Array
  /** TBSRequest: the bytes that a signature covers. */
  readonly tbs: Uint8Array
  readonly requestorName: GeneralName | null
  readonly questions: readonly OcspQuestion[]
  readonly extensions: readonly Extension[]
  /** null where there is none; else 1 to 128 octets (RFC 9654 2.1). */
  readonly nonce: Uint8Array | null
  readonly signature: OcspRequestSignature | null
}

/** What an answer says of one certificate, RFC 6960 2.2. Times in Unix milliseconds. */
export type OcspCertStatus =
  | { readonly kind: 'good' | 'unknown' }
  | { readonly kind: 'revoked'; readonly revokedAt: number; readonly reason: RevocationReason | null }

/** SingleResponse, RFC 6960 4.2.1. */
export interface OcspAnswer {
  readonly certId: OcspCertId
  readonly status: OcspCertStatus
  readonly thisUpdate: number
  /** null: newer information is available all the time (4.2.2.1). */
  readonly nextUpdate: number | null
  /** singleExtensions. */
  readonly extensions: readonly Extension[]
}

/** One answer to be encoded. */
export interface NewOcspAnswer {
  /** CertID as DER: that of the question. */
  readonly certId: Uint8Array
  readonly status: OcspCertStatus
  readonly thisUpdate: number
  readonly nextUpdate: number | null
  /** Made by the encoders of extensions.ts. */
  readonly extensions?: readonly Extension[]
}

/** Who signed, RFC 6960 4.2.1: by the subject of the certificate or by the SHA-1 of its key. */
export type OcspResponderId =
  { readonly kind: 'name'; readonly name: Name } | { readonly kind: 'key'; readonly keyHash: Uint8Array }

/** What a ResponseData is made of. */
export interface OcspResponseFields {
  /** From `responderByName` or `responderByKey`. */
  readonly responderId: Uint8Array
  /** Unix milliseconds. */
  readonly producedAt: number
  readonly answers: readonly NewOcspAnswer[]
  /** responseExtensions: the nonce, extended-revoked. */
  readonly extensions?: readonly Extension[]
}

/** Everything of a BasicOCSPResponse but ResponseData. */
export interface OcspSignature {
  readonly algorithm: SignatureAlgorithmId
  readonly signature: Uint8Array
  /** Certificates sent along, DER; a delegated responder's own first (RFC 6960 4.2.2.2). */
  readonly certificates: readonly Uint8Array[]
}

/** OCSPResponseStatus without `successful`, RFC 6960 4.2.1; 4 is not used. */
export const ocspErrorCodes = {
  malformedRequest: 1,
  internalError: 2,
  tryLater: 3,
  sigRequired: 5,
  unauthorized: 6
} as const
export type OcspError = keyof typeof ocspErrorCodes

/** A parsed OCSPResponse. */
export type OcspResponse =
  { readonly kind: 'error'; readonly error: OcspError } | { readonly kind: 'basic'; readonly basic: BasicOcspResponse }

/** A parsed BasicOCSPResponse, RFC 6960 4.2.1. Its signature is not checked by reading it: `verifyOcspResponse` does. */
export interface BasicOcspResponse {
  readonly der: Uint8Array
  /** ResponseData: the signed bytes. */
  readonly tbs: Uint8Array
  readonly responderId: OcspResponderId
  readonly producedAt: number
  readonly answers: readonly OcspAnswer[]
  readonly extensions: readonly Extension[]
  readonly nonce: Uint8Array | null
  readonly signatureAlgorithm: AlgorithmIdentifier
  readonly signature: Uint8Array
  readonly certificates: readonly Certificate[]
}
