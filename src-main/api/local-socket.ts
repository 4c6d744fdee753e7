import { chmodSync, rmSync, rmdirSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { ChanceryError, toFailure } from '../../src-shared/errors.ts'
import type { Engine } from '../engine/engine.ts'
import { listenHttp, type HttpListener, type ListenLimits } from '../world/http-listener.ts'
import type { Caller } from './caller.ts'
import { answer, answerOperation, hangUpSignal } from './operation-route.ts'

const limits: ListenLimits = {
  headerBytes: 16 * 1024,
  headersMs: 10_000,
  requestMs: 60_000,
  keepAliveMs: 5_000,
  connections: 64,
  drainMs: 5_000
}

/** The header in which a command shows, and is given, the session of another operator. */
export const sessionHeader = 'x-chancery-session'

/**
 * The carrier for commands of the same user of the machine: HTTP over a Unix socket that only its owner can open.
 * Without a session the caller is the local owner and acts as the operator who unlocked the engine at start; a session
 * from `session.sign-in` makes it another operator.
 * @throws ChanceryError `io`
 */
export async function startLocalSocket(engine: Engine, path: string): Promise<HttpListener> {
  // The lock of the data folder is ours, so that a socket that lies there is one of an engine that was killed.
  rmSync(path, { force: true })
  const listener = await listenHttp({ kind: 'socket', path }, limits, (request, response) => {
    const shown = request.headers[sessionHeader]
    const caller: Caller = {
      face: 'command-line',
      channel: 'cli',
      token: typeof shown === 'string' ? shown : undefined,
      localOwner: shown === undefined,
      maySetUp: true,
      keepToken: (token) => {
        if (token !== undefined) response.setHeader(sessionHeader, token)
      }
    }
    const [, operation = ''] = /^\/api\/([a-z][a-z0-9.-]{0,79})$/.exec(request.url ?? '') ?? []
    const answered =
      request.method === 'POST'
        ? answerOperation(engine, caller, operation, request, hangUpSignal(request))
        : Promise.resolve(
            answer({
              ok: false,
              failure: toFailure(new ChanceryError('malformed', 'An operation is called with POST.'), '')
            })
          )
    void answered.then(({ status, reply }) => {
      response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' })
      response.end(JSON.stringify(reply))
    })
  })
  if (process.platform !== 'win32') chmodSync(path, 0o600)
  return {
    ...listener,
    close: async () => {
      await listener.close()
      rmSync(path, { force: true })
      removeOwnFolder(dirname(path))
    }
  }
}

/** `chancery-` and a UUID: what `socketPath` makes where the data folder's own path is too long for a socket. */
const madeForSocket = /^chancery-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** A folder that holds anything but the socket is not ours to remove: it may be the data folder. */
function removeOwnFolder(folder: string): void {
  if (!madeForSocket.test(basename(folder))) return
  try {
    rmdirSync(folder)
  } catch {
    // Not empty, or gone: either way nothing is to be done.
  }
}
