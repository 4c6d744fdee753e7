import { request } from 'node:http'
import type { Reply } from '../../../src-shared/desktop-bridge.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'

/** The header of `api/local-socket.ts`; named here too so that a command loads nothing of the engine. */
const sessionHeader = 'x-chancery-session'

export interface SocketAnswer {
  readonly reply: Reply
  /** Set when the call made a session. */
  readonly token: string | undefined
}

/**
 * Calls an operation of a running engine.
 * @returns undefined when nobody listens on the socket any more
 * @throws ChanceryError `cancelled`; `io` when the engine went away in the middle
 */
export function callSocket(
  socketPath: string,
  operation: string,
  input: unknown,
  options: { readonly token?: string | undefined; readonly signal: AbortSignal }
): Promise<SocketAnswer | undefined> {
  const body = Buffer.from(JSON.stringify(input))
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        socketPath,
        path: `/api/${operation}`,
        method: 'POST',
        signal: options.signal,
        headers: {
          host: 'localhost',
          'content-type': 'application/json',
          'content-length': body.length,
          ...(options.token === undefined ? {} : { [sessionHeader]: options.token })
        }
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', (error) => reject(lost(error)))
        response.on('end', () => {
          const token = response.headers[sessionHeader]
          const reply = replyIn(Buffer.concat(chunks))
          if (reply === undefined) reject(lost(new TypeError('the answer is no reply')))
          else resolve({ reply, token: typeof token === 'string' ? token : undefined })
        })
      }
    )
    sent.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED' || error.code === 'ENOENT') resolve(undefined)
      else if (options.signal.aborted) reject(new ChanceryError('cancelled', 'The call was cancelled.'))
      else reject(lost(error))
    })
    sent.end(body)
  })
}

function replyIn(body: Buffer): Reply | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    const isReply = typeof value === 'object' && value !== null && 'ok' in value && typeof value.ok === 'boolean'
    return isReply ? (value as Reply) : undefined
  } catch {
    return undefined
  }
}

function lost(cause: unknown): ChanceryError {
  return new ChanceryError(
    'io',
    'The connection to the running engine broke off. Look whether it still runs, then look whether the action was done.',
    { cause }
  )
}
