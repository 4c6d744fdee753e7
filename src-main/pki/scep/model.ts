import type { HashName } from '../../../src-shared/model/algorithm.ts'
import type { CmsSignedBy } from '../cms.ts'
import type { Certificate } from '../model.ts'

/** Attribute types of RFC 8894 3.2.1, which Cisco and Verisign gave out before; failInfoText of 3.2.1.4. */
export const scepAttributes = {
  messageType: '2.16.840.1.113733.1.9.2',
  pkiStatus: '2.16.840.1.113733.1.9.3',
  failInfo: '2.16.840.1.113733.1.9.4',
  senderNonce: '2.16.840.1.113733.1.9.5',
  recipientNonce: '2.16.840.1.113733.1.9.6',
  transactionId: '2.16.840.1.113733.1.9.7',
  failInfoText: '1.3.6.1.5.5.7.24.1'
} as const

/** RFC 8894 3.2.1.2; UpdateReq is of the drafts before it. */
export const scepMessageTypes = {
  CertRep: '3',
  RenewalReq: '17',
  UpdateReq: '18',
  PKCSReq: '19',
  CertPoll: '20',
  GetCert: '21',
  GetCRL: '22'
} as const
export type ScepMessageType = keyof typeof scepMessageTypes

/** RFC 8894 3.2.1.3. */
export const scepStatuses = { success: '0', failure: '2', pending: '3' } as const
export type ScepStatus = keyof typeof scepStatuses

/** RFC 8894 3.2.1.4. */
export const scepFailures = {
  badAlg: '0',
  badMessageCheck: '1',
  badRequest: '2',
  badTime: '3',
  badCertId: '4'
} as const
export type ScepFailure = keyof typeof scepFailures

/** A pkiMessage (RFC 8894 3.2) whose signature was verified with the certificate that it carries. */
export interface ScepMessage {
  readonly type: ScepMessageType
  readonly transactionId: string
  /** The same as it stands in the message, DER: it goes back like that. */
  readonly transactionDer: Uint8Array
  readonly senderNonce: Uint8Array
  readonly recipientNonce: Uint8Array | null
  readonly status: ScepStatus | null
  readonly failure: ScepFailure | null
  readonly failureText: string | null
  /** pkcsPKIEnvelope, DER; null in a failure and in what is pending. */
  readonly envelope: Uint8Array | null
  readonly signedBy: CmsSignedBy
  /** How the sender hashes. */
  readonly digest: HashName
  /** All that the message carries. */
  readonly certificates: readonly Certificate[]
}
