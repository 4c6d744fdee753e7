import { isIP } from 'node:net'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Clock } from '../clock.ts'
import type { Net } from '../net.ts'
import type { Random } from '../random.ts'
import { readReply, repliesTo, timeRequest } from './packet.ts'

/** RFC 4330 2. */
const PORT = 123
const TIMEOUT = 3000
/** A way of more than a second tells too little of the time. */
const MAX_DELAY = 1000

/** What one server said. */
export type ServerTime =
  | {
      readonly server: string
      /** Milliseconds that the server is ahead of our clock (RFC 4330 5). */
      readonly offset: number
      /** Milliseconds of the way there and back. */
      readonly delay: number
      readonly stratum: number
    }
  | { readonly server: string; readonly refused: string }

/** What asking needs of the outside. */
export interface TimeAsker {
  readonly net: Net
  readonly clock: Clock
  readonly random: Random
}

/** Asks one server for the time; a server that does not answer is an answer too. @param server `name`, `name:port`, `[address]:port` */
export async function askTime(asker: TimeAsker, server: string, signal?: AbortSignal): Promise<ServerTime> {
  try {
    const { host, port } = placeOf(server)
    const address = isIP(host) === 0 ? await addressOf(asker.net, host, signal) : host
    const cookie = asker.random.bytes(8)
    const sentAt = asker.clock.now()
    const started = asker.clock.monotonic()
    const packet = await asker.net.datagram({
      address,
      port,
      bytes: timeRequest(cookie),
      timeout: TIMEOUT,
      // Extension fields and a MAC may follow (RFC 5905 7.5).
      maxBytes: 1024,
      accept: (bytes) => repliesTo(bytes, cookie),
      ...(signal === undefined ? {} : { signal })
    })
    const took = asker.clock.monotonic() - started
    const reply = readReply(packet, sentAt)
    if ('refused' in reply) return { server, refused: reply.refused }
    const delay = took - (reply.sent - reply.received)
    if (delay > MAX_DELAY || delay < -1)
      return { server, refused: `the way there and back took ${Math.round(delay)} ms` }
    // RFC 4330 5: ((T2 - T1) + (T3 - T4)) / 2, T4 by the stopwatch, so that a jump in between does no harm.
    const offset = (reply.received - sentAt + (reply.sent - (sentAt + took))) / 2
    return { server, offset, delay: Math.max(0, delay), stratum: reply.stratum }
  } catch (error) {
    return { server, refused: error instanceof ChanceryError ? error.message : 'it could not be asked' }
  }
}

async function addressOf(net: Net, name: string, signal?: AbortSignal): Promise<string> {
  const [address] = await net.resolve(name, 4, signal).catch(() => net.resolve(name, 6, signal))
  if (address === undefined) throw new ChanceryError('not-found', `${name} has no address.`)
  return address
}

function placeOf(server: string): { readonly host: string; readonly port: number } {
  if (isIP(server) !== 0) return { host: server, port: PORT }
  const match = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(server)
  const host = match?.[1] ?? match?.[2]
  const port = match?.[3] === undefined ? PORT : Number(match[3])
  if (host === undefined || port < 1 || port > 65_535)
    throw new ChanceryError('invalid-input', `${server} is not the name or address of a time server.`)
  return { host, port }
}
