import type { GeneralName } from '../../../src-shared/model/general-name.ts'
import type { CertReqMsg, CertTemplate } from '../crmf.ts'
import type { AlgorithmIdentifier, Certificate, CertificationRequest, Extension } from '../model.ts'

/** PKIFailureInfo (RFC 9810 5.2.3): name and bit. */
export const cmpFailures = {
  badAlg: 0,
  badMessageCheck: 1,
  badRequest: 2,
  badTime: 3,
  badCertId: 4,
  badDataFormat: 5,
  wrongAuthority: 6,
  incorrectData: 7,
  missingTimeStamp: 8,
  badPOP: 9,
  certRevoked: 10,
  certConfirmed: 11,
  wrongIntegrity: 12,
  badRecipientNonce: 13,
  timeNotAvailable: 14,
  unacceptedPolicy: 15,
  unacceptedExtension: 16,
  addInfoNotAvailable: 17,
  badSenderNonce: 18,
  badCertTemplate: 19,
  signerNotTrusted: 20,
  transactionIdInUse: 21,
  unsupportedVersion: 22,
  notAuthorized: 23,
  systemUnavail: 24,
  systemFailure: 25,
  duplicateCertReq: 26
} as const
export type CmpFailure = keyof typeof cmpFailures

/** PKIStatus (RFC 9810 5.2.3). */
export const cmpStatuses = {
  accepted: 0,
  grantedWithMods: 1,
  rejection: 2,
  waiting: 3,
  revocationWarning: 4,
  revocationNotification: 5,
  keyUpdateWarning: 6
} as const
export type CmpStatus = keyof typeof cmpStatuses

/** PKIStatusInfo. */
export interface StatusInfo {
  readonly status: CmpStatus
  readonly texts: readonly string[]
  readonly failures: readonly CmpFailure[]
}

/** Types of general information and general messages (RFC 9810 5.1.1, 5.3.19; RFC 9480 2.14 to 2.17). */
export const infoTypes = {
  caProtEncCert: '1.3.6.1.5.5.7.4.1',
  signKeyPairTypes: '1.3.6.1.5.5.7.4.2',
  currentCrl: '1.3.6.1.5.5.7.4.6',
  unsupportedOids: '1.3.6.1.5.5.7.4.7',
  implicitConfirm: '1.3.6.1.5.5.7.4.13',
  confirmWaitTime: '1.3.6.1.5.5.7.4.14',
  caCerts: '1.3.6.1.5.5.7.4.17',
  rootCaKeyUpdate: '1.3.6.1.5.5.7.4.18',
  certReqTemplate: '1.3.6.1.5.5.7.4.19',
  rootCaCert: '1.3.6.1.5.5.7.4.20',
  certProfile: '1.3.6.1.5.5.7.4.21',
  crlStatusList: '1.3.6.1.5.5.7.4.22',
  crls: '1.3.6.1.5.5.7.4.23'
} as const

/** InfoTypeAndValue. */
export interface Info {
  readonly oid: string
  /** One DER element; null where absent. */
  readonly value: Uint8Array | null
}

/** PKIHeader (RFC 9810 5.1.1). Identifiers and nonces are views on the message. */
export interface PkiHeader {
  readonly der: Uint8Array
  readonly version: number
  readonly sender: GeneralName
  /** The same as it came, for the recipient of the answer. */
  readonly senderDer: Uint8Array
  readonly recipient: GeneralName
  readonly time: number | null
  readonly protection: AlgorithmIdentifier | null
  readonly senderKeyId: Uint8Array | null
  readonly recipientKeyId: Uint8Array | null
  readonly transactionId: Uint8Array | null
  readonly senderNonce: Uint8Array | null
  readonly recipientNonce: Uint8Array | null
  readonly info: readonly Info[]
}

/** CertResponse (RFC 9810 5.3.4). */
export interface CertResponse {
  readonly id: string
  readonly status: StatusInfo
  readonly certificate: Certificate | null
  /** EnvelopedData, the content without its type (RFC 9483 4.1.6); null where the key was not made here. */
  readonly privateKey: Uint8Array | null
}

/** RevDetails (RFC 9810 5.3.9). */
export interface RevDetails {
  readonly template: CertTemplate
  readonly extensions: readonly Extension[]
}

/** CertStatus of a confirmation (RFC 9810 5.3.18). */
export interface CertStatus {
  readonly certHash: Uint8Array
  readonly id: string
  readonly status: StatusInfo | null
  /** OID of the hash where it is not that of the certificate's signature; null where absent. */
  readonly hashOid: string | null
}

export interface PollAnswer {
  readonly id: string
  /** Seconds. */
  readonly checkAfter: number
  readonly texts: readonly string[]
}

/** PKIBody (RFC 9810 5.1.2), what of it is spoken here. */
export type PkiBody =
  | { readonly kind: 'ir' | 'cr' | 'kur'; readonly requests: readonly CertReqMsg[] }
  | { readonly kind: 'p10cr'; readonly csr: CertificationRequest }
  | {
      readonly kind: 'ip' | 'cp' | 'kup'
      readonly caPubs: readonly Certificate[]
      readonly responses: readonly CertResponse[]
    }
  | { readonly kind: 'rr'; readonly details: readonly RevDetails[] }
  | { readonly kind: 'rp'; readonly statuses: readonly StatusInfo[] }
  | { readonly kind: 'pkiconf' }
  /** Messages as they came, each DER. */
  | { readonly kind: 'nested'; readonly messages: readonly Uint8Array[] }
  | { readonly kind: 'genm' | 'genp'; readonly infos: readonly Info[] }
  | { readonly kind: 'error'; readonly status: StatusInfo; readonly details: readonly string[] }
  | { readonly kind: 'certConf'; readonly statuses: readonly CertStatus[] }
  | { readonly kind: 'pollReq'; readonly ids: readonly string[] }
  | { readonly kind: 'pollRep'; readonly answers: readonly PollAnswer[] }
  | { readonly kind: 'other'; readonly number: number }

/** PKIMessage (RFC 9810 5.1). */
export interface PkiMessage {
  readonly der: Uint8Array
  readonly header: PkiHeader
  readonly body: PkiBody
  /** ProtectedPart (5.1.3), which MAC or signature is over. */
  readonly protectedPart: Uint8Array
  readonly protection: Uint8Array | null
  readonly extraCertificates: readonly Certificate[]
}

/** Tags of PKIBody. */
export const bodyTags = {
  ir: 0,
  ip: 1,
  cr: 2,
  cp: 3,
  p10cr: 4,
  kur: 7,
  kup: 8,
  rr: 11,
  rp: 12,
  pkiconf: 19,
  nested: 20,
  genm: 21,
  genp: 22,
  error: 23,
  certConf: 24,
  pollReq: 25,
  pollRep: 26
} as const
export type BodyKind = keyof typeof bodyTags
