import { createHash } from 'node:crypto'
import type Router from '@koa/router'
import type { Context } from 'koa'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { OcspReply } from '../../ca/ocsp/answer.ts'
import { MAX_OCSP_REQUEST } from '../../pki/ocsp.ts'
import { readBody } from '../http/body.ts'
import { answerConditional } from '../http/validators.ts'
import type { Protocol } from '../protocol.ts'
import { ocspFailures } from './failures.ts'
import { requestInPath } from './request-path.ts'

const REQUEST_TYPE = 'application/ocsp-request'
const RESPONSE_TYPE = 'application/ocsp-response'
const PREFIX = '/ocsp/'

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
 * @param answer takes a request and gives what goes out; it never throws.
 */
export function ocspProtocol(answer: (request: Uint8Array) => Promise<OcspReply>): Protocol {
  return {
    name: 'ocsp',
    failures: ocspFailures,
    mount: (router: Router, { clock }) => {
      const post = async (context: Context): Promise<void> => {
        if (context.is(REQUEST_TYPE) === false)
          throw new ChanceryError('invalid-input', `Send an OCSP request as ${REQUEST_TYPE} (RFC 6960 A.1).`)
        send(context, await answer(await readBody(context.req, MAX_OCSP_REQUEST)), clock.now())
      }
      router.post('/ocsp', post)
      router.post('/ocsp/:name', post)
      router.get(/^\/ocsp\/.+$/, async (context) => {
        // No request in the path is a request that is malformed: the answer says so.
        const request = requestInPath(context.path.slice(PREFIX.length)) ?? new Uint8Array()
        send(context, await answer(request), clock.now())
      })
    }
  }
}

/** Sends an answer with what caches may know of it (RFC 5019 6.2). One for a single asker, and an error, is not kept. */
function send(context: Context, { der, cache }: OcspReply, now: number): void {
  const cacheable = cache !== null && context.method !== 'POST'
  if (!cacheable) context.set('Cache-Control', 'no-store')
  else {
    const maxAge = Math.max(0, Math.floor(Math.min(LONGEST_AGE, (cache.nextUpdate - now) / 1000)))
    const current = answerConditional(context, {
      sha256: createHash('sha256').update(der).digest('hex'),
      lastModified: cache.thisUpdate,
      expires: cache.nextUpdate,
      maxAge
    })
    context.set('Cache-Control', `public, max-age=${maxAge}, no-transform, must-revalidate`)
    if (current) return
  }
  context.status = 200
  context.type = RESPONSE_TYPE
  context.body = Buffer.from(der.buffer, der.byteOffset, der.byteLength)
}
