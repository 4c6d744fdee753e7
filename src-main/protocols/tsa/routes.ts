import type Router from '@koa/router'
import type { Context } from 'koa'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { StampReply } from '../../ca/time-stamps/answer.ts'
import { MAX_AUTHENTICODE_REQUEST, MAX_TIME_STAMP_REQUEST } from '../../pki/tsp.ts'
import { readBody } from '../http/body.ts'
import type { Protocol, ProtocolChore } from '../protocol.ts'
import { tsaFailures } from './failures.ts'

const QUERY_TYPE = 'application/timestamp-query'
const REPLY_TYPE = 'application/timestamp-reply'
/** What signing tools send and take in the older form; some name no type at all. */
const OLDER_TYPES = ['application/octet-stream', 'application/x-www-form-urlencoded', 'text/plain']

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
 */
export function tsaProtocol(stamping: TimeStamping): Protocol {
  return {
    name: 'tsa',
    failures: tsaFailures,
    chores: stamping.chores,
    mount: (router: Router) => {
      const older = async (context: Context, name: string): Promise<void> => {
        const body = Buffer.from(await readBody(context.req, MAX_AUTHENTICODE_REQUEST)).toString('latin1')
        send(context, 'application/octet-stream', await stamping.authenticode(name, body, context.ip))
      }
      router.post('/tsa/:name', async (context) => {
        const name = context.params['name'] ?? ''
        const type = context.request.type.toLowerCase()
        if (type === '' || OLDER_TYPES.includes(type)) return older(context, name)
        if (type !== QUERY_TYPE)
          throw new ChanceryError('invalid-input', `Send a time-stamp request as ${QUERY_TYPE} (RFC 3161 3.4).`)
        const request = await readBody(context.req, MAX_TIME_STAMP_REQUEST)
        const { der } = await stamping.rfc3161(name, request, context.ip)
        send(context, REPLY_TYPE, Buffer.from(der.buffer, der.byteOffset, der.byteLength))
      })
      router.post('/tsa/:name/authenticode', (context) => older(context, context.params['name'] ?? ''))
    }
  }
}

function send(context: Context, type: string, body: Buffer | string): void {
  context.status = 200
  context.set('Cache-Control', 'no-store')
  context.body = body
  // After the body, which would choose a type of its own.
  context.set('Content-Type', type)
}
