import type { CaaAsker } from './caa-property.ts'

/**
 * What other perspectives are asked to look at. Names are A-labels without a dot at the end; the fields are what the
 * validators of this folder looked at themselves.
 */
export type CorroborationCheck = DomainCorroboration | CaaCorroboration

export interface DomainCorroboration {
  readonly kind: 'domain'
  /** A host name or address; never with an asterisk. */
  readonly target: string
  readonly by:
    /** File under `/.well-known/pki-validation/`; the body holds exactly the value. */
    | { readonly method: 'file'; readonly path: string; readonly value: string }
    /** A TXT record at `label` (with underscore) below the target that equals the value. */
    | { readonly method: 'txt'; readonly label: string; readonly value: string }
    | { readonly method: 'http-01'; readonly token: string; readonly keyAuthorization: string }
    /** RFC 8555 8.4: the digest that the record holds, base64url. */
    | { readonly method: 'dns-01'; readonly digest: string }
    /** The digest in the certificate, RFC 8737 3. */
    | { readonly method: 'tls-alpn-01'; readonly keyAuthorization: string }
}

export interface CaaCorroboration {
  readonly kind: 'caa'
  /** A host name, `*.` and a host name, or the domain of a mailbox. */
  readonly target: string
  readonly purpose: 'tls' | 'mail'
  /** The names by which records may mean the authority. */
  readonly identities: readonly string[]
  /** Who asks, so that the parameters of RFC 8657 are judged in what each perspective saw; absent leaves them to our own look. */
  readonly asker?: CaaAsker
}

/** What came of it. What could not be asked is `not-performed`, never `verified`. */
export interface MpicFinding {
  readonly outcome: 'verified' | 'failed' | 'not-performed'
  /** Stable id, e.g. `mpic.quorum`, `mpic.unreachable`. */
  readonly rule: string
  /** In a sentence for people, with the arithmetic: "5 of 6 perspectives saw the same; 5 are needed." */
  readonly reason: string
  /** Where it was looked at from: the coordinator and the codes of its perspectives. */
  readonly from: string
  /** What was done and seen, in order. */
  readonly steps: readonly string[]
  /** Rows of the perspectives and everything that the screens show; goes into the evidence as JSON. */
  readonly detail: unknown
  /** The exchange as it was, without secrets; cut where the evidence cuts it. */
  readonly raw: Uint8Array | null
  /** Until when it may be used again, milliseconds of the epoch; null: not again. */
  readonly usableUntil: number | null
}

/** Other places from which the same is looked at (BR 3.2.2.9). */
export interface Perspectives {
  /** report: kept as evidence, never in the way of a certificate. Absent means enforce. */
  readonly mode?: 'report' | 'enforce'
  /** Never throws for what the network or the coordinator does: the outcome says it. @throws ChanceryError `cancelled` */
  corroborate(check: CorroborationCheck, signal: AbortSignal): Promise<MpicFinding>
}

/** Asked each time, because settings change: null where no coordinator is set up, and then evidence says "not performed". */
export type PerspectivesSource = () => Perspectives | null
