import type { AlgorithmIdentifier, Extension, Name, PublicKeyInfo } from '../model.ts'

/** AttributeTypeAndValue of a control or of registration information (RFC 4211 6, 7). */
export interface TypeAndValue {
  readonly oid: string
  /** The value as one DER element. */
  readonly value: Uint8Array
}

/** CertTemplate (RFC 4211 5): what a certificate is to say, or which one is meant. Absent fields are null. */
export interface CertTemplate {
  readonly der: Uint8Array
  readonly serial: string | null
  readonly issuer: Name | null
  /** Unix ms; either end may be missing. */
  readonly validity: { readonly notBefore: number | null; readonly notAfter: number | null } | null
  readonly subject: Name | null
  /** Without key bits it only says of which kind the key is to be (RFC 9483 4.1.6). */
  readonly publicKey: PublicKeyInfo | null
  readonly extensions: readonly Extension[]
}

/** How who asks shows that the private key is there (RFC 4211 4). */
export type Possession =
  /** A registration authority looked. */
  | { readonly kind: 'raVerified' }
  | {
      readonly kind: 'signature'
      readonly algorithm: AlgorithmIdentifier
      readonly signature: Uint8Array
      /** POPOSigningKeyInput is there, which takes the place of the CertRequest under the signature. */
      readonly otherInput: boolean
    }
  | { readonly kind: 'keyEncipherment' }
  | { readonly kind: 'keyAgreement' }

/** CertReqMsg (RFC 4211 3). */
export interface CertReqMsg {
  readonly der: Uint8Array
  /** CertRequest, which the proof signs. */
  readonly request: Uint8Array
  /** Hex as in `Certificate.serial`. */
  readonly id: string
  readonly template: CertTemplate
  readonly controls: readonly TypeAndValue[]
  readonly possession: Possession | null
  /** regInfo (RFC 4211 7): text for people of another design; nothing is decided by it. */
  readonly registration: readonly TypeAndValue[]
}

/** Controls, registration information and templates of RFC 4211 6, 7 and RFC 9480 2.16. */
export const crmfControls = {
  regToken: '1.3.6.1.5.5.7.5.1.1',
  authenticator: '1.3.6.1.5.5.7.5.1.2',
  oldCertId: '1.3.6.1.5.5.7.5.1.5',
  algId: '1.3.6.1.5.5.7.5.1.11',
  rsaKeyLength: '1.3.6.1.5.5.7.5.1.12',
  utf8Pairs: '1.3.6.1.5.5.7.5.2.1'
} as const
