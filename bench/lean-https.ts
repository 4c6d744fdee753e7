import { connect, type TLSSocket } from 'node:tls'

/** An answer, whole. */
export interface LeanReply {
  readonly status: number
  /** By names in lower case. */
  readonly headers: ReadonlyMap<string, string>
  readonly body: Buffer
}

export interface LeanOptions {
  /** PEM. */
  readonly ca: Buffer
  readonly servername: string
  /** After which a request without answer is given up. */
  readonly timeoutMs: number
}

interface Asked {
  readonly method: string
  readonly resolve: (reply: LeanReply) => void
  readonly reject: (error: Error) => void
  readonly timer: NodeJS.Timeout
}

/**
 * A client for HTTPS/1.1 over connections that are kept alive, with only what a load generator needs (RFC 9112): on a machine
 * of two processors what the client costs is taken from the server that is to be measured. A connection has one request at a
 * time; there are as many as requests are under way.
 */
export function leanHttps(
  options: LeanOptions
): (method: string, url: string, headers: string, body: string) => Promise<LeanReply> {
  const idle = new Map<string, Line[]>()
  return (method, url, headers, body) =>
    new Promise((resolve, reject) => {
      const { host, hostname, port, pathname, search } = new URL(url)
      const free = idle.get(host) ?? []
      idle.set(host, free)
      const line = free.pop() ?? openLine({ hostname, port: Number(port === '' ? 443 : port), free, options })
      const timer = setTimeout(() => line.socket.destroy(new Error(`no answer from ${url}`)), options.timeoutMs)
      line.asked = { method, resolve, reject, timer }
      const length = body === '' ? '' : `Content-Length: ${Buffer.byteLength(body)}\r\n`
      line.socket.write(`${method} ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\n${headers}${length}\r\n${body}`)
    })
}

interface Line {
  readonly socket: TLSSocket
  asked: Asked | null
}

function openLine(to: { hostname: string; port: number; free: Line[]; options: LeanOptions }): Line {
  const { hostname, port, free, options } = to
  const { ca, servername } = options
  const socket = connect({ host: hostname, port, ca, servername, ALPNProtocols: ['http/1.1'] })
  socket.setNoDelay(true)
  const line: Line = { socket, asked: null }
  let come: Buffer | null = null
  const drop = (error: Error): void => {
    const at = free.indexOf(line)
    if (at !== -1) free.splice(at, 1)
    const { asked } = line
    line.asked = null
    if (asked === null) return
    clearTimeout(asked.timer)
    asked.reject(error)
  }
  socket.on('error', drop)
  socket.on('close', () => drop(new Error('the server closed the connection')))
  socket.on('data', (part: Buffer) => {
    come = come === null ? part : Buffer.concat([come, part])
    const { asked } = line
    const reply = asked === null ? null : readReply(come, asked.method)
    if (reply === null || asked === null) return
    come = null
    line.asked = null
    clearTimeout(asked.timer)
    if (reply.headers.get('connection') === 'close') socket.destroy()
    else free.push(line)
    asked.resolve(reply)
  })
  return line
}

/** @returns null while something is still to come */
function readReply(bytes: Buffer, method: string): LeanReply | null {
  const end = bytes.indexOf('\r\n\r\n')
  if (end === -1) return null
  const [first = '', ...lines] = bytes.toString('latin1', 0, end).split('\r\n')
  const headers = new Map<string, string>()
  for (const line of lines) {
    const colon = line.indexOf(':')
    headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim())
  }
  const status = Number(first.slice(9, 12))
  if (method === 'HEAD' || status === 204) return { status, headers, body: Buffer.alloc(0) }
  const from = end + 4
  const body =
    headers.get('transfer-encoding') === 'chunked'
      ? readChunks(bytes, from)
      : wholeFrom(bytes, from, Number(headers.get('content-length') ?? 0))
  return body === null ? null : { status, headers, body }
}

function wholeFrom(bytes: Buffer, from: number, length: number): Buffer | null {
  return bytes.length < from + length ? null : bytes.subarray(from, from + length)
}

/** RFC 9112 7.1, without trailers. */
function readChunks(bytes: Buffer, start: number): Buffer | null {
  const parts: Buffer[] = []
  for (let at = start; ;) {
    const end = bytes.indexOf('\r\n', at)
    if (end === -1) return null
    const size = Number.parseInt(bytes.toString('latin1', at, end), 16)
    const part = wholeFrom(bytes, end + 2, size + 2)
    if (part === null) return null
    if (size === 0) return Buffer.concat(parts)
    parts.push(part.subarray(0, size))
    at = end + 2 + size + 2
  }
}
