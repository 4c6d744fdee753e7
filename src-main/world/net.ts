import type { HttpConnections } from './http-connections.ts'

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
  /**
   * Text records of a name, the strings of each joined (RFC 7208 3.3), following aliases as the resolver does.
   * @throws ChanceryError `not-found` when the name has none, `io` when nobody answers.
   */
  resolveText(name: string, signal?: AbortSignal): Promise<readonly string[]>
  /**
   * Shakes hands over TLS and hangs up. The certificate is taken as it is, whoever signed it: the caller judges it.
   * @throws ChanceryError `invalid-input` (address), `cancelled`, `io` (no handshake in time, refused, all else).
   */
  handshake(request: HandshakeRequest): Promise<Handshake>
  /**
   * Sends one UDP datagram from a fresh random source port (RFC 5452 9.2) and waits for the first one from that
   * address and port which `accept` takes; others are dropped and the wait goes on.
   * @throws ChanceryError `invalid-input` (address), `cancelled`, `io` (no answer in time, port closed, all else).
   */
  datagram(request: SocketRequest): Promise<Uint8Array>
  /**
   * Connects over TCP, sends the bytes and collects what comes back until `accept` says that it is complete.
   * @throws ChanceryError `invalid-input` (address), `too-large`, `cancelled`, `io` (closed early, no complete answer in time, all else).
   */
  stream(request: SocketRequest): Promise<Uint8Array>
}

/** One TLS handshake with somebody else's server. */
export interface HandshakeRequest {
  /** An IPv4 or IPv6 address; names are not looked up. */
  readonly address: string
  readonly port: number
  /** Sent as server name (RFC 6066 3). */
  readonly serverName: string
  /** Offered by ALPN (RFC 7301). */
  readonly protocols: readonly string[]
  /** Milliseconds for the whole handshake. */
  readonly timeout: number
  readonly signal?: AbortSignal
}

export interface Handshake {
  /** DER of the server's own certificate. */
  readonly certificate: Uint8Array
  /** What the server chose by ALPN; null for nothing. */
  readonly protocol: string | null
  /** e.g. `TLSv1.3`. */
  readonly version: string
}

/** One exchange with a socket of somebody else. */
export interface SocketRequest {
  /** An IPv4 or IPv6 address; names are not looked up. */
  readonly address: string
  readonly port: number
  readonly bytes: Uint8Array
  /** Milliseconds for the whole exchange. */
  readonly timeout: number
  /** Bytes accepted in the answer. */
  readonly maxBytes: number
  /** datagram: is this the answer? stream: are all bytes of the answer here? */
  readonly accept: (received: Uint8Array) => boolean
  readonly signal?: AbortSignal
}

export interface HttpRequest {
  /** MOVE and MKCOL are those of WebDAV (RFC 4918 9). */
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'MOVE' | 'MKCOL'
  /** An absolute http: or https: address without user name and password. */
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array
  /** Milliseconds for the whole exchange; default 10,000. */
  readonly timeout?: number
  /** Bytes accepted in the reply's body; default 1 MiB. */
  readonly maxBytes?: number
  /** The address to connect to in place of looking up the host of `url`, which stays what the server is asked for. */
  readonly connectTo?: string
  /** True takes any certificate: for who looks at what a server says before it has a certificate that counts. */
  readonly anyCertificate?: boolean
  /** Kept connections to take one of; without them each request makes its own. */
  readonly connections?: HttpConnections
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
