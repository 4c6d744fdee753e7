import type { HashName, SignatureAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import type { AlgorithmIdentifier, Certificate, Name, RequestAttribute } from '../model.ts'

/** Content types: RFC 5652 4, 5; RFC 3161 2.4.2. */
export const contentTypes = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  timeStampInfo: '1.2.840.113549.1.9.16.1.4'
} as const

/** Which certificate a signer has, RFC 5652 5.3. */
export type SignerId =
  | { readonly kind: 'issuer-serial'; readonly issuer: Name; readonly serial: string }
  | { readonly kind: 'key-id'; readonly keyId: Uint8Array }

/** A parsed SignerInfo, RFC 5652 5.3. */
export interface CmsSigner {
  readonly id: SignerId
  readonly digestOid: string
  /** null for a hash that is none of ours. */
  readonly digest: HashName | null
  /** null where the signature is over the content itself. */
  readonly attributes: readonly RequestAttribute[] | null
  /** The attributes as the SET OF that is signed. */
  readonly attributesDer: Uint8Array | null
  readonly signatureAlgorithm: AlgorithmIdentifier
  readonly signature: Uint8Array
  readonly unsignedAttributes: readonly RequestAttribute[]
}

/** A parsed SignedData, RFC 5652 5.1. */
export interface SignedData {
  readonly contentType: string
  /** What is inside the OCTET STRING; null for a detached signature. */
  readonly content: Uint8Array | null
  /** X.509 certificates; other kinds are passed over. */
  readonly certificates: readonly Certificate[]
  /** DER. */
  readonly crls: readonly Uint8Array[]
  readonly signers: readonly CmsSigner[]
}

/** Names a signer in a new SignerInfo: issuer (Name as DER) and serial, or the subject key identifier. */
export type NewSignerId = { readonly issuer: Uint8Array; readonly serial: string } | { readonly keyId: Uint8Array }

/** A signature that goes into a new SignedData. */
export interface NewCmsSigner {
  readonly id: NewSignerId
  readonly signatureAlgorithm: SignatureAlgorithmId
  /** From `signedAttributes`; null where the signature is over content of the type data itself. */
  readonly attributes: Uint8Array | null
  readonly signature: Uint8Array
  readonly unsignedAttributes?: readonly RequestAttribute[]
}

/** What a new SignedData is made of. */
export interface SignedDataFields {
  readonly contentType: string
  /** null: detached. */
  readonly content: Uint8Array | null
  readonly signers: readonly NewCmsSigner[]
  /** DER. */
  readonly certificates: readonly Uint8Array[]
  readonly crls?: readonly Uint8Array[]
}
