import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { filePathOf, isSafePath } from '../../ca/publish/paths.ts'
import { MAX_OCSP_REQUEST, ocspErrorResponse, type OcspError } from '../../pki/ocsp.ts'
import type { Clock } from '../../world/clock.ts'
import { listenHttp, type HttpListener, type ListenLimits } from '../../world/http-listener.ts'
import type { Log } from '../../world/log.ts'
import { readBody } from '../http/body.ts'
import { folderCache, type FolderCache } from './folder-cache.ts'
import { answers, placeOf, questionInPath } from './question.ts'
import type { ServedFile } from './served-file.ts'

/** What is served is small and fast, so anything slow or large is not for here. */
const limits: ListenLimits = {
  headerBytes: 8 * 1024,
  headersMs: 10_000,
  requestMs: 15_000,
  keepAliveMs: 15_000,
  connections: 4000,
  drainMs: 5_000
}
/** Memory for files. */
const MAX_BYTES = 512 * 1024 * 1024
/** Addresses whose file is known without looking at the address again. */
const MAX_ADDRESSES = 50_000
/**
 * Seconds that a cache may answer without asking. Short, because a revocation takes the place of an answer that has hours to
 * live, and asking costs one 304.
 */
const MAX_AGE = 300

const OCSP_TYPE = 'application/ocsp-response'
const REQUEST_TYPE = 'application/ocsp-request'
const safe = ['X-Content-Type-Options', 'nosniff', 'Content-Security-Policy', "default-src 'none'"] as const

/** What a status server works with. */
export interface StatusServerParts {
  readonly clock: Clock
  readonly log: Log
}

/**
 * Serves a published folder to relying parties, without keys, vault or database: files as they are, and OCSP by GET and POST
 * from answers that were signed ahead (RFC 5019). What it does not have it does not answer: `unauthorized`, as 2.2.3 says.
 * @throws ChanceryError `busy`, `io`, `not-found` where the folder is not there
 */
export async function startStatusServer(
  folder: string,
  listen: { readonly host: string; readonly port: number },
  parts: StatusServerParts
): Promise<HttpListener> {
  const cache = await folderCache(folder, parts.clock, MAX_BYTES).catch((cause: unknown) => {
    throw new ChanceryError('not-found', `There is no folder ${folder} to serve.`, { cause })
  })
  const handle = handler(cache, parts)
  return listenHttp({ kind: 'tcp', ...listen }, limits, handle)
}

function handler(
  cache: FolderCache,
  { clock, log }: StatusServerParts
): (request: IncomingMessage, response: ServerResponse) => void {
  const byAddress = new Map<string, ServedFile>()

  const get = async (request: IncomingMessage, response: ServerResponse, address: string): Promise<void> => {
    const path = decoded(address)
    if (path === null) return refuse(response, 404, 'There is nothing under this address.')
    if (isSafePath(path)) {
      const file = await cache.load(filePathOf(path))
      if (file !== undefined && !isOver(file, clock.now())) {
        if (byAddress.size >= MAX_ADDRESSES) byAddress.clear()
        if (file.bytes !== null) byAddress.set(address, file)
        return send(request, response, file, filePathOf(path))
      }
    }
    const question = questionInPath(path)
    if (question === null) return refuse(response, 404, 'There is nothing under this address.')
    return answer(request, response, question.folder, question.der)
  }

  const post = async (request: IncomingMessage, response: ServerResponse, address: string): Promise<void> => {
    const path = decoded(address)
    if (path === null || (path !== '' && !isSafePath(path)))
      return refuse(response, 404, 'There is nothing under this address.')
    const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase()
    if (type !== REQUEST_TYPE) return refuse(response, 415, `Send an OCSP request as ${REQUEST_TYPE} (RFC 6960 A.1).`)
    const folder = path === '' || path.endsWith('/') ? path : `${path}/`
    return answer(request, response, folder, await readBody(request, MAX_OCSP_REQUEST))
  }

  const answer = async (
    request: IncomingMessage,
    response: ServerResponse,
    folder: string,
    der: Uint8Array
  ): Promise<void> => {
    const place = placeOf(folder, der)
    if (typeof place === 'string') return say(response, place)
    const file = isSafePath(place.path) ? await cache.load(filePathOf(place.path)) : undefined
    if (file?.answer == null || !answers(file.answer, place.certId) || isOver(file, clock.now()))
      return say(response, 'unauthorized')
    return send(request, response, file, filePathOf(place.path))
  }

  const send = (
    request: IncomingMessage,
    response: ServerResponse,
    file: ServedFile,
    filePath: string
  ): Promise<void> | void => {
    const head = headOf(file, request.method === 'POST', clock.now())
    if (request.method !== 'POST' && isCurrent(request, file)) {
      response.writeHead(304, head)
      response.end()
      return
    }
    head.push('Content-Type', file.type, 'Content-Length', String(file.size))
    response.writeHead(200, head)
    if (request.method === 'HEAD') response.end()
    else if (file.bytes !== null) response.end(file.bytes)
    else return pipeline(cache.stream(filePath), response)
  }

  return (request, response) => {
    const address = request.url ?? '/'
    const { method } = request
    const known = method === 'GET' ? byAddress.get(address) : undefined
    if (known !== undefined && cache.isFresh(known) && !isOver(known, clock.now())) {
      void send(request, response, known, '')
      return
    }
    const work =
      method === 'GET' || method === 'HEAD'
        ? get(request, response, address)
        : method === 'POST'
          ? post(request, response, address)
          : Promise.resolve(
              refuse(response, 405, 'Only GET, HEAD and POST are answered here.', ['Allow', 'GET, HEAD, POST'])
            )
    work.catch((error: unknown) => {
      if (response.headersSent) {
        response.destroy()
        return
      }
      const expected = error instanceof ChanceryError
      if (!expected) log.error('a request could not be answered', error)
      const status = !expected ? 500 : error.code === 'too-large' ? 413 : 400
      refuse(response, status, expected ? error.message : 'An unexpected problem.', ['Connection', 'close'])
    })
  }
}

/** @returns the path of an address without the slash in front, percent-encoding undone; null where it is none */
function decoded(address: string): string | null {
  if (!address.startsWith('/')) return null
  const end = address.indexOf('?')
  try {
    return decodeURIComponent(address.slice(1, end === -1 ? undefined : end))
  } catch {
    return null
  }
}

/** An answer that is out of date is not given: who has nothing better says so. A CRL is, since it says itself how old it is. */
function isOver(file: ServedFile, now: number): boolean {
  return file.answer !== null && now >= file.answer.nextUpdate
}

/** RFC 5019 6.2 for answers; the same for all else, as far as it says when it ends. */
function headOf(file: ServedFile, once: boolean, now: number): string[] {
  const head: string[] = [...safe]
  if (once) {
    head.push('Cache-Control', 'no-store')
    return head
  }
  const left = file.expires === null ? MAX_AGE : Math.max(0, Math.floor((file.expires - now) / 1000))
  head.push(
    'Cache-Control',
    `public, max-age=${Math.min(MAX_AGE, left)}, no-transform, must-revalidate`,
    'ETag',
    file.tag,
    'Last-Modified',
    file.lastModifiedText
  )
  if (file.expiresText !== null) head.push('Expires', file.expiresText)
  return head
}

/** RFC 9110 13.2.2: If-Modified-Since is looked at only where there is no If-None-Match. */
function isCurrent(request: IncomingMessage, file: ServedFile): boolean {
  const tags = request.headers['if-none-match']
  if (tags !== undefined) return tags.split(',').some((one) => ['*', file.tag].includes(one.trim().replace(/^W\//, '')))
  const since = request.headers['if-modified-since']
  if (since === undefined) return false
  const at = Date.parse(since)
  return !Number.isNaN(at) && Math.floor(file.lastModified / 1000) * 1000 <= at
}

/** Says one of the unsigned errors of RFC 6960 2.3. */
function say(response: ServerResponse, error: OcspError): void {
  const der = ocspErrorResponse(error)
  const head = [...safe, 'Cache-Control', 'no-store', 'Content-Type', OCSP_TYPE, 'Content-Length', String(der.length)]
  response.writeHead(200, head)
  response.end(der)
}

function refuse(response: ServerResponse, status: number, message: string, more: readonly string[] = []): void {
  const text = `${message}\n`
  response.writeHead(status, [
    ...safe,
    ...more,
    'Content-Type',
    'text/plain; charset=utf-8',
    'Content-Length',
    String(Buffer.byteLength(text))
  ])
  response.end(text)
}
