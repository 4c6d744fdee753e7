import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Clock } from '../../world/clock.ts'
import type { Net } from '../../world/net.ts'
import type { Random } from '../../world/random.ts'
import { classInternet, responseCodeName, typeName } from './codes.ts'
import { LookupFailure } from './lookup-failure.ts'
import { decodeMessage, maxMessageLength } from './message-decode.ts'
import { encodeMessage } from './message-encode.ts'
import { type DnsName, sameName } from './name.ts'
import type { Edns, Message } from './record.ts'
import type { Work } from './work.ts'

export interface DnsWorld {
  readonly net: Pick<Net, 'datagram' | 'stream'>
  readonly random: Random
  readonly clock: Clock
}

export interface DnsServer {
  /** IPv4 or IPv6. */
  readonly address: string
  readonly port: number
}

export interface ServerQuestion {
  readonly name: DnsName
  readonly type: number
  /** A resolver is asked to recurse and to leave the checking to us (RFC 4035 3.2.2); a zone's own server is not. */
  readonly recursion: boolean
}

/** Largest datagram that crosses the usual networks whole (DNS flag day 2020); RFC 6891 6.2.3 lets us choose. */
const udpSize = 1232
/** Milliseconds for the first and the second datagram, and for TCP. */
const datagramWaits = [1500, 3000] as const
const streamWait = 5000

/**
 * Asks one server one question: UDP with a random id, port and letter case (RFC 5452 9.2, 9.3; "0x20"), a second time when
 * it is silent; over TCP when the answer is cut (RFC 7766 5) or has lost the case. Answers to other questions are dropped.
 * @returns the message, whatever its response code. @throws LookupFailure
 */
export async function askServer(
  world: DnsWorld,
  work: Work,
  server: DnsServer,
  question: ServerQuestion
): Promise<Message> {
  const withEdns = await overDatagram(world, work, server, question, true)
  // RFC 6891 7: a server that does not know EDNS says FORMERR or NOTIMP; then once without it, and without DNSSEC.
  const ednsRefused = (withEdns.responseCode === 1 || withEdns.responseCode === 4) && withEdns.edns === undefined
  return ednsRefused ? overDatagram(world, work, server, question, false) : withEdns
}

async function overDatagram(
  world: DnsWorld,
  work: Work,
  server: DnsServer,
  question: ServerQuestion,
  edns: boolean
): Promise<Message> {
  for (const [index, wait] of datagramWaits.entries()) {
    const query = makeQuery(world.random, question, edns)
    const accept = (received: Uint8Array): boolean => answers(received, query.bytes)
    work.query()
    const timeout = Math.min(wait, work.timeLeft)
    try {
      const received = await world.net.datagram({
        ...server,
        ...signalOf(work),
        bytes: query.bytes,
        timeout,
        maxBytes: maxMessageLength,
        accept
      })
      const message = read(received, server)
      // A server that loses the letter case may be a stranger that guessed the id: TCP settles it.
      const sure = message.questions[0]?.name === query.name && !message.truncated
      return sure ? message : await overStream(world, work, server, question, edns)
    } catch (error) {
      if (error instanceof LookupFailure || !isIo(error)) throw error
      if (index === datagramWaits.length - 1) throw silent(server, question, error)
    }
  }
  throw new TypeError('the waits of datagrams are an empty list')
}

async function overStream(
  world: DnsWorld,
  work: Work,
  server: DnsServer,
  question: ServerQuestion,
  edns: boolean
): Promise<Message> {
  const query = makeQuery(world.random, question, edns)
  const framed = Uint8Array.from([query.bytes.length >> 8, query.bytes.length & 0xff, ...query.bytes])
  const frameLength = (received: Uint8Array): number => 2 + (received[0] ?? 0) * 256 + (received[1] ?? 0)
  const accept = (received: Uint8Array): boolean => received.length >= 2 && received.length >= frameLength(received)
  work.query()
  const timeout = Math.min(streamWait, work.timeLeft)
  try {
    const received = await world.net.stream({
      ...server,
      ...signalOf(work),
      bytes: framed,
      timeout,
      maxBytes: maxMessageLength + 2,
      accept
    })
    const body = received.subarray(2, frameLength(received))
    if (!answers(body, query.bytes))
      throw new LookupFailure('malformed', `${titleOf(server)} answered another question.`)
    return read(body, server)
  } catch (error) {
    if (error instanceof LookupFailure || !isIo(error)) throw error
    throw silent(server, question, error)
  }
}

const signalOf = (work: Work): { signal?: AbortSignal } => (work.signal === undefined ? {} : { signal: work.signal })
const isIo = (error: unknown): boolean =>
  error instanceof ChanceryError && (error.code === 'io' || error.code === 'too-large')

export function titleOf(server: DnsServer): string {
  return `${server.address} port ${server.port}`
}

function silent(server: DnsServer, question: ServerQuestion, cause: unknown): LookupFailure {
  const text = cause instanceof Error ? cause.message : ''
  const kind = /no answer within|complete/.test(text) ? 'timeout' : 'unreachable'
  const asked = `${question.name} ${typeName(question.type)}`
  return new LookupFailure(kind, `${titleOf(server)} did not answer for ${asked}: ${text}`, cause)
}

function read(bytes: Uint8Array, server: DnsServer): Message {
  try {
    return decodeMessage(bytes)
  } catch (error) {
    if (!(error instanceof ChanceryError)) throw error
    throw new LookupFailure(
      'malformed',
      `${titleOf(server)} sent an answer that cannot be read. ${error.message}`,
      error
    )
  }
}

function makeQuery(random: Random, question: ServerQuestion, withEdns: boolean): { name: DnsName; bytes: Uint8Array } {
  const name = mixCase(question.name, random)
  const [high = 0, low = 0] = random.bytes(2)
  const edns: Edns = { udpSize, version: 0, dnssecOk: true, options: [] }
  const bytes = encodeMessage({
    id: high * 256 + low,
    response: false,
    opcode: 0,
    authoritative: false,
    truncated: false,
    recursionDesired: question.recursion,
    recursionAvailable: false,
    authenticData: false,
    checkingDisabled: question.recursion,
    responseCode: 0,
    questions: [{ name, type: question.type, class: classInternet }],
    answers: [],
    authority: [],
    additional: [],
    ...(withEdns ? { edns } : {})
  })
  return { name, bytes }
}

/** Letters in random case: a forger has to guess one more bit for each. */
function mixCase(name: DnsName, random: Random): DnsName {
  const coins = random.bytes(name.length)
  return Array.from(name, (letter, index) =>
    (coins[index] ?? 0) & 1 ? letter.toUpperCase() : letter.toLowerCase()
  ).join('')
}

/** Is it an answer to this query: same id, same question without regard to case? Cheap: strangers' datagrams end here. */
function answers(received: Uint8Array, query: Uint8Array): boolean {
  if (
    received.length < 12 ||
    received[0] !== query[0] ||
    received[1] !== query[1] ||
    ((received[2] ?? 0) & 0xf8) !== 0x80
  )
    return false
  try {
    const [asked] = decodeMessage(query).questions
    const [answered] = decodeQuestion(received)
    return (
      asked !== undefined &&
      answered !== undefined &&
      asked.type === answered.type &&
      asked.class === answered.class &&
      sameName(asked.name, answered.name)
    )
  } catch {
    return false
  }
}

/** Only header and question, so that a message which is damaged further on counts as this server's damaged answer. */
function decodeQuestion(received: Uint8Array): Message['questions'] {
  let end = 12
  while (end < received.length && received[end] !== 0) end += (received[end] ?? 0) + 1
  const head = Uint8Array.from(received.subarray(0, end + 5))
  head.fill(0, 6, 12)
  return decodeMessage(head).questions
}

/** @returns the failure that a response code other than NOERROR and NXDOMAIN stands for */
export function failureOf(message: Message, server: DnsServer): LookupFailure {
  const code = responseCodeName(message.responseCode)
  const kind = message.responseCode === 2 ? 'server-failure' : message.responseCode === 5 ? 'refused' : 'malformed'
  return new LookupFailure(kind, `${titleOf(server)} answered ${code}.`)
}
