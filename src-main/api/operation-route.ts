import type { IncomingMessage } from 'node:http'
import getRawBody from 'raw-body'
import type { Reply } from '../../src-shared/desktop-bridge.ts'
import { ChanceryError, toFailure } from '../../src-shared/errors.ts'
import type { Engine } from '../engine/engine.ts'
import { call } from './call.ts'
import type { Caller } from './caller.ts'
import { httpStatus } from './http-status.ts'

/** Bytes of one call. The largest single field of the contract (a pasted object) has 1 MiB. */
export const largestBody = 2 * 1024 * 1024

/** An answer ready to be sent. */
export interface RouteAnswer {
  readonly status: number
  readonly reply: Reply
}

/** Runs `POST /api/<operation>` for one caller: reads and parses the body, calls, maps the outcome to a status. */
export async function answerOperation(
  engine: Engine,
  caller: Caller,
  operation: string,
  request: IncomingMessage,
  signal: AbortSignal
): Promise<RouteAnswer> {
  let input: unknown
  try {
    input = await readJson(request)
  } catch (error) {
    const failure = error instanceof ChanceryError ? error : new ChanceryError('io', 'The call could not be read.')
    return answer({ ok: false, failure: toFailure(failure, '') })
  }
  return answer(await call(engine, caller, operation, input, signal))
}

export function answer(reply: Reply): RouteAnswer {
  return { status: reply.ok ? 200 : httpStatus[reply.failure.code], reply }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const length = request.headers['content-length']
  const body = await getRawBody(request, { limit: largestBody, ...(length === undefined ? {} : { length }) }).catch(
    (cause: unknown) => {
      const tooLarge = cause instanceof Error && 'type' in cause && cause.type === 'entity.too.large'
      throw tooLarge
        ? new ChanceryError('too-large', `A call has at most ${largestBody} bytes.`, { cause })
        : new ChanceryError('malformed', 'The body of the call did not arrive whole.', { cause })
    }
  )
  if (body.length === 0) return {}
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch (cause) {
    throw new ChanceryError('malformed', 'The body of the call is not JSON in UTF-8.', { cause })
  }
}

/** @returns a signal that aborts when the caller hangs up before the answer is sent */
export function hangUpSignal(request: IncomingMessage): AbortSignal {
  const controller = new AbortController()
  const { socket } = request
  const abort = (): void => controller.abort()
  socket.once('close', abort)
  request.once('close', () => socket.off('close', abort))
  return controller.signal
}
