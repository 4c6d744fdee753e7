import type { GeneralName } from '../../../src-shared/model/general-name.ts'
import type { HashName } from '../../../src-shared/model/algorithm.ts'
import type { Extension } from '../model.ts'

/** MessageImprint, RFC 3161 2.4.1: the hash of what is stamped. */
export interface MessageImprint {
  /** As found, so that a token carries the octets of its request. */
  readonly der: Uint8Array
  readonly hashOid: string
  /** null for a hash that is none of ours. */
  readonly hash: HashName | null
  readonly hashed: Uint8Array
}

/** TimeStampReq, RFC 3161 2.4.1. */
export interface TimeStampRequest {
  readonly imprint: MessageImprint
  /** OID of the policy asked for, null where any will do. */
  readonly policy: string | null
  /** Hex as in `Certificate.serial`, null where there is none. */
  readonly nonce: string | null
  /** Whether the certificate of the time-stamp authority is to be in the token. */
  readonly certificateWanted: boolean
  readonly extensions: readonly Extension[]
}

/** Accuracy, RFC 3161 2.4.2: how far from UTC the time may be. */
export interface Accuracy {
  readonly seconds: number
  readonly millis: number
  readonly micros: number
}

/** TSTInfo, RFC 3161 2.4.2. */
export interface TimeStampInfo {
  readonly policy: string
  readonly imprint: MessageImprint
  /** Hex as in `Certificate.serial`. */
  readonly serial: string
  /** Unix milliseconds, with the fraction that the token has. */
  readonly time: number
  readonly accuracy: Accuracy | null
  readonly ordering: boolean
  readonly nonce: string | null
  readonly authority: GeneralName | null
  readonly extensions: readonly Extension[]
}

/** What a new TSTInfo is made of. */
export interface NewTimeStampInfo {
  readonly policy: string
  /** `MessageImprint.der` of the request. */
  readonly imprint: Uint8Array
  readonly serial: string
  /** Unix milliseconds; written with its fraction of a second, down to microseconds, where it has any. */
  readonly time: number
  readonly accuracy?: Accuracy
  readonly ordering?: boolean
  readonly nonce?: string | null
  /** The name of the time-stamp authority: a subject name of its certificate (RFC 3161 2.4.2), GeneralName as DER. */
  readonly authority?: Uint8Array
}

/** PKIStatus of RFC 3161 2.4.2 with its number. */
export const timeStampStatuses = {
  granted: 0,
  grantedWithMods: 1,
  rejection: 2,
  waiting: 3,
  revocationWarning: 4,
  revocationNotification: 5
} as const
export type TimeStampStatus = keyof typeof timeStampStatuses

/** PKIFailureInfo of RFC 3161 2.4.2 with its bit. */
export const timeStampFailures = {
  badAlg: 0,
  badRequest: 2,
  badDataFormat: 5,
  timeNotAvailable: 14,
  unacceptedPolicy: 15,
  unacceptedExtension: 16,
  addInfoNotAvailable: 17,
  systemFailure: 25
} as const
export type TimeStampFailure = keyof typeof timeStampFailures

/** TimeStampResp, RFC 3161 2.4.2. */
export interface TimeStampResponse {
  readonly status: TimeStampStatus
  readonly texts: readonly string[]
  readonly failures: readonly TimeStampFailure[]
  /** ContentInfo as DER; null unless granted. */
  readonly token: Uint8Array | null
}
