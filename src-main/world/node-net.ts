import { Resolver } from 'node:dns/promises'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { ChanceryError } from '../../src-shared/errors.ts'
import { isIP, type LookupFunction } from 'node:net'
import type { HttpReply, HttpRequest, Net } from './net.ts'
import { shakeHands } from './node-handshake.ts'
import { exchangeDatagram, exchangeStream } from './node-sockets.ts'

const defaultTimeout = 10_000
const defaultMaxBytes = 1024 * 1024

/** The network as Node has it: no proxy, no keep-alive, no redirects followed, TLS 1.2 and up. */
export const nodeNet: Net = {
  http: exchange,
  resolve: (name, family, signal) =>
    ask(name, `IPv${family} address`, signal, (resolver) =>
      family === 4 ? resolver.resolve4(name) : resolver.resolve6(name)
    ),
  resolveText: (name, signal) =>
    ask(name, 'text record', signal, async (resolver) =>
      (await resolver.resolveTxt(name)).map((strings) => strings.join(''))
    ),
  handshake: shakeHands,
  datagram: exchangeDatagram,
  stream: exchangeStream
}

async function exchange(request: HttpRequest): Promise<HttpReply> {
  const url = parseAddress(request.url)
  const timeout = AbortSignal.timeout(request.timeout ?? defaultTimeout)
  const signal = request.signal === undefined ? timeout : AbortSignal.any([request.signal, timeout])
  try {
    const reply = await send(url, request, signal)
    return {
      status: reply.statusCode ?? 0,
      headers: flatten(reply),
      body: await collect(reply, request.maxBytes ?? defaultMaxBytes)
    }
  } catch (error) {
    if (error instanceof ChanceryError) throw error
    if (request.signal?.aborted === true)
      throw new ChanceryError('cancelled', `The request to ${url.host} was cancelled.`, { cause: error })
    const why = timeout.aborted
      ? `no complete answer within ${request.timeout ?? defaultTimeout} ms`
      : error instanceof Error
        ? error.message
        : String(error)
    throw new ChanceryError('io', `The request to ${url.host} failed: ${why}.`, { cause: error })
  }
}

function parseAddress(address: string): URL {
  const url = URL.parse(address)
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '') {
    throw new ChanceryError('invalid-input', `"${address}" is not an http or https address.`)
  }
  if (url.username !== '' || url.password !== '')
    throw new ChanceryError(
      'invalid-input',
      `The address of ${url.host} carries a user name or password; send them in a header.`
    )
  return url
}

function send(url: URL, request: HttpRequest, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = {
      ...request.headers,
      ...(request.body === undefined ? {} : { 'content-length': String(request.body.length) })
    }
    const options = {
      method: request.method,
      headers,
      signal,
      agent: request.connections?.[url.protocol === 'https:' ? 'https' : 'http'] ?? false,
      maxHeaderSize: 16 * 1024,
      ...(request.connectTo === undefined ? {} : { lookup: fixedLookup(request.connectTo) })
    } as const
    const outgoing =
      url.protocol === 'https:'
        ? httpsRequest(
            url,
            {
              ...options,
              minVersion: 'TLSv1.2',
              rejectUnauthorized: request.anyCertificate !== true,
              ...(request.trust === undefined ? {} : { ca: [...request.trust] })
            },
            resolve
          )
        : httpRequest(url, options, resolve)
    outgoing.on('error', reject)
    outgoing.end(request.body)
  })
}

/** Answers every question with one address. A host that is an address itself is never looked up. */
function fixedLookup(address: string): LookupFunction {
  const family = isIP(address)
  return (_host, options, callback) => {
    if (options.all === true) callback(null, [{ address, family }])
    else callback(null, address, family)
  }
}

async function collect(reply: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of reply) {
    const bytes: unknown = chunk
    if (!(bytes instanceof Uint8Array)) throw new TypeError('an HTTP body arrived as text')
    length += bytes.length
    if (length > maxBytes) {
      reply.destroy()
      throw new ChanceryError('too-large', `The answer is larger than the ${maxBytes} bytes allowed.`)
    }
    chunks.push(bytes)
  }
  const body = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    body.set(chunk, offset)
    offset += chunk.length
  }
  return body
}

function flatten(reply: IncomingMessage): Record<string, string> {
  const present = Object.entries(reply.headers).filter(
    (entry): entry is [string, string | string[]] => entry[1] !== undefined
  )
  return Object.fromEntries(
    present.map(([name, value]) => [name, typeof value === 'string' ? value : value.join(', ')])
  )
}

async function ask(
  name: string,
  what: string,
  signal: AbortSignal | undefined,
  question: (resolver: Resolver) => Promise<readonly string[]>
): Promise<readonly string[]> {
  const resolver = new Resolver({ timeout: defaultTimeout / 4, tries: 2 })
  const cancel = (): void => resolver.cancel()
  signal?.addEventListener('abort', cancel, { once: true })
  try {
    signal?.throwIfAborted()
    return await question(resolver)
  } catch (error) {
    if (signal?.aborted === true)
      throw new ChanceryError('cancelled', `The lookup of ${name} was cancelled.`, { cause: error })
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    if (code === 'ENOTFOUND' || code === 'ENODATA')
      throw new ChanceryError('not-found', `${name} has no ${what}.`, { cause: error })
    throw new ChanceryError('io', `The ${what} of ${name} could not be asked for (${code}).`, { cause: error })
  } finally {
    signal?.removeEventListener('abort', cancel)
  }
}
