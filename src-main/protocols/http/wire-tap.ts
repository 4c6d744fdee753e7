import { IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http'
import { TLSSocket } from 'node:tls'
import type { RawExchange } from '../../ca/wire/raw-exchange.ts'
import { WIRE_BODY_BYTES, type WireHeader } from '../../../src-shared/model/wire.ts'

/** One exchange that is to be kept. */
export interface WireTicket {
  /** Runs the work on the request, so that what the service log says of it is noted. */
  run(work: () => void): void
  /** Takes the exchange when it is over. */
  keep(exchange: Omit<RawExchange, 'notes'>): void
}

/** Keeps exchanges while an operator wants it. */
export interface WireWatch {
  /** Whether anything is to be kept at all: all that is asked while nothing is. */
  readonly on: boolean
  /** @returns null for a request that is not to be kept */
  take(url: string): WireTicket | null
  /** Unix ms. */
  now(): number
}

/** Serves a request and keeps what comes and goes. The bytes on the way stay what they are. */
export function serveTapped(
  watch: WireWatch,
  request: IncomingMessage,
  response: ServerResponse,
  serve: () => void
): void {
  const ticket = watch.take(request.url ?? '')
  if (ticket === null) {
    serve()
    return
  }
  const at = watch.now()
  const started = performance.now()
  const peer = request.socket.remoteAddress ?? ''
  const asked = collectBody()
  // What the parser hands over goes through `push`, whoever reads it and whether anybody does.
  request.push = (chunk: unknown, encoding?: BufferEncoding): boolean => {
    if (chunk instanceof Uint8Array) asked.add(chunk)
    return IncomingMessage.prototype.push.call(request, chunk, encoding)
  }
  const clientCertificate = shownOver(request)
  const answer = collectAnswer(response)
  response.once('close', () => {
    ticket.keep({
      at,
      milliseconds: performance.now() - started,
      method: request.method ?? '',
      url: request.url ?? '',
      secure: request.socket instanceof TLSSocket,
      peer,
      clientCertificate,
      requestHeaders: paired(request.rawHeaders),
      requestBody: asked.bytes(),
      requestBytes: asked.length(),
      status: response.headersSent ? response.statusCode : null,
      answerHeaders: answer.headers(),
      answerBody: answer.body.bytes(),
      answerBytes: answer.body.length()
    })
  })
  ticket.run(serve)
}

/** An answer that is collected while it is written. */
export interface CollectedAnswer {
  headers(): WireHeader[]
  readonly body: CollectedBody
}

/** Listens to what is written to a response. */
export function collectAnswer(response: ServerResponse): CollectedAnswer {
  const body = collectBody()
  // Headers that are given to writeHead alone are nowhere else to be read.
  const given: WireHeader[] = []
  const write = response.write.bind(response) as unknown as (...args: unknown[]) => boolean
  const end = response.end.bind(response) as unknown as (...args: unknown[]) => ServerResponse
  const writeHead = response.writeHead.bind(response) as unknown as (...args: unknown[]) => ServerResponse
  const add = (chunk: unknown, encoding: unknown): void => {
    if (typeof chunk === 'string') body.add(Buffer.from(chunk, encodingOf(encoding)))
    else if (chunk instanceof Uint8Array) body.add(chunk)
  }
  const listening = {
    write: (...args: unknown[]): boolean => {
      add(args[0], args[1])
      return write(...args)
    },
    end: (...args: unknown[]): ServerResponse => {
      add(args[0], args[1])
      return end(...args)
    },
    writeHead: (...args: unknown[]): ServerResponse => {
      const last = args.at(-1)
      if (Array.isArray(last)) given.push(...paired(last.map(String)))
      else if (typeof last === 'object' && last !== null) given.push(...listed({ ...last }))
      return writeHead(...args)
    }
  }
  Object.assign(response, listening)
  return {
    headers: () => {
      const names = new Set(given.map(({ name }) => name.toLowerCase()))
      return [...listed(response.getHeaders()).filter(({ name }) => !names.has(name.toLowerCase())), ...given]
    },
    body
  }
}

export interface CollectedBody {
  add(chunk: Uint8Array): void
  /** As many as are kept. */
  bytes(): Uint8Array
  /** All that there were. */
  length(): number
}

function collectBody(): CollectedBody {
  const chunks: Buffer[] = []
  let kept = 0
  let length = 0
  return {
    add: (chunk) => {
      length += chunk.length
      const part = chunk.subarray(0, Math.max(0, WIRE_BODY_BYTES - kept))
      if (part.length === 0) return
      // A copy: the buffers of a socket are used again.
      chunks.push(Buffer.from(part))
      kept += part.length
    },
    bytes: () => Buffer.concat(chunks),
    length: () => length
  }
}

function shownOver({ socket }: IncomingMessage): Uint8Array | null {
  if (!(socket instanceof TLSSocket)) return null
  return socket.getPeerX509Certificate()?.raw ?? null
}

function paired(raw: readonly string[]): WireHeader[] {
  const headers: WireHeader[] = []
  for (let index = 0; index + 1 < raw.length; index += 2)
    headers.push({ name: raw[index] ?? '', value: raw[index + 1] ?? '' })
  return headers
}

function listed(headers: OutgoingHttpHeaders): WireHeader[] {
  return Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [value].flat().map((one) => ({ name, value: String(one) }))
  )
}

function encodingOf(encoding: unknown): BufferEncoding {
  return typeof encoding === 'string' && Buffer.isEncoding(encoding) ? encoding : 'utf8'
}
