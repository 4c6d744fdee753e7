import { expect, test } from 'vitest'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { settableClock } from '../../world/clock.ts'
import type { SocketRequest } from '../../world/net.ts'
import { systemRandom } from '../../world/random.ts'
import { askServer } from './ask-server.ts'
import { forwardingResolver } from './forward.ts'
import { decodeMessage } from './message-decode.ts'
import { encodeMessage } from './message-encode.ts'
import type { Message } from './record.ts'
import { Work } from './work.ts'

const clock = settableClock(0)
const server = { address: '192.0.2.53', port: 53 }
const question = { name: 'www.example.test.', type: 1, recursion: true }
const silence = new ChanceryError('io', 'The question failed: no answer within 1500 ms.')

const reply = (query: Message, more: Partial<Message> = {}): Message => ({
  ...query,
  response: true,
  answers: [{ owner: query.questions[0]?.name ?? '', class: 1, ttl: 60, data: { type: 'A', address: '192.0.2.1' } }],
  ...more
})

/** A server on the other side of the network: each datagram is answered by the next entry, TCP by `stream`. */
function outside(
  datagrams: readonly ((query: Message) => readonly Uint8Array[])[],
  stream?: (query: Message) => Message
) {
  const asked: Message[] = []
  let count = 0
  return {
    asked,
    world: {
      random: systemRandom,
      clock,
      net: {
        datagram: async (request: SocketRequest) => {
          const query = decodeMessage(request.bytes)
          asked.push(query)
          const taken = (datagrams[count++] ?? (() => []))(query).find((received) => request.accept(received))
          if (taken === undefined) throw silence
          return taken
        },
        stream: async (request: SocketRequest) => {
          const query = decodeMessage(request.bytes.subarray(2))
          if (stream === undefined) throw silence
          const body = encodeMessage(stream(query))
          const framed = Uint8Array.from([body.length >> 8, body.length & 255, ...body])
          expect(request.accept(framed.subarray(0, 20))).toBe(false)
          expect(request.accept(framed)).toBe(true)
          return framed
        }
      }
    }
  }
}
const ask = (far: ReturnType<typeof outside>) => askServer(far.world, new Work(clock), server, question)

test('a question asks for DNSSEC records, leaves the checking to us, and has a new id and letter case each time', async () => {
  const far = outside(Array.from({ length: 8 }, () => (query: Message) => [encodeMessage(reply(query))]))
  for (let round = 0; round < 8; round++) await ask(far)
  expect(far.asked[0]).toMatchObject({
    recursionDesired: true,
    checkingDisabled: true,
    edns: { dnssecOk: true, udpSize: 1232 }
  })
  expect(new Set(far.asked.map(({ id }) => id)).size).toBeGreaterThan(6)
  expect(new Set(far.asked.map(({ questions }) => questions[0]?.name)).size).toBeGreaterThan(6)
})

test('answers with another id, another question, that are no answers, or are damaged at the start are dropped', async () => {
  const forged = reply(
    decodeMessage(
      encodeMessage({
        ...reply({
          id: 0,
          response: true,
          opcode: 0,
          authoritative: false,
          truncated: false,
          recursionDesired: true,
          recursionAvailable: true,
          authenticData: true,
          checkingDisabled: false,
          responseCode: 0,
          questions: [{ name: 'evil.test.', type: 1, class: 1 }],
          answers: [],
          authority: [],
          additional: []
        })
      })
    )
  )
  const far = outside([
    (query) => [
      encodeMessage(reply(query, { id: query.id ^ 1 })),
      encodeMessage({ ...forged, id: query.id }),
      encodeMessage(reply(query, { response: false })),
      encodeMessage(reply(query, { opcode: 4 })),
      encodeMessage(query).subarray(0, 9),
      encodeMessage(reply(query, { answers: [] }))
    ]
  ])
  expect((await ask(far)).answers).toEqual([])
})

test('a silent server is asked twice, and its silence is a timeout', async () => {
  const far = outside([])
  await expect(ask(far)).rejects.toMatchObject({ name: 'LookupFailure', kind: 'timeout' })
  expect(far.asked).toHaveLength(2)
})

test('a cut answer, and one that has lost the letter case, are fetched again over TCP', async () => {
  const overTcp = (query: Message): Message => reply(query)
  const cut = outside([(query) => [encodeMessage(reply(query, { truncated: true, answers: [] }))]], overTcp)
  expect((await ask(cut)).answers).toHaveLength(1)
  const lowered = (query: Message): Message => ({
    ...query,
    questions: query.questions.map((entry) => ({
      ...entry,
      name: '' + (entry.name === entry.name.toLowerCase() ? entry.name.toUpperCase() : entry.name.toLowerCase())
    }))
  })
  const lost = outside([(query) => [encodeMessage(reply(lowered(query), { answers: [] }))]], overTcp)
  expect((await ask(lost)).answers).toHaveLength(1)
})

test('TCP that answers another question is refused', async () => {
  const far = outside([(query) => [encodeMessage(reply(query, { truncated: true, answers: [] }))]], (query) =>
    reply({ ...query, id: query.id ^ 1 })
  )
  await expect(ask(far)).rejects.toMatchObject({ kind: 'malformed' })
})

test('a server that does not know EDNS is asked without it', async () => {
  const plain = (query: Message): Message => {
    const { edns: _edns, ...rest } = query
    return rest
  }
  const far = outside([
    (query) => [encodeMessage(plain(reply(query, { responseCode: 1, answers: [] })))],
    (query) => [encodeMessage(plain(reply(query)))]
  ])
  expect((await ask(far)).answers).toHaveLength(1)
  expect(far.asked[1]?.edns).toBeUndefined()
})

test('an answer that matches but is damaged further on is this server’s failure', async () => {
  const far = outside([(query) => [encodeMessage(reply(query)).subarray(0, -2)]])
  await expect(ask(far)).rejects.toMatchObject({ kind: 'malformed' })
})

test('a resolver that fails is asked again after the others; what none can say is a failure and is not kept', async () => {
  const codes = [2, 5, 2, 5]
  const far = outside(
    codes.map((responseCode) => (query: Message) => [encodeMessage(reply(query, { responseCode, answers: [] }))])
  )
  const resolver = forwardingResolver(far.world, [server, { ...server, address: '192.0.2.54' }])
  await expect(resolver.ask('www.example.test.', 'A', new Work(clock))).rejects.toMatchObject({
    kind: 'server-failure'
  })
  expect(far.asked).toHaveLength(4)
})

test('an answer is kept for its TTL, "there is none" for the minimum of its SOA, a fresh question asks anyway', async () => {
  const soa = {
    owner: 'example.test.',
    class: 1,
    ttl: 3600,
    data: { type: 'SOA', primary: '.', mailbox: '.', serial: 1, refresh: 1, retry: 1, expire: 1, minimum: 30 }
  } as const
  const far = outside(
    Array.from({ length: 9 }, () => (query: Message) => [
      encodeMessage(query.questions[0]?.type === 1 ? reply(query) : reply(query, { answers: [], authority: [soa] }))
    ])
  )
  const resolver = forwardingResolver(far.world, [server])
  const asks = async (type: 'A' | 'CAA', fresh = false): Promise<number> => {
    await resolver.ask('www.example.test.', type, new Work(clock), { fresh })
    return far.asked.length
  }
  expect([await asks('A'), await asks('A'), await asks('A', true), await asks('CAA'), await asks('CAA')]).toEqual([
    1, 1, 2, 3, 3
  ])
  clock.advance(31_000)
  expect([await asks('A'), await asks('CAA')]).toEqual([3, 4])
  clock.advance(30_000)
  expect(await asks('A')).toBe(5)
})

test('a lookup that has spent its queries or its time asks no more', async () => {
  const limits = { queries: 1, milliseconds: 100, signatures: 1, failedSignatures: 1, hashRounds: 1 }
  await expect(askServer(outside([]).world, new Work(clock, limits), server, question)).rejects.toMatchObject({
    kind: 'too-much-work'
  })
  const late = new Work(clock, limits)
  clock.advance(101)
  await expect(askServer(outside([]).world, late, server, question)).rejects.toMatchObject({ kind: 'timeout' })
})
