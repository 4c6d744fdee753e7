import type Router from '@koa/router'
import type { Context } from 'koa'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { CmpReply } from '../../ca/cmp/answer.ts'
import { MAX_PKI_MESSAGE } from '../../pki/cmp.ts'
import { messageFailures } from '../http/message-failures.ts'
import { readBody } from '../http/body.ts'
import type { Protocol, ProtocolChore } from '../protocol.ts'

/** RFC 9811 3.4. */
const MESSAGE_TYPE = 'application/pkixcmp'

/** What the routes hand messages to. */
export interface CmpAnswering {
  /** @throws ChanceryError `not-found`, `forbidden` */
  readonly answer: (service: string, operation: string | null, message: Uint8Array, client: string) => Promise<CmpReply>
  readonly chores: readonly ProtocolChore[]
}

/**
 * CMP over HTTP (RFC 9811 3.3, RFC 9483 6.1). Messages protect themselves, so any listener does.
 *
 * POST  /.well-known/cmp/p/<name>               application/pkixcmp  any message
 * POST  /.well-known/cmp/p/<name>/<operation>   application/pkixcmp  messages of this operation
 */
export function cmpProtocol({ answer, chores }: CmpAnswering): Protocol {
  return {
    name: 'cmp',
    failures: messageFailures,
    chores,
    mount: (router: Router) => {
      const take = async (context: Context): Promise<void> => {
        if (context.request.type.toLowerCase() !== MESSAGE_TYPE)
          throw new ChanceryError('invalid-input', `Send a CMP message as ${MESSAGE_TYPE} (RFC 9811 3.4).`)
        const body = await readBody(context.req, MAX_PKI_MESSAGE)
        const { name = '', operation = null } = context.params as { name?: string; operation?: string }
        const { der, waits } = await answer(name, operation, body, context.ip)
        context.status = 200
        context.set('Cache-Control', 'no-store')
        // A client that keeps the connection until it polls would find it closed by then, and some give up at that.
        if (waits) context.set('Connection', 'close')
        context.body = Buffer.from(der.buffer, der.byteOffset, der.byteLength)
        // After the body, which would choose a type of its own.
        context.set('Content-Type', MESSAGE_TYPE)
      }
      router.post('/.well-known/cmp/p/:name', take)
      router.post('/.well-known/cmp/p/:name/:operation', take)
    }
  }
}
