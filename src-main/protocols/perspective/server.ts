import Router from '@koa/router'
import { createHash, timingSafeEqual } from 'node:crypto'
import Koa, { type Context } from 'koa'
import { ChanceryError, toFailure, type ErrorCode } from '../../../src-shared/errors.ts'
import { writeCheckResponse, type CheckResponse } from '../../pki/mpic/check-response.ts'
import { mostRequestBytes, readMpicRequest, type MpicRequest } from '../../pki/mpic/request.ts'
import { writeMpicRefusal, writeMpicResponse } from '../../pki/mpic/response.ts'
import type { AtOnce } from '../../validation/mpic/at-once.ts'
import { listenHttp, type HttpListener, type ListenLimits, type TlsCredentials } from '../../world/http-listener.ts'
import type { Log } from '../../world/log.ts'
import { readBody } from '../http/body.ts'
import { coordinate, refusalOf, type CoordinatorParts } from './coordinate.ts'

/** What the server does: look itself, or have others look. */
export type PerspectiveRole =
  | {
      readonly kind: 'perspective'
      readonly look: (request: MpicRequest, signal: AbortSignal) => Promise<CheckResponse>
    }
  | { readonly kind: 'coordinator'; readonly parts: CoordinatorParts }

export interface PerspectiveServer {
  readonly listen: { readonly host: string; readonly port: number }
  readonly tls?: TlsCredentials | undefined
  readonly role: PerspectiveRole
  /** Whoever does not send it is refused; null asks for none. */
  readonly key: Uint8Array | null
  /** Checks at one time. */
  readonly slots: AtOnce
  /** Milliseconds for one check. */
  readonly timeoutMs: number
  /** Answers `/configz`. */
  readonly about: Readonly<Record<string, string | number | null>>
  readonly log: Log
}

/** The specification whose wire is spoken (`open_mpic_api_spec_version`). */
export const specificationVersion = '3.9.0'

const limits: ListenLimits = {
  headerBytes: 8 * 1024,
  headersMs: 10_000,
  requestMs: 15_000,
  keepAliveMs: 60_000,
  connections: 500,
  drainMs: 10_000
}

/** HTTP status by error; anything that is not the caller's fault is 500. */
const statuses: Partial<Readonly<Record<ErrorCode, number>>> = {
  malformed: 400,
  'invalid-input': 400,
  'too-large': 413,
  unauthenticated: 401,
  busy: 503,
  cancelled: 503
}

/**
 * Serves a perspective (`POST /dcv`, `POST /caa`) or a coordinator (`POST /mpic`) with the wire of Open MPIC, and
 * `/healthz` and `/configz` beside it. What is under way when it closes gets some seconds to finish.
 * @throws ChanceryError `busy` when the port is taken, `io`
 */
export async function startPerspectiveServer(options: PerspectiveServer): Promise<HttpListener> {
  const { role, log } = options
  const stop = new AbortController()
  const app = new Koa({ proxy: false })
  app.silent = true
  app.use((context, next) => answerErrors(context, next, log))
  const router = new Router()
  router.get('/healthz', (context) => json(context, 200, Buffer.from('{"status":"healthy"}')))
  router.get('/configz', (context) => {
    requireKey(context, options.key)
    json(context, 200, Buffer.from(JSON.stringify(options.about)))
  })
  const post = (
    path: string,
    work: (body: Uint8Array, signal: AbortSignal) => Promise<{ readonly status: number; readonly body: Uint8Array }>
  ): void => {
    router.post(path, async (context) => {
      requireKey(context, options.key)
      const body = await readBody(context.req, mostRequestBytes)
      const { status, body: answer } = await withSignal(context, stop.signal, options.timeoutMs, (signal) =>
        work(body, signal)
      )
      json(context, status, answer)
    })
  }
  if (role.kind === 'coordinator')
    post('/mpic', async (body, signal) => {
      const request = readMpicRequest(body)
      const issues = refusalOf(role.parts, request)
      if (issues.length > 0) return { status: 400, body: writeMpicRefusal(issues) }
      const found = await options.slots.run(() => coordinate(role.parts, request, signal), signal)
      return { status: 200, body: writeMpicResponse(request, found) }
    })
  else
    for (const kind of ['dcv', 'caa'] as const)
      post(`/${kind}`, async (body, signal) => {
        const request = readMpicRequest(body, kind)
        const response = await options.slots.run(() => role.look(request, signal), signal)
        return { status: 200, body: writeCheckResponse(response) }
      })
  app.use(router.routes()).use(router.allowedMethods())
  const handle = app.callback()
  const listener = await listenHttp(
    { kind: 'tcp', ...options.listen },
    limits,
    (request, response) => void handle(request, response),
    options.tls
  )
  return {
    ...listener,
    close: async () => {
      const late = setTimeout(() => stop.abort(), limits.drainMs / 2)
      await listener.close()
      clearTimeout(late)
      stop.abort()
    }
  }
}

function json(context: Context, status: number, body: Uint8Array): void {
  context.status = status
  context.type = 'application/json; charset=utf-8'
  context.set('Cache-Control', 'no-store')
  context.set('X-Content-Type-Options', 'nosniff')
  context.body = Buffer.from(body)
}

async function answerErrors(context: Context, next: () => Promise<unknown>, log: Log): Promise<void> {
  try {
    await next()
  } catch (error) {
    const failure = toFailure(error, '')
    const logId = failure.code === 'internal' ? log.error('a check stumbled', error, { path: context.path }) : ''
    const { code, message } = toFailure(error, logId)
    const status = statuses[code] ?? 500
    if (status === 401) context.set('WWW-Authenticate', 'Bearer')
    json(
      context,
      status,
      status === 400 ? writeMpicRefusal([{ type: code, message }]) : Buffer.from(JSON.stringify({ error: message }))
    )
  }
}

/** Compares digests, so that neither length nor content of the key shows in the time. */
function requireKey(context: Context, key: Uint8Array | null): void {
  if (key === null) return
  const bearer = /^Bearer (\S+)$/.exec(context.get('authorization'))?.[1]
  const sent = context.get('x-api-key') || bearer || ''
  const digest = (bytes: Uint8Array | string): Buffer => createHash('sha256').update(bytes).digest()
  if (!timingSafeEqual(digest(sent), digest(key)))
    throw new ChanceryError('unauthenticated', 'The API key is missing or wrong.')
}

/** Ends the work when the caller goes away, the server stops or the time is over. */
async function withSignal<Value>(
  context: Context,
  stop: AbortSignal,
  timeoutMs: number,
  work: (signal: AbortSignal) => Promise<Value>
): Promise<Value> {
  const gone = new AbortController()
  const leave = (): void => gone.abort()
  context.res.once('close', leave)
  try {
    return await work(AbortSignal.any([stop, gone.signal, AbortSignal.timeout(timeoutMs)]))
  } finally {
    context.res.off('close', leave)
  }
}
