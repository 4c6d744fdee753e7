import type { IncomingMessage } from 'node:http'
import getRawBody from 'raw-body'
import { ChanceryError } from '../../../src-shared/errors.ts'

/** @returns the body of a request. @throws ChanceryError `too-large`, `malformed` where it did not arrive whole */
export async function readBody(request: IncomingMessage, mostBytes: number): Promise<Uint8Array> {
  const length = request.headers['content-length']
  return getRawBody(request, { limit: mostBytes, ...(length === undefined ? {} : { length }) }).catch(
    (cause: unknown) => {
      const tooLarge = cause instanceof Error && 'type' in cause && cause.type === 'entity.too.large'
      throw tooLarge
        ? new ChanceryError('too-large', `A request has at most ${mostBytes} bytes here.`, { cause })
        : new ChanceryError('malformed', 'The body of the request did not arrive whole.', { cause })
    }
  )
}
