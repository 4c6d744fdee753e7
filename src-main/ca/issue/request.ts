import type { Actor, Channel } from '../../../src-shared/model/channel.ts'
import type { ProfileContent } from '../../../src-shared/model/profile.ts'
import type { AskedContent, Overrides, RequestKind } from '../../../src-shared/model/request.ts'
import type { Writer } from '../../store/connection.ts'
import type { Extension } from '../../pki/model.ts'
import type { ClaimedControl } from '../validation/host-proof.ts'

/** How the door knows that who asks holds the private key. */
export type ProofOfPossession =
  /** A PKCS#10 request that signs itself; verified here, whoever verified it before. */
  | { readonly kind: 'csr'; readonly der: Uint8Array }
  /** The private key is in the vault under this row. */
  | { readonly kind: 'key-held'; readonly keyId: number }
  /** The same key as an earlier certificate of ours, whose proof still stands. */
  | { readonly kind: 'previous'; readonly certificateId: number }
  /** A CertReqMsg of RFC 4211 that signs itself; verified here. */
  | { readonly kind: 'crmf'; readonly der: Uint8Array }
  /**
   * Either of the two that was verified when it came, and out of which a secret was taken before it was stored: its
   * signature cannot be verified again. Only a stored request is proven so.
   */
  | { readonly kind: 'verified-before'; readonly form: 'csr' | 'crmf'; readonly der: Uint8Array }
  /** A registration authority says that it has verified the key (RFC 4211 4, raVerified). The channel knows that it may. */
  | { readonly kind: 'vouched'; readonly by: string }

/** What only the engine may say, for certificates of authorities and services under built-in profiles. */
export interface EngineContent {
  /** Fields that take the place of the profile's own: name constraints, path length, policies, validity … */
  readonly content?: Partial<ProfileContent>
  /** The subject name byte for byte, where it exists already. */
  readonly subject?: Uint8Array
  /** The authority signs its own certificate (root, or the next certificate of a root). */
  readonly selfSigned?: boolean
  /** Extensions beyond what profiles speak of, e.g. policy mappings of a cross certificate. */
  readonly extensions?: readonly Extension[]
}

/** One ask for a certificate, from whichever channel. */
export interface IssuanceRequest {
  /** Takes the profile's current revision. One of the two is given. */
  readonly profileId?: number
  readonly profileRevisionId?: number
  /** Left out: the authority to which the profile is bound. */
  readonly authorityId?: number
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Uint8Array
  readonly proofOfPossession: ProofOfPossession
  readonly asked: AskedContent
  readonly overrides?: Overrides | null
  readonly actor: Actor
  /** Who asks, as the channel knows them; kept as JSON. */
  readonly requester?: unknown
  /** The same in one line. */
  readonly requesterText: string
  /** Names of the roles of who asks. */
  readonly requesterRoles: readonly string[]
  readonly channel: Channel
  readonly kind: RequestKind
  readonly previousCertificateId?: number
  /** What the channel knows of the control of names. */
  readonly control?: ClaimedControl
  /** Repeating it finds the first answer again. Protocols put their own name in front. */
  readonly transactionId?: string
  readonly note?: string
  /** Row of the private key where Chancery made it. */
  readonly keyId?: number
  /** Runs in the transaction that records the certificate. */
  readonly link?: (tx: Writer, certificateId: number) => void
  readonly engine?: EngineContent
  /** Sees the TBSCertificate before a serial is reserved for it; what it throws refuses the request, and nothing is signed. */
  readonly inspect?: (tbs: Uint8Array) => void
}

export type IssuanceOutcome =
  | { readonly kind: 'issued'; readonly requestId: number; readonly certificateId: number; readonly der: Uint8Array }
  | { readonly kind: 'pending'; readonly requestId: number }
