/**
 * The way out of the machine. Every request that the engine makes to somebody else goes through here,
 * so that a test without network is the default.
 */
export interface Net {
  /**
   * One HTTP or HTTPS exchange; redirects are returned, not followed.
   * @throws ChanceryError `invalid-input` (address), `too-large` (body beyond its limit), `cancelled`, `io` (all else).
   */
  http(request: HttpRequest): Promise<HttpReply>
  /**
   * Address records of a name, in the order of the resolver.
   * @throws ChanceryError `not-found` when the name has none, `io` when nobody answers.
   */
  resolve(name: string, family: 4 | 6, signal?: AbortSignal): Promise<readonly string[]>
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST'
  /** An absolute http: or https: address without user name and password. */
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array
  /** Milliseconds for the whole exchange; default 10,000. */
  readonly timeout?: number
  /** Bytes accepted in the reply's body; default 1 MiB. */
  readonly maxBytes?: number
  /** Trust anchors (PEM) for https in place of the system's. */
  readonly trust?: readonly string[]
  readonly signal?: AbortSignal
}

export interface HttpReply {
  readonly status: number
  /** Names in lower case; repeated headers joined by `, `. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}
