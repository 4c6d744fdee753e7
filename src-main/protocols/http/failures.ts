import type { Context, Next } from 'koa'
import { toFailure } from '../../../src-shared/errors.ts'
import type { Log } from '../../world/log.ts'
import type { Protocol } from '../protocol.ts'

/** Turns an error of a handler into the protocol's own answer; the caller learns the sentence, never the stack. */
export function answerFailures(protocol: Protocol, log: Log): (context: Context, next: Next) => Promise<void> {
  return async (context, next) => {
    try {
      await next()
    } catch (error) {
      const failure = toFailure(error, '')
      const logId =
        failure.code === 'internal'
          ? log.error('a protocol request failed', error, { protocol: protocol.name, path: context.path })
          : undefined
      const answer = protocol.failures[failure.code]
      context.status = answer.status
      context.type = 'text/plain; charset=utf-8'
      context.body = logId === undefined ? `${failure.message}\n` : `${toFailure(error, logId).message}\n`
    }
  }
}
