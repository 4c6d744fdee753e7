import type { IncomingMessage, ServerResponse } from 'node:http'
import type Router from '@koa/router'
import type { Context } from 'koa'
import { ChanceryError, toFailure } from '../../../src-shared/errors.ts'
import type { StampReply } from '../../ca/time-stamps/answer.ts'
import { MAX_AUTHENTICODE_REQUEST, MAX_TIME_STAMP_REQUEST } from '../../pki/tsp.ts'
import { messageFailures } from '../http/message-failures.ts'
import { readBody } from '../http/body.ts'
import type { Log } from '../../world/log.ts'
import type { Protocol, ProtocolChore } from '../protocol.ts'

const QUERY_TYPE = 'application/timestamp-query'
const REPLY_TYPE = 'application/timestamp-reply'
/** What signing tools send and take in the older form; some name no type at all. */
const OLDER_TYPES = ['application/octet-stream', 'application/x-www-form-urlencoded', 'text/plain']
/** The address of a service. */
const SERVICE_PATH = /^\/tsa\/([a-z0-9-]{1,50})$/

/** What the routes hand requests to; each takes the name of the service and the address of who asks. */
export interface TimeStamping {
  /** @throws ChanceryError `not-found`, `forbidden`, `slowed-down` */
  readonly rfc3161: (service: string, request: Uint8Array, client: string) => Promise<StampReply>
  readonly authenticode: (service: string, request: string, client: string) => Promise<string>
  readonly chores: readonly ProtocolChore[]
}

/**
 * Time-stamps over HTTP (RFC 3161 3.4) and the older form of signing tools. The media type tells them apart.
 *
 * POST  /tsa/<name>               application/timestamp-query   TimeStampReq   anybody whom the service lets in
 * POST  /tsa/<name>               application/octet-stream      older form     the same
 * POST  /tsa/<name>/authenticode  any                           older form     the same
 *
 * Requests of RFC 3161 are taken before the router, which costs as much as a signature.
 */
export function tsaProtocol(stamping: TimeStamping): Protocol {
  return {
    name: 'tsa',
    failures: messageFailures,
    chores: stamping.chores,
    take: ({ log }) => {
      return (request, response) => {
        if (request.method !== 'POST' || !isQuery(request.headers['content-type'])) return false
        const name = SERVICE_PATH.exec(request.url ?? '')?.[1]
        if (name === undefined) return false
        void answerQuery(stamping, name, request, response, log)
        return true
      }
    },
    mount: (router: Router) => {
      const older = async (context: Context, name: string): Promise<void> => {
        const body = Buffer.from(await readBody(context.req, MAX_AUTHENTICODE_REQUEST)).toString('latin1')
        const reply = await stamping.authenticode(name, body, context.ip)
        context.status = 200
        context.set('Cache-Control', 'no-store')
        context.body = reply
        // After the body, which would choose a type of its own.
        context.set('Content-Type', 'application/octet-stream')
      }
      router.post('/tsa/:name', (context) => {
        const type = context.request.type.toLowerCase()
        if (type !== '' && !OLDER_TYPES.includes(type))
          throw new ChanceryError('invalid-input', `Send a time-stamp request as ${QUERY_TYPE} (RFC 3161 3.4).`)
        return older(context, context.params['name'] ?? '')
      })
      router.post('/tsa/:name/authenticode', (context) => older(context, context.params['name'] ?? ''))
    }
  }
}

function isQuery(type: string | undefined): boolean {
  return type === QUERY_TYPE || type?.split(';', 1)[0]?.trim().toLowerCase() === QUERY_TYPE
}

async function answerQuery(
  { rfc3161 }: TimeStamping,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
  log: Log
): Promise<void> {
  try {
    const body = await bodyOf(request)
    const { der } = await rfc3161(name, body, request.socket.remoteAddress ?? '')
    // As latin1 text, which Node sends with the headers in one piece: a buffer would be a second one to the kernel.
    const text = Buffer.from(der.buffer, der.byteOffset, der.byteLength).toString('latin1')
    send(response, 200, REPLY_TYPE, text, 'latin1')
  } catch (error) {
    const { code } = toFailure(error, '')
    const logId = code === 'internal' ? log.error('a time-stamp request failed', error) : ''
    send(response, messageFailures[code].status, 'text/plain; charset=utf-8', `${toFailure(error, logId).message}\n`)
  }
}

/** The body in one piece; usual requests come in one. @throws ChanceryError `too-large`, `malformed` where it did not arrive whole */
function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let length = 0
    const tooLarge = (): void => {
      request.resume()
      reject(new ChanceryError('too-large', `A request has at most ${MAX_TIME_STAMP_REQUEST} bytes here.`))
    }
    if (Number(request.headers['content-length'] ?? 0) > MAX_TIME_STAMP_REQUEST) return tooLarge()
    request.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length <= MAX_TIME_STAMP_REQUEST) chunks.push(chunk)
      else tooLarge()
    })
    request.on('end', () => {
      const [first] = chunks
      resolve(chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks))
    })
    request.on('close', () => {
      // An error costs as much as parsing the request: only where it is one.
      if (!request.complete) reject(new ChanceryError('malformed', 'The body of the request did not arrive whole.'))
    })
  })
}

function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string,
  encoding: 'utf8' | 'latin1' = 'utf8'
): void {
  if (response.headersSent || response.destroyed) return
  response.writeHead(status, [
    ...['Content-Type', type, 'Content-Length', String(Buffer.byteLength(body, encoding)), 'Cache-Control', 'no-store'],
    ...['X-Content-Type-Options', 'nosniff', 'Content-Security-Policy', "default-src 'none'"]
  ])
  response.end(body, encoding)
}
