import type { WireHeader } from '../../../src-shared/model/wire.ts'

/** An exchange as a listener saw it, secrets and all; it goes to `keepExchange` and nowhere else. */
export interface RawExchange {
  /** Unix ms. */
  readonly at: number
  readonly milliseconds: number
  readonly method: string
  /** Path and query as they came. */
  readonly url: string
  readonly secure: boolean
  /** Address of the connection. */
  readonly peer: string
  /** DER, where the client showed one. */
  readonly clientCertificate: Uint8Array | null
  readonly requestHeaders: readonly WireHeader[]
  readonly requestBody: Uint8Array
  /** Octets that came, kept or not. */
  readonly requestBytes: number
  /** null where the client left before there was an answer. */
  readonly status: number | null
  readonly answerHeaders: readonly WireHeader[]
  readonly answerBody: Uint8Array
  readonly answerBytes: number
  /** What the service log says of it. */
  readonly notes: readonly string[]
}
