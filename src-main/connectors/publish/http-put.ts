import { randomBytes } from 'node:crypto'
import type { PublishDestination } from '../../../src-shared/model/publishing.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Destination, DestinationSecret } from '../../ca/publish/destination.ts'
import { filePathOf, foldersOf } from '../../ca/publish/paths.ts'
import { keptConnections } from '../../world/http-connections.ts'
import type { HttpReply, HttpRequest, Net } from '../../world/net.ts'
import { refusal, sendAgain } from './http-words.ts'

/** Connections to one server. */
const PARALLEL = 8
const TIMEOUT = 60_000

/**
 * A web server that takes PUT (RFC 9110 9.3.4). Where it speaks WebDAV a file goes up under a hidden name and is moved
 * over the old one (RFC 4918 9.9), so that nobody reads half of it; a server that knows no MOVE gets a plain PUT, and
 * how whole a file is while it arrives is the server's affair.
 */
export function openHttpPut(
  net: Net,
  destination: Extract<PublishDestination, { kind: 'http' }>,
  secret: DestinationSecret
): Destination {
  const connections = keptConnections(PARALLEL)
  const authorization = authorizationOf(destination, secret)
  const host = new URL(destination.url).host
  const made = new Map<string, Promise<void>>()
  let moves: boolean | undefined

  const url = (filePath: string): string => `${destination.url}${filePath.split('/').map(encodeURIComponent).join('/')}`
  const send = (
    method: HttpRequest['method'],
    to: string,
    signal: AbortSignal,
    more: Partial<HttpRequest> = {}
  ): Promise<HttpReply> =>
    sendAgain(net, {
      method,
      url: to,
      timeout: TIMEOUT,
      maxBytes: 64 * 1024,
      connections,
      signal,
      ...more,
      headers: { ...authorization, ...more.headers }
    })

  const makeFolder = (folder: string, signal: AbortSignal): Promise<void> => {
    const known = made.get(folder)
    if (known !== undefined) return known
    const making = send('MKCOL', `${url(folder)}/`, signal).then(({ status }) => {
      // 405: it is there already (RFC 4918 9.3.1), or the server makes folders by itself.
      if (![200, 201, 204, 301, 405, 409, 501].includes(status)) throw refusal(host, 'MKCOL', folder, status)
    })
    made.set(folder, making)
    return making
  }

  const putAt = async (filePath: string, bytes: Uint8Array, mediaType: string, signal: AbortSignal): Promise<void> => {
    const { status } = await send('PUT', url(filePath), signal, { body: bytes, headers: { 'content-type': mediaType } })
    if (status < 200 || status > 299) throw refusal(host, 'PUT', filePath, status)
  }

  const putAndMove = async (
    filePath: string,
    bytes: Uint8Array,
    mediaType: string,
    signal: AbortSignal
  ): Promise<boolean> => {
    const folder = filePath.slice(0, filePath.lastIndexOf('/') + 1)
    const partial = `${folder}.chancery-${randomBytes(9).toString('base64url')}`
    await putAt(partial, bytes, mediaType, signal)
    const { status } = await send('MOVE', url(partial), signal, {
      headers: { destination: url(filePath), overwrite: 'T' }
    })
    if (status >= 200 && status <= 299) return true
    await send('DELETE', url(partial), signal)
    if (status === 405 || status === 501 || status === 400) return false
    throw refusal(host, 'MOVE', filePath, status)
  }

  return {
    parallel: PARALLEL,
    put: async ({ path, bytes, mediaType }, signal) => {
      const filePath = filePathOf(path)
      for (const folder of foldersOf(filePath)) await makeFolder(folder, signal)
      if (moves !== false) {
        moves = await putAndMove(filePath, bytes, mediaType, signal)
        if (moves) return
      }
      await putAt(filePath, bytes, mediaType, signal)
    },
    remove: async (path, signal) => {
      const filePath = filePathOf(path)
      const { status } = await send('DELETE', url(filePath), signal)
      if ((status < 200 || status > 299) && status !== 404 && status !== 410)
        throw refusal(host, 'DELETE', filePath, status)
    },
    get: async (path, bytes, signal) => {
      const filePath = filePathOf(path)
      const { status, body } = await send('GET', url(filePath), signal, { maxBytes: bytes + 1024 })
      if (status !== 200) throw refusal(host, 'GET', filePath, status)
      return body
    },
    close: () => {
      connections.close()
      return Promise.resolve()
    }
  }
}

/** RFC 7617 for a user with a password, RFC 6750 for a token. */
function authorizationOf(
  { proof, user }: Extract<PublishDestination, { kind: 'http' }>,
  { secret = '' }: DestinationSecret
): Readonly<Record<string, string>> {
  if (proof === 'none') return {}
  if (/[\r\n]/.test(secret))
    throw new ChanceryError('invalid-input', 'The secret of the target has a line break in it.')
  if (proof === 'bearer') return { authorization: `Bearer ${secret}` }
  return { authorization: `Basic ${Buffer.from(`${user ?? ''}:${secret}`).toString('base64')}` }
}
