import { ChanceryError } from '../../../src-shared/errors.ts'
import {
  errorBody,
  nestedBody,
  parsePkiMessage,
  type BodyKind,
  type CmpFailure,
  type PkiHeader,
  type PkiMessage
} from '../../pki/cmp.ts'
import type { CaContext } from '../context.ts'
import { admitCmp, type AskedCmp } from './admit.ts'
import { confirm, endByClient } from './confirm.ts'
import { enrol } from './enrol.ts'
import { senderText, type CmpAnswer, type Exchange } from './exchange.ts'
import { general } from './general.ts'
import { logCmp, logStranger } from './log.ts'
import { authenticate, type Peer } from './peer.ts'
import { poll } from './poll.ts'
import { CmpRefusal, refusalOf } from './refusal.ts'
import { reply } from './reply.ts'
import { revoke } from './revocation.ts'

/** What goes out. */
export interface CmpReply {
  /** PKIMessage, DER. */
  readonly der: Uint8Array
  /** Why the message is refused as a whole; null where it is answered, be it with a refusal inside. */
  readonly failure: CmpFailure | null
  /** The client is to come back later, so its connection is of no use meanwhile. */
  readonly waits: boolean
}

/** Octets of our nonces (RFC 9810 5.1.1). */
const NONCE = 16
/** Shortest transaction id and nonce that are taken; both are to be 16 octets. */
const SHORTEST = 8
const MINUTE = 60_000
/** Levels of nested messages: a device, and two registration authorities. */
const MAX_NESTING = 3

/** Path segments of RFC 9483 6.1 and what may come to each; certConf, pollReq and error follow where it began. */
const segments: Readonly<Record<string, readonly BodyKind[]>> = {
  initialization: ['ir'],
  certification: ['cr'],
  keyupdate: ['kur'],
  pkcs10: ['p10cr'],
  revocation: ['rr'],
  getcacerts: ['genm'],
  getrootupdate: ['genm'],
  getcertreqtemplate: ['genm'],
  getcrls: ['genm'],
  nested: ['nested']
}
const following: readonly string[] = ['certConf', 'pollReq', 'error', 'nested']

/**
 * Answers a PKIMessage (RFC 9810 5.1).
 * @param segment operation in the address (RFC 9483 6.1), or null
 * @param address of who asks
 * @throws ChanceryError `not-found`, `forbidden` before the message is read; after that what cannot be answered is an error
 *   message
 */
export async function answerCmp(
  ca: CaContext,
  name: string,
  segment: string | null,
  der: Uint8Array,
  address: string
): Promise<CmpReply> {
  const service = admitCmp(ca, name, address)
  if (segment !== null && !Object.hasOwn(segments, segment))
    throw new ChanceryError('not-found', 'There is no such CMP operation (RFC 9483 6.1).')
  let header: PkiHeader | null = null
  try {
    const message = parsePkiMessage(der)
    header = message.header
    return await handle(ca, service, message, [], segment)
  } catch (error) {
    return strange(ca, service, header, error)
  }
}

function requireSegment(segment: string | null, { body }: PkiMessage): void {
  const wanted = segment === null ? undefined : segments[segment]
  if (wanted === undefined || following.includes(body.kind) || wanted.some((kind) => kind === body.kind)) return
  throw new CmpRefusal(
    'badRequest',
    `A message of the kind ${body.kind} does not go to /${segment ?? ''} (RFC 9483 6.1).`
  )
}

/** Nobody has proven to have sent it, or it is no message at all. */
async function strange(ca: CaContext, service: AskedCmp, header: PkiHeader | null, error: unknown): Promise<CmpReply> {
  const refusal = refusalOf(ca, error)
  await logStranger(ca, service, `A message from ${service.address} was refused: ${refusal.operatorText}`, {
    failure: refusal.failure,
    address: service.address
  })
  return failed(ca, service, header, null, refusal)
}

async function failed(
  ca: CaContext,
  service: AskedCmp,
  header: PkiHeader | null,
  peer: Peer | null,
  { failure, message }: CmpRefusal
): Promise<CmpReply> {
  const body = errorBody({ status: 'rejection', texts: [message], failures: [failure] })
  const der = await reply(ca, { service, header, peer, nonce: ca.random.bytes(NONCE) }, { body })
  return { der, failure, waits: false }
}

/** Checks header and protection, does what is asked, and protects the answer. @throws what nobody can be told of by name */
async function handle(
  ca: CaContext,
  service: AskedCmp,
  message: PkiMessage,
  through: readonly Peer[],
  segment: string | null = null
): Promise<CmpReply> {
  const { header } = message
  const transactionId = requireHeader(ca, service, header)
  const peer = await authenticate(ca, service, message, through.length > 0)
  const nonce = ca.random.bytes(NONCE)
  const exchange = { ca, service, message, peer, through: through.map(({ text }) => text), transactionId, nonce }
  try {
    requireSegment(segment, message)
    if (message.body.kind === 'nested') return await unwrap(exchange, message.body.messages, [...through, peer])
    const answer = await answered(exchange)
    return {
      der: await reply(ca, { service, header, peer, nonce }, answer),
      failure: null,
      waits: answer.waits === true
    }
  } catch (error) {
    const refusal = refusalOf(ca, error)
    const text = `A message (${message.body.kind}) of ${senderText(exchange)} was refused: ${refusal.operatorText}`
    await logCmp(ca, service, 'warn', text, {
      failure: refusal.failure,
      address: service.address,
      transaction: Buffer.from(transactionId).toString('hex')
    })
    return failed(ca, service, header, peer, refusal)
  }
}

/** RFC 9483 3.5. @returns the transaction id */
function requireHeader(ca: CaContext, { settings }: AskedCmp, header: PkiHeader): Uint8Array {
  if (header.version !== 2 && header.version !== 3)
    throw new CmpRefusal('unsupportedVersion', `Version ${header.version} of CMP is not spoken here; 2 and 3 are.`)
  if (header.transactionId === null || header.transactionId.length < SHORTEST)
    throw new CmpRefusal('badDataFormat', 'The message has no transaction id of 16 octets (RFC 9483 3.1).')
  if (header.senderNonce === null || header.senderNonce.length < SHORTEST)
    throw new CmpRefusal('badSenderNonce', 'The message has no nonce of 16 octets (RFC 9483 3.1).')
  const off = header.time === null ? 0 : Math.abs(header.time - ca.clock.now())
  if (settings.clockMinutes > 0 && off > settings.clockMinutes * MINUTE)
    throw new CmpRefusal(
      'badTime',
      `The time of the message is ${Math.round(off / MINUTE)} minutes off; at most ${settings.clockMinutes} are accepted. Set the clock of the device.`
    )
  return header.transactionId
}

async function answered(exchange: Exchange): Promise<CmpAnswer> {
  const { body } = exchange.message
  switch (body.kind) {
    case 'ir':
    case 'cr':
    case 'kur':
    case 'p10cr':
      return enrol(exchange)
    case 'certConf':
      return confirm(exchange, body.statuses)
    case 'pollReq':
      return poll(exchange, body.ids)
    case 'rr':
      return revoke(exchange, body.details)
    case 'genm':
      return general(exchange, body.infos)
    case 'error':
      return acknowledged(exchange, body.status.texts)
    default:
      throw new CmpRefusal('badRequest', `A message of the kind ${body.kind} is not for a service.`)
  }
}

/** RFC 9483 3.6.4: an error that a client reports ends what it began; the answer is a pkiconf. */
async function acknowledged(exchange: Exchange, texts: readonly string[]): Promise<CmpAnswer> {
  const said = texts
    .join(' ')
    .replace(/[^\x20-\x7e]/g, ' ')
    .slice(0, 300)
  const { ca, service } = exchange
  await logCmp(ca, service, 'warn', `${senderText(exchange)} reports an error: ${said === '' ? 'no reason' : said}`, {
    address: service.address
  })
  return endByClient(exchange, said)
}

/**
 * Takes messages that a registration authority passes on (RFC 9483 5.2.2). One with the same transaction id only got its
 * protection added, and is answered as it came; several are answered together.
 */
async function unwrap(
  exchange: Exchange,
  messages: readonly Uint8Array[],
  through: readonly Peer[]
): Promise<CmpReply> {
  const { ca, service, peer, transactionId, nonce, message } = exchange
  if (!peer.ra) throw new CmpRefusal('notAuthorized', 'Only a registration authority passes messages of others on.')
  if (through.length >= MAX_NESTING)
    throw new CmpRefusal('badRequest', `Messages are nested at most ${MAX_NESTING - 1} deep here.`)
  const inner = messages.map(parsePkiMessage)
  const [first] = inner
  const added = inner.length === 1 && Buffer.from(first?.header.transactionId ?? []).equals(Buffer.from(transactionId))
  if (added && first !== undefined) return answerInner(exchange, first, through)
  const answers: Uint8Array[] = []
  for (const one of inner) answers.push((await answerInner(exchange, one, through)).der)
  return {
    der: await reply(ca, { service, header: message.header, peer, nonce }, { body: nestedBody(answers) }),
    failure: null,
    waits: false
  }
}

async function answerInner(
  { ca, service }: Exchange,
  message: PkiMessage,
  through: readonly Peer[]
): Promise<CmpReply> {
  try {
    return await handle(ca, service, message, through)
  } catch (error) {
    return strange(ca, service, message.header, error)
  }
}
