import { createServer, type RequestListener } from 'node:http'
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https'
import type { Server as NetServer } from 'node:net'
import { ChanceryError } from '../../src-shared/errors.ts'

/** Where to listen: an address with port (0 takes a free one), or the path of a Unix socket. */
export type ListenPlace =
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | { readonly kind: 'socket'; readonly path: string }

/** What one listener admits. */
export interface ListenLimits {
  readonly headerBytes: number
  /** Milliseconds until the header of a request must be there, and until the whole request must be. */
  readonly headersMs: number
  readonly requestMs: number
  readonly keepAliveMs: number
  readonly connections: number
  /** Milliseconds that requests under way get to finish when the listener closes. */
  readonly drainMs: number
  /**
   * Over TLS, asks clients for a certificate, of whatever issuer; they may have none. What is shown proves that its private
   * key is there and nothing else: whoever serves the request judges it.
   */
  readonly askCertificate?: boolean
}

/** Certificate and private key of a TLS server. */
export interface TlsCredentials {
  /** PEM: the certificate of the server, then those of its issuers without the root (RFC 8446 4.4.2). */
  readonly certificates: string
  /** PEM of PKCS#8. Node keeps a copy of its own in native memory. */
  readonly privateKey: Buffer
}

export interface HttpListener {
  /** `http://host:port`, or `https:` with TLS, with the port that was taken; for a socket its path. */
  readonly address: string
  readonly port: number
  /** Shows new connections another certificate; those that stand stay as they are. Does nothing without TLS. */
  changeTls(credentials: TlsCredentials): void
  /** Takes no new connections, lets what runs finish within `drainMs`, and closes. */
  close(): Promise<void>
}

/**
 * @param tls makes it HTTPS, TLS 1.2 and newer (RFC 8996 forbids what came before)
 * @throws ChanceryError `busy` when the place is taken, `io`
 */
export async function listenHttp(
  place: ListenPlace,
  limits: ListenLimits,
  handler: RequestListener,
  tls?: TlsCredentials
): Promise<HttpListener> {
  const secure = tls === undefined ? undefined : secureServer(limits, handler, tls)
  const server = secure ?? createServer(nodeLimits(limits), handler)
  server.headersTimeout = limits.headersMs
  server.requestTimeout = limits.requestMs
  server.keepAliveTimeout = limits.keepAliveMs
  server.maxConnections = limits.connections
  await listenOn(server, place)
  const taken = server.address()
  const port = typeof taken === 'object' && taken !== null ? taken.port : 0
  return {
    address:
      place.kind === 'socket'
        ? place.path
        : `http${secure === undefined ? '' : 's'}://${hostInUrl(place.host)}:${port}`,
    port,
    changeTls: (credentials) => secure?.setSecureContext(secureContext(credentials)),
    close: () => drain(server, limits.drainMs)
  }
}

/** Node looks every half minute by itself for who is too slow: ten seconds would become forty. */
function nodeLimits({ headerBytes, headersMs }: ListenLimits): {
  readonly maxHeaderSize: number
  readonly connectionsCheckingInterval: number
} {
  return { maxHeaderSize: headerBytes, connectionsCheckingInterval: Math.ceil(headersMs / 10) }
}

function secureServer(limits: ListenLimits, handler: RequestListener, credentials: TlsCredentials): TlsServer {
  const ask = limits.askCertificate === true ? { requestCert: true, rejectUnauthorized: false } : {}
  const options = { ...nodeLimits(limits), handshakeTimeout: limits.headersMs, ...ask }
  return createTlsServer({ ...options, ...secureContext(credentials) }, handler)
}

function secureContext({ certificates, privateKey }: TlsCredentials): {
  readonly cert: string
  readonly key: Buffer
  readonly minVersion: 'TLSv1.2'
} {
  return { cert: certificates, key: privateKey, minVersion: 'TLSv1.2' }
}

/** @returns `host:port` of a text such as `127.0.0.1:8080`, `[::1]:0` or `localhost:80`. @throws ChanceryError `invalid-input` */
export function parseListenAddress(text: string): { readonly host: string; readonly port: number } {
  const match = /^(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9.-]+)):(\d{1,5})$/.exec(text.trim())
  const host = match?.[1] ?? match?.[2]
  const port = Number(match?.[3])
  if (host === undefined || !(port <= 65_535))
    throw new ChanceryError(
      'invalid-input',
      `"${text}" is not an address to listen on. Write host and port, for example 127.0.0.1:8080 or [::1]:8080.`
    )
  return { host, port }
}

/** @returns whether only programs on this machine reach the host */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host)
}

function hostInUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}

async function listenOn(server: NetServer, place: ListenPlace): Promise<void> {
  const where = place.kind === 'socket' ? place.path : `${hostInUrl(place.host)}:${place.port}`
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(cannotListen(where, error))
    })
    if (place.kind === 'socket') server.listen(place.path, resolve)
    else server.listen(place.port, place.host, resolve)
  })
}

function cannotListen(where: string, error: NodeJS.ErrnoException): ChanceryError {
  const { code } = error
  if (code === 'EADDRINUSE')
    return new ChanceryError('busy', `Another program listens on ${where} already. Choose another port.`, {
      cause: error
    })
  const why: Readonly<Record<string, string>> = {
    EACCES: 'the operating system keeps this port for privileged programs. Choose a port above 1023, or forward it',
    EADDRNOTAVAIL: 'this machine does not have that address. Choose one of its own, 127.0.0.1 or 0.0.0.0',
    ENOTFOUND: 'there is no host of that name. Choose an address of this machine'
  }
  const reason = code === undefined ? error.message : (why[code] ?? code)
  return new ChanceryError('io', `Chancery cannot listen on ${where}: ${reason}.`, { cause: error })
}

async function drain(
  server: NetServer & Pick<TlsServer, 'closeIdleConnections' | 'closeAllConnections'>,
  milliseconds: number
): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const late = setTimeout(() => server.closeAllConnections(), milliseconds)
  await closed
  clearTimeout(late)
}
