/** A coordinator as it is asked. The key is in memory for the call only. */
export interface CoordinatorAccess {
  /** With `/mpic` at the end. */
  readonly url: string
  readonly keyHeader: 'x-api-key' | 'bearer'
  readonly key: Uint8Array | null
  /** PEM; null for the anchors of the system. */
  readonly trust: string | null
  readonly timeoutMs: number
}

/** What came of one call. */
export interface CoordinatorAnswer {
  /** Milliseconds of the epoch: when it was sent, and when the answer was there. */
  readonly from: number
  readonly to: number
  /** HTTP status; null where no answer came. */
  readonly status: number | null
  readonly body: Uint8Array | null
  /** Why no answer came, in a sentence. */
  readonly failure: string | null
}

/** Asks a coordinator once. No retry: each call costs a set of perspectives. @throws ChanceryError `cancelled` */
export type AskCoordinator = (
  access: CoordinatorAccess,
  body: Uint8Array,
  signal: AbortSignal
) => Promise<CoordinatorAnswer>

/** What a coordinator says about itself; deployments behind an API gateway do not. */
export interface CoordinatorConfig {
  readonly reached: boolean
  readonly said: string
  readonly specification: string | null
  readonly version: string | null
  readonly perspectives: number | null
}

export type AskConfig = (access: CoordinatorAccess, signal: AbortSignal) => Promise<CoordinatorConfig>
