import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { ChanceryError, toFailure } from '../../../src-shared/errors.ts'
import type { OcspReply } from '../../ca/ocsp/answer.ts'
import { MAX_OCSP_REQUEST } from '../../pki/ocsp.ts'
import type { Protocol, ProtocolParts, RequestTaker } from '../protocol.ts'
import { ocspFailures } from './failures.ts'
import { keptReplies, type KeptReplies, type KeptReply } from './kept-replies.ts'
import { outbox, type Outbox } from './outbox.ts'
import { requestInPath } from './request-path.ts'

const REQUEST_TYPE = 'application/ocsp-request'
const RESPONSE_TYPE = 'application/ocsp-response'
const PATH = '/ocsp'
const PREFIX = `${PATH}/`

/**
 * Seconds that a cache may keep an answer without asking. Short, because a revocation takes the place of an answer that
 * has hours to live, and asking costs one 304.
 */
const LONGEST_AGE = 300

/**
 * Status of certificates over HTTP (RFC 6960 appendix A, RFC 5019 5 and 6). Every authority that is answered for is
 * answered for under every address: which one is meant stands in the request.
 *
 * POST       /ocsp, /ocsp/<name>              application/ocsp-request   anybody
 * GET, HEAD  /ocsp/<base64>, /ocsp/<name>/<base64>                       anybody
 *
 * It takes requests before the router does: most are asked again and again, and the answer in memory, found by the octets
 * of the request, goes out for less than what the way through the router costs.
 *
 * @param answer takes a request and gives what goes out; it never throws.
 */
export function ocspProtocol(answer: (request: Uint8Array) => Promise<OcspReply>): Protocol {
  const kept = keptReplies()
  const write = outbox()
  return {
    name: 'ocsp',
    failures: ocspFailures,
    mount: () => undefined,
    take: (parts): RequestTaker => {
      const service: Service = { answer, kept, write, parts }
      return (request, response) => {
        const url = request.url ?? ''
        if (!url.startsWith(PATH) || (url.length > PATH.length && url[PATH.length] !== '/' && url[PATH.length] !== '?'))
          return false
        if (request.method === 'GET' || request.method === 'HEAD') get(service, url, request, response)
        else if (request.method === 'POST') post(service, url, request, response)
        else refuse(response, 405, 'Ask by GET or POST (RFC 6960 A.1).', { Allow: 'GET, HEAD, POST' })
        return true
      }
    }
  }
}

interface Service {
  readonly answer: (request: Uint8Array) => Promise<OcspReply>
  readonly kept: KeptReplies
  readonly write: Outbox
  readonly parts: ProtocolParts
}

function get(service: Service, url: string, request: IncomingMessage, response: ServerResponse): void {
  const known = service.kept.get(url, service.parts.clock.now())
  if (known !== undefined) return sendCacheable(service, known, request, response)
  const [path = ''] = url.split('?', 1)
  if (path.length <= PREFIX.length) return refuse(response, 404, 'The request stands in the path (RFC 6960 A.1).')
  // No request in the path is a request that is malformed: the answer says so.
  const der = requestInPath(path.slice(PREFIX.length)) ?? new Uint8Array()
  void service.answer(der).then((reply) => {
    const made = forCaches(reply, service.parts.clock.now())
    if (made === null) return sendOnce(service, reply, response)
    if (made.again !== null) service.kept.keep(url, made.again)
    sendCacheable(service, made, request, response)
  })
}

function post(service: Service, url: string, request: IncomingMessage, response: ServerResponse): void {
  const { headers } = request
  const [path = ''] = url.split('?', 1)
  if (path.indexOf('/', PREFIX.length) >= 0) return refuse(response, 404, 'OCSP is asked under /ocsp.')
  const type = headers['content-type']
  if (type !== REQUEST_TYPE && type?.split(';', 1)[0]?.trim().toLowerCase() !== REQUEST_TYPE)
    return fail(response, wrongType())
  if (Number(headers['content-length'] ?? 0) > MAX_OCSP_REQUEST) return fail(response, tooLarge())
  const chunks: Buffer[] = []
  let length = 0
  request.on('data', (chunk: Buffer) => {
    length += chunk.length
    if (length <= MAX_OCSP_REQUEST) chunks.push(chunk)
    else if (!response.headersSent) fail(response, tooLarge())
  })
  request.on('end', () => {
    if (response.headersSent) return
    const [first] = chunks
    const body = chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks)
    const key = body.toString('latin1')
    const known = service.kept.get(key, service.parts.clock.now())
    if (known !== undefined) return service.write(response, known.headers, known.body)
    void service.answer(body).then((reply) => {
      const { again, cache } = reply
      if (again !== null && cache !== null)
        service.kept.keep(key, {
          body: bodyOf(reply.der),
          headers: onceHeaders(reply.der.length),
          tag: '',
          lastModified: cache.thisUpdate,
          until: cache.nextUpdate,
          stillTrue: again
        })
      sendOnce(service, reply, response)
    })
  })
}

/** RFC 5019 6.2: what a cache may know. @returns null for an answer to one asker alone, and for an error */
function forCaches({ der, cache, again }: OcspReply, now: number): (KeptReply & { again: KeptReply | null }) | null {
  if (cache === null) return null
  const left = Math.floor((cache.nextUpdate - now) / 1000)
  const maxAge = Math.max(0, Math.min(LONGEST_AGE, left))
  const tag = `"${createHash('sha256').update(der).digest('hex')}"`
  const headers = [
    'Content-Type',
    RESPONSE_TYPE,
    'Content-Length',
    String(der.length),
    'ETag',
    tag,
    'Last-Modified',
    new Date(cache.thisUpdate).toUTCString(),
    'Expires',
    new Date(cache.nextUpdate).toUTCString(),
    'Cache-Control',
    `public, max-age=${maxAge}, no-transform, must-revalidate`,
    ...always
  ]
  const made = {
    body: bodyOf(der),
    headers,
    tag,
    lastModified: cache.thisUpdate,
    // In the last minutes max-age falls from second to second: then the headers are made anew for each.
    until: cache.nextUpdate - LONGEST_AGE * 1000,
    stillTrue: again ?? { true: false }
  }
  return { ...made, again: again === null ? null : made }
}

const always = ['X-Content-Type-Options', 'nosniff']

function onceHeaders(length: number): string[] {
  return ['Content-Type', RESPONSE_TYPE, 'Content-Length', String(length), 'Cache-Control', 'no-store', ...always]
}

/** Answers a conditional request too (RFC 9110 13.1.2, 13.1.3). */
function sendCacheable({ write }: Service, reply: KeptReply, request: IncomingMessage, response: ServerResponse): void {
  if (isCurrent(reply, request)) {
    response.writeHead(304, reply.headers.slice(4))
    response.end()
    return
  }
  write(response, reply.headers, reply.body)
}

/** RFC 9110 13.2.2: If-Modified-Since is looked at only where there is no If-None-Match. */
function isCurrent({ tag, lastModified }: KeptReply, { headers }: IncomingMessage): boolean {
  const tags = headers['if-none-match']
  if (tags !== undefined) return tags.split(',').some((one) => ['*', tag].includes(one.trim().replace(/^W\//, '')))
  const since = headers['if-modified-since']
  return since !== undefined && Math.floor(lastModified / 1000) * 1000 <= Date.parse(since)
}

function sendOnce({ write }: Service, { der }: OcspReply, response: ServerResponse): void {
  write(response, onceHeaders(der.length), bodyOf(der))
}

function bodyOf(der: Uint8Array): string {
  return Buffer.from(der.buffer, der.byteOffset, der.byteLength).toString('latin1')
}

function wrongType(): ChanceryError {
  return new ChanceryError('invalid-input', `Send an OCSP request as ${REQUEST_TYPE} (RFC 6960 A.1).`)
}

function tooLarge(): ChanceryError {
  return new ChanceryError('too-large', `A request has at most ${MAX_OCSP_REQUEST} bytes here.`)
}

/** What goes wrong before there is a request to answer; the rest of it is not waited for. */
function fail(response: ServerResponse, error: ChanceryError): void {
  const { code, message } = toFailure(error, '')
  refuse(response, ocspFailures[code].status, message, { Connection: 'close' })
}

function refuse(
  response: ServerResponse,
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {}
): void {
  response.writeHead(status, {
    ...headers,
    'Content-Type': 'text/plain; charset=utf-8',
    'X-Content-Type-Options': 'nosniff'
  })
  response.end(`${message}\n`)
}
