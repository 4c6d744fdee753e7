import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { WireReplay } from '../../src-shared/api/wire.ts'
import { toFailure } from '../../src-shared/errors.ts'
import type { Actor } from '../../src-shared/model/channel.ts'
import { recordAudit } from '../ca/audit.ts'
import { forgetRefusedCmp } from '../ca/cmp/again.ts'
import type { CaContext } from '../ca/context.ts'
import { requireExchange } from '../ca/wire/exchanges.ts'
import { exchangeOf } from '../ca/wire/keep.ts'
import { MASK } from '../ca/wire/mask.ts'
import type { WireNotes } from '../ca/wire/memory.ts'
import { placeOf } from '../ca/wire/place.ts'
import type { RawExchange } from '../ca/wire/raw-exchange.ts'
import { stepsOf } from '../ca/wire/steps.ts'
import { collectAnswer } from '../protocols/http/wire-tap.ts'
import { publicHandler } from '../protocols/server.ts'
import type { Nonces } from '../protocols/acme/nonces.ts'
import { reader } from '../store/store.ts'
import { transaction } from '../store/transaction.ts'
import type { WireExchange } from '../store/wire-log.ts'
import { protocolsOver } from './protocols.ts'
import { openSandbox, type Sandbox } from './wire-sandbox.ts'

/** Longer than the slowest answer, key generation for a client included. */
const TIMEOUT = 30_000

interface ReplayInput {
  readonly id: number
  readonly authorization?: string | undefined
}

/** @throws ChanceryError `not-found`, `locked`, `too-large` */
export async function replayExchange(ca: CaContext, input: ReplayInput, actor: Actor): Promise<{ replay: WireReplay }> {
  const exchange = requireExchange(ca, input.id)
  const withheld = whyNot(exchange, input.authorization)
  const replay = withheld === null ? await answered(ca, exchange, input.authorization) : notPerformed(withheld)
  await transaction(ca.store, (tx) =>
    recordAudit(tx, ca, {
      actor,
      operation: 'wire.replay',
      object: { kind: 'wire-exchange', id: input.id },
      outcome: 'ok',
      detail: { came: replay.outcome, code: replay.code, before: exchange.outcome }
    })
  )
  return { replay }
}

/** @returns why a message cannot be given to anybody again; null where it can */
function whyNot(exchange: WireExchange, authorization: string | undefined): string | null {
  if (exchange.requestBytes > exchange.requestBody.length && exchange.requestMasked.length === 0)
    return 'The message was too long to be kept whole.'
  const secrets = exchange.requestMasked.filter((name) => !/^(?:authorization|cookie)$/i.test(name))
  if (secrets.length > 0)
    return `A secret in the message was masked before it was stored (${secrets.join(', ')}). Let the device ask again.`
  const signedIn = exchange.requestMasked.some((name) => /^authorization$/i.test(name))
  if (signedIn && authorization === undefined)
    return 'The message came with a name and a password, which were masked. Type them to replay it.'
  return null
}

function notPerformed(reason: string): WireReplay {
  return { outcome: 'not-performed', status: null, code: null, reason, changed: false, steps: [] }
}

async function answered(ca: CaContext, exchange: WireExchange, authorization: string | undefined): Promise<WireReplay> {
  const sandbox = await openSandbox(ca)
  try {
    const from = reader(sandbox.ca.store)
    const place = placeOf(from, exchange.url)
    if (place?.protocol === 'cmp')
      await forgetRefusedCmp(sandbox.ca, place.service ?? '', new Uint8Array(exchange.requestBody))
    const raw = await ask(sandbox, exchange, authorization)
    if (raw === null || place === null) return notPerformed('The test authority did not answer in time.')
    const again = exchangeOf(raw, place)
    const { outcome, status, code, reason } = again
    const changed = outcome !== exchange.outcome || code !== exchange.code
    return {
      outcome,
      status,
      code,
      reason,
      changed,
      steps: stepsOf(from, again).filter(({ side }) => side === 'answer')
    }
  } finally {
    await sandbox.close()
  }
}

/** Serves the message as a listener would, from the address that it came from. @returns null where no answer comes */
async function ask(
  { ca, net }: Sandbox,
  exchange: WireExchange,
  authorization: string | undefined
): Promise<RawExchange | null> {
  const spoken = protocolsOver(ca, net, anyNonce)
  const serve = publicHandler(spoken, { reader: () => reader(ca.store), clock: ca.clock, log: ca.log })
  const request = requestOf(exchange, authorization)
  const response = new ServerResponse(request)
  const answer = collectAnswer(response)
  const notes: WireNotes = { lines: [] }
  const started = performance.now()
  try {
    const ended = await new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(false), TIMEOUT)
      const end = response.end.bind(response) as unknown as (...args: unknown[]) => void
      response.end = (...args: unknown[]): ServerResponse => {
        end(...args)
        clearTimeout(timer)
        resolve(true)
        return response
      }
      ca.memory.wire.notes?.run(notes, () => serve(request, response))
    })
    if (!ended) return null
    const milliseconds = performance.now() - started
    // The line of the service log may be written after the answer.
    await new Promise((resolve) => setTimeout(resolve, 50))
    return {
      at: exchange.at,
      milliseconds,
      method: exchange.method,
      url: exchange.url,
      secure: exchange.secure,
      peer: exchange.peer,
      clientCertificate: exchange.clientCertificate,
      requestHeaders: exchange.requestHeaders,
      requestBody: exchange.requestBody,
      requestBytes: exchange.requestBytes,
      status: response.statusCode,
      answerHeaders: answer.headers(),
      answerBody: answer.body.bytes(),
      answerBytes: answer.body.length(),
      notes: notes.lines
    }
  } catch (error) {
    ca.log.error('a message could not be replayed', error, { code: toFailure(error, '').code })
    return null
  } finally {
    for (const one of spoken) await one.close?.()
  }
}

/** A message that is replayed has a nonce that was used; everything else about it is judged. */
const anyNonce: Nonces = { next: () => 'dGVzdA', use: () => true }

function requestOf(exchange: WireExchange, authorization: string | undefined): IncomingMessage {
  const request = new IncomingMessage(socketOf(exchange))
  request.method = exchange.method
  request.url = exchange.url
  request.httpVersion = '1.1'
  request.httpVersionMajor = 1
  request.httpVersionMinor = 1
  for (const { name, value } of exchange.requestHeaders) {
    const given = /^authorization$/i.test(name) && authorization !== undefined ? basic(authorization) : value
    if (given.includes(MASK)) continue
    request.rawHeaders.push(name, given)
    const key = name.toLowerCase()
    request.headers[key] = given
  }
  if (exchange.requestBody.length > 0) request.push(Buffer.from(exchange.requestBody))
  request.push(null)
  request.complete = true
  return request
}

function basic(text: string): string {
  return `Basic ${Buffer.from(text, 'utf8').toString('base64')}`
}

/** A connection that is none: where the message came from, and the certificate that was shown over it. */
function socketOf({ secure, peer, clientCertificate }: WireExchange): Socket {
  const shown = clientCertificate === null ? {} : { raw: Buffer.from(clientCertificate) }
  const facts: Readonly<Record<string, unknown>> = {
    remoteAddress: peer,
    encrypted: secure,
    readable: false,
    writable: true,
    destroyed: false,
    readableHighWaterMark: 64 * 1024,
    getPeerCertificate: () => shown,
    // What both ends of that connection could compute is gone with it.
    getProtocol: () => 'TLSv1.2',
    isSessionReused: () => false,
    getPeerFinished: () => undefined
  }
  const socket: unknown = Object.create(
    (secure ? TLSSocket : Socket).prototype,
    Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, { value, writable: true }]))
  )
  if (socket instanceof Socket) return socket
  throw new TypeError('not a socket')
}
