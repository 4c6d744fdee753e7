import type { IncomingMessage, ServerResponse } from 'node:http'
import Koa, { type Context } from 'koa'
import { ChanceryError, toFailure } from '../../src-shared/errors.ts'
import type { Engine } from '../engine/engine.ts'
import type { TlsIdentity } from '../engine/tls-identity.ts'
import { isLoopback, listenHttp, type HttpListener, type ListenLimits } from '../world/http-listener.ts'
import type { Caller } from './caller.ts'
import { streamEvents } from './event-stream.ts'
import { answer, answerOperation, hangUpSignal, type RouteAnswer } from './operation-route.ts'
import { cookieValue, isOwnHost, requireSameOrigin, sessionCookieName } from './request-checks.ts'
import { securityHeaders, strictTransport } from './security-headers.ts'
import { answerFile } from './static-files.ts'

export interface AdminOptions {
  readonly listen: { readonly host: string; readonly port: number }
  /** Folder of the built user interface; undefined serves the operations only. */
  readonly rendererFolder?: string | undefined
  /** Makes it HTTPS. Only then may other machines reach the address: the sessions would travel in the clear. */
  readonly tls?: { readonly identity: TlsIdentity; readonly names: readonly string[] } | undefined
}

const limits: ListenLimits = {
  headerBytes: 16 * 1024,
  headersMs: 10_000,
  requestMs: 60_000,
  keepAliveMs: 5_000,
  connections: 256,
  drainMs: 5_000
}

const operationPath = /^\/api\/([a-z][a-z0-9.-]{0,79})$/
const linkPath = /^\/open\/([A-Za-z0-9_-]{16,200})$/

/**
 * The carrier for browsers and remote programs:
 *
 * POST /api/<operation>   one call; session cookie, same origin, JSON
 * GET  /api/events        the engine's events, for who is signed in
 * GET  /open/<token>      the one-time link that was printed at start; leads to the user interface
 * GET  anything else      the user interface
 *
 * @throws ChanceryError `busy`, `io`; `invalid-input` for an address that other machines reach
 */
export async function startAdminHttp(engine: Engine, options: AdminOptions): Promise<HttpListener> {
  const { listen, tls } = options
  if (!isLoopback(listen.host) && tls === undefined)
    throw new ChanceryError(
      'invalid-input',
      `The administration side does not listen on ${listen.host}: other machines reach it, and the sessions would travel in the clear. Give it TLS with --admin-tls-authority, or use a loopback address and a tunnel for remote work.`
    )
  const streams = new Set<() => void>()
  const app = new Koa({ proxy: false })
  app.silent = true
  // Filled in once the port is known; no request comes before.
  let port = listen.port
  app.use(async (context) => {
    for (const [name, value] of Object.entries(securityHeaders)) context.set(name, value)
    const server = { host: listen.host, port, secure: tls !== undefined, names: tls?.names ?? [] }
    if (!isOwnHost(context.get('host'), server)) {
      context.status = 421
      context.body = 'This name does not belong to this server.\n'
      return
    }
    const transport = tls === undefined ? undefined : strictTransport(context.hostname)
    if (transport !== undefined) context.set('Strict-Transport-Security', transport)
    await serve(context, { engine, options, port, secure: tls !== undefined, streams })
  })
  const handle = app.callback()
  const listener = await listenHttp(
    { kind: 'tcp', ...listen },
    limits,
    (request, response) => void handle(request, response),
    tls?.identity.credentials
  )
  tls?.identity.onChange((credentials) => listener.changeTls(credentials))
  port = listener.port
  return {
    ...listener,
    close: async () => {
      for (const end of [...streams]) end()
      await listener.close()
      tls?.identity.end()
    }
  }
}

interface Serving {
  readonly engine: Engine
  readonly options: AdminOptions
  readonly port: number
  /** With TLS: cookies are for HTTPS only. */
  readonly secure: boolean
  readonly streams: Set<() => void>
}

async function serve(context: Context, serving: Serving): Promise<void> {
  const { engine } = serving
  const [, operation] = operationPath.exec(context.path) ?? []
  if (context.path === '/api/events') return openStream(context, serving)
  if (operation !== undefined) return sendReply(context, await callOperation(context, serving, operation))
  if (context.path.startsWith('/api/')) {
    return sendReply(context, answer(failure(new ChanceryError('unknown-operation', 'There is no such operation.'))))
  }
  if (context.method !== 'GET' && context.method !== 'HEAD') {
    context.set('Allow', 'GET, HEAD')
    context.status = 405
    return
  }
  const [, link] = linkPath.exec(context.path) ?? []
  if (link !== undefined) return openLink(context, serving, link)
  if (serving.options.rendererFolder === undefined) {
    context.status = 404
    context.body = 'The user interface is not built here. Run "npm start", or use the command line.\n'
    return
  }
  const file = await answerFile(serving.options.rendererFolder, context.URL.pathname, engine.ca.random)
  context.status = file.status
  for (const [name, value] of Object.entries(file.headers)) context.set(name, value)
  context.body = Buffer.from(file.body.buffer, file.body.byteOffset, file.body.byteLength)
}

async function callOperation(context: Context, serving: Serving, operation: string): Promise<RouteAnswer> {
  if (context.method !== 'POST') {
    context.set('Allow', 'POST')
    return { ...answer(failure(new ChanceryError('malformed', 'An operation is called with POST.'))), status: 405 }
  }
  try {
    requireSameOrigin(context.req.headers, serving.secure)
  } catch (error) {
    return answer(failure(error))
  }
  const { caller, setCookie } = callerOf(context, serving)
  const answered = await answerOperation(serving.engine, caller, operation, context.req, hangUpSignal(context.req))
  setCookie()
  return answered
}

/** Seconds that a browser waits before it calls again after `slowed-down` or `busy` (RFC 9110 10.2.3). */
const retryAfter: Readonly<Record<number, string>> = { 429: '2', 503: '2' }

function sendReply(context: Context, answered: RouteAnswer): void {
  context.status = answered.status
  context.set('Cache-Control', 'no-store')
  context.set('Content-Security-Policy', "default-src 'none'")
  const wait = retryAfter[answered.status]
  if (wait !== undefined) context.set('Retry-After', wait)
  context.type = 'application/json; charset=utf-8'
  context.body = JSON.stringify(answered.reply)
}

/** The browser as a caller: its cookie is its session; the cookie of the set-up link lets it make the vault. */
function callerOf(context: Context, { engine, port, secure }: Serving): { caller: Caller; setCookie: () => void } {
  const name = sessionCookieName(port)
  const shown = cookieValue(context.req.headers.cookie, name)
  let change: { token: string | undefined } | undefined
  return {
    caller: {
      face: 'browser',
      channel: 'desk',
      token: shown,
      localOwner: false,
      maySetUp: engine.sessions.mayReachSetup(shown),
      keepToken: (token) => {
        change = { token }
      }
    },
    setCookie: () => {
      if (change !== undefined) context.set('Set-Cookie', cookie(name, change.token, secure))
    }
  }
}

/** A cookie of the browser's own session: out of reach for scripts and never sent from another site. */
function cookie(name: string, token: string | undefined, secure: boolean): string {
  const life = token === undefined ? '; Max-Age=0' : ''
  return `${name}=${token ?? ''}; Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}${life}`
}

/** Redeems the printed link: a session where the engine was unlocked at start, the right to set up where there is no vault. */
function openLink(context: Context, { engine, port, secure }: Serving, token: string): void {
  const opened = engine.sessions.openLink(token)
  if (opened !== undefined) context.set('Set-Cookie', cookie(sessionCookieName(port), opened, secure))
  context.set('Cache-Control', 'no-store')
  context.status = 303
  context.redirect('/')
}

function openStream(context: Context, { engine, port, streams }: Serving): void {
  const token = cookieValue(context.req.headers.cookie, sessionCookieName(port))
  const site = context.get('sec-fetch-site')
  const isSignedIn = (): boolean => {
    const session = engine.sessions.peek(token)
    return session !== undefined && engine.accounts.active(session.operatorId) !== undefined
  }
  if (context.method !== 'GET' || (site !== '' && site !== 'same-origin') || !isSignedIn()) {
    return sendReply(
      context,
      answer(
        failure(new ChanceryError('unauthenticated', 'Nobody is signed in here, or the session ended. Sign in first.'))
      )
    )
  }
  context.respond = false
  const response: ServerResponse<IncomingMessage> = context.res
  const end = streamEvents(engine, response, isSignedIn)
  streams.add(end)
  response.once('close', () => streams.delete(end))
}

function failure(error: unknown): { ok: false; failure: ReturnType<typeof toFailure> } {
  return { ok: false, failure: toFailure(error, '') }
}
