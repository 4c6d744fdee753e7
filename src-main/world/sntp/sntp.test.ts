import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { afterEach, describe, expect, test } from 'vitest'
import { settableClock, systemClock } from '../clock.ts'
import { nodeNet } from '../node-net.ts'
import { systemRandom } from '../random.ts'
import { askTime, type ServerTime } from './ask.ts'
import { readReply, repliesTo, timeRequest } from './packet.ts'

const EPOCH = 2_208_988_800
const ERA = 2 ** 32
const near = Date.UTC(2026, 10, 20)

const sockets: Socket[] = []
afterEach(() => sockets.splice(0).forEach((socket) => socket.close()))

/** What a test server puts into its replies. */
interface Said {
  readonly ahead: number
  readonly first: number
  readonly stratum: number
  readonly rootDelay: number
  readonly kiss: string
  readonly cookie: (request: Uint8Array) => Uint8Array
  readonly noTime: boolean
}
const honest: Said = {
  ahead: 0,
  first: (4 << 3) | 4,
  stratum: 2,
  rootDelay: 0,
  kiss: '\0\0\0\0',
  cookie: (request) => request.subarray(40, 48),
  noTime: false
}

function replyTo(request: Uint8Array, said: Said, now: number): Buffer {
  const reply = Buffer.alloc(48)
  reply.writeUInt8(said.first, 0)
  reply.writeUInt8(said.stratum, 1)
  reply.writeUInt32BE(Math.round(said.rootDelay * 65.536), 4)
  reply.write(said.kiss, 12, 'latin1')
  reply.set(said.cookie(request), 24)
  if (!said.noTime) for (const at of [32, 40]) putTime(reply, at, now + said.ahead)
  return reply
}

function putTime(to: Buffer, at: number, ms: number): void {
  const seconds = Math.floor(ms / 1000)
  to.writeUInt32BE((seconds + EPOCH) % ERA, at)
  to.writeUInt32BE(Math.floor(((ms - seconds * 1000) / 1000) * ERA), at + 4)
}

async function server(said: Partial<Said> = {}): Promise<string> {
  const socket = createSocket('udp4')
  sockets.push(socket)
  socket.on('message', (request, from) => {
    socket.send(replyTo(request, { ...honest, ...said }, Date.now()), from.port, from.address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return `127.0.0.1:${socket.address().port}`
}

const ask = async (said: Partial<Said> = {}): Promise<ServerTime> =>
  askTime({ net: nodeNet, clock: systemClock, random: systemRandom }, await server(said))

describe('a time server', () => {
  test.each([0, 12_345, -90_000])('that is %d ms ahead says so', async (ahead) => {
    const time = await ask({ ahead })
    expect(time).toMatchObject({ stratum: 2 })
    expect(Math.abs(('offset' in time ? time.offset : Number.NaN) - ahead)).toBeLessThan(60)
  })

  test.each([
    ['its clock is not synchronised', { first: (3 << 6) | (4 << 3) | 4 }, /not synchronised/],
    ['its stratum is 16', { stratum: 16 }, /not synchronised/],
    ['it asks to be left alone', { stratum: 0, kiss: 'DENY' }, /left alone \(DENY\)/],
    ['it is no server', { first: (4 << 3) | 3 }, /mode is 3/],
    ['its own time is poor', { rootDelay: 5000 }, /uncertain by 2500 ms/],
    ['it gives no time', { noTime: true }, /no time/]
  ] as const)('is not believed when %s', async (_why, said, words) => {
    const time = await ask(said)
    expect('refused' in time ? time.refused : '').toMatch(words)
  })

  test('that did not see the request is not heard', async () => {
    const time = await askTime(
      { net: nodeNet, clock: systemClock, random: systemRandom },
      await server({ cookie: () => new Uint8Array(8) })
    )
    expect(time).toHaveProperty('refused')
  }, 10_000)

  test('that cannot be reached, or is none, is an answer too', async () => {
    const asker = { net: nodeNet, clock: settableClock(near), random: systemRandom }
    for (const name of ['127.0.0.1:70000', 'a b', '127.0.0.1:1'])
      expect(await askTime(asker, name)).toMatchObject({ server: name, refused: expect.any(String) })
  }, 10_000)
})

describe('a packet', () => {
  test('asks without telling the time of who asks', () => {
    const cookie = systemRandom.bytes(8)
    const packet = timeRequest(cookie)
    expect(packet).toHaveLength(48)
    expect(packet[0]).toBe(0x23)
    expect(packet.subarray(1, 40).every((octet) => octet === 0)).toBe(true)
    expect(repliesTo(replyTo(packet, honest, near), cookie)).toBe(true)
    expect(repliesTo(new Uint8Array(47), cookie)).toBe(false)
  })

  test.each([Date.UTC(2026, 0, 1), Date.UTC(2036, 1, 7, 7), Date.UTC(2050, 0, 1)])(
    'of the era of %d is read in it (RFC 5905 6)',
    (now) => {
      const read = readReply(replyTo(timeRequest(new Uint8Array(8)), honest, now), now + 3_600_000)
      expect('sent' in read && Math.abs(read.sent - now) < 1).toBe(true)
    }
  )

  test('of any octets is a reply or is refused', () => {
    for (let length = 0; length < 60; length++) for (let n = 0; n < 20; n++) readReply(systemRandom.bytes(length), near)
    expect(readReply(new Uint8Array(10), near)).toHaveProperty('refused')
  })
})
