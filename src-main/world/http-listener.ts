import { createServer, type RequestListener, type Server } from 'node:http'
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
}

export interface HttpListener {
  /** `http://host:port` with the port that was taken; for a socket its path. */
  readonly address: string
  readonly port: number
  /** Takes no new connections, lets what runs finish within `drainMs`, and closes. */
  close(): Promise<void>
}

/** @throws ChanceryError `busy` when the place is taken, `io` */
export async function listenHttp(
  place: ListenPlace,
  limits: ListenLimits,
  handler: RequestListener
): Promise<HttpListener> {
  const server = createServer({ maxHeaderSize: limits.headerBytes }, handler)
  server.headersTimeout = limits.headersMs
  server.requestTimeout = limits.requestMs
  server.keepAliveTimeout = limits.keepAliveMs
  server.maxConnections = limits.connections
  await listenOn(server, place)
  const taken = server.address()
  const port = typeof taken === 'object' && taken !== null ? taken.port : 0
  return {
    address: place.kind === 'socket' ? place.path : `http://${hostInUrl(place.host)}:${port}`,
    port,
    close: () => drain(server, limits.drainMs)
  }
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

async function listenOn(server: Server, place: ListenPlace): Promise<void> {
  const where = place.kind === 'socket' ? place.path : `${hostInUrl(place.host)}:${place.port}`
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new ChanceryError('busy', `Another program listens on ${where} already. Choose another port.`, {
              cause: error
            })
          : new ChanceryError('io', `Chancery cannot listen on ${where} (${error.code ?? error.message}).`, {
              cause: error
            })
      )
    })
    if (place.kind === 'socket') server.listen(place.path, resolve)
    else server.listen(place.port, place.host, resolve)
  })
}

async function drain(server: Server, milliseconds: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const late = setTimeout(() => server.closeAllConnections(), milliseconds)
  await closed
  clearTimeout(late)
}
