import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { repeatableRandom } from '../../world/random.ts'
import { decodeMessage } from './message-decode.ts'
import { encodeMessage } from './message-encode.ts'
import { nameOf } from './name.ts'
import type { DnsRecord, Message, RecordData } from './record.ts'
import { dataText } from './record-text.ts'

const seed = 1035
const plain: Message = {
  id: 0xbeef,
  response: true,
  opcode: 0,
  authoritative: true,
  truncated: false,
  recursionDesired: true,
  recursionAvailable: false,
  authenticData: true,
  checkingDisabled: true,
  responseCode: 0,
  questions: [{ name: 'www.example.test.', type: 257, class: 1 }],
  answers: [],
  authority: [],
  additional: []
}
const octets = (length: number): Uint8Array => Uint8Array.from({ length }, (_, index) => index * 7)

const everyType: readonly RecordData[] = [
  { type: 'A', address: '192.0.2.1' },
  { type: 'AAAA', address: '2001:db8::1' },
  { type: 'NS', target: 'ns.example.test.' },
  { type: 'CNAME', target: 'a\\.b\\000.example.test.' },
  { type: 'DNAME', target: 'other.test.' },
  { type: 'PTR', target: '.' },
  {
    type: 'SOA',
    primary: 'ns.example.test.',
    mailbox: 'h.example.test.',
    serial: 0xffffffff,
    refresh: 1,
    retry: 2,
    expire: 3,
    minimum: 4
  },
  { type: 'MX', preference: 10, exchange: 'mail.example.test.' },
  { type: 'TXT', strings: [octets(255), octets(0), Buffer.from('say "a\\b"')].map((part) => Uint8Array.from(part)) },
  { type: 'CAA', flags: 128, tag: 'issue', value: Uint8Array.from(Buffer.from('ca.test; a=b')) },
  { type: 'DS', keyTag: 20326, algorithm: 8, digestType: 2, digest: octets(32) },
  { type: 'DNSKEY', flags: 257, protocol: 3, algorithm: 13, publicKey: octets(64) },
  {
    type: 'RRSIG',
    covered: 257,
    algorithm: 13,
    labels: 3,
    originalTtl: 60,
    expiration: 1_900_000_000,
    inception: 1_800_000_000,
    keyTag: 7,
    signer: 'Example.test.',
    signature: octets(64)
  },
  { type: 'NSEC', next: '*.Example.test.', types: [1, 2, 46, 47, 257, 65280] },
  { type: 'NSEC3', hashAlgorithm: 1, flags: 1, iterations: 65535, salt: octets(8), nextHash: octets(20), types: [] },
  { type: 'NSEC3PARAM', hashAlgorithm: 1, flags: 0, iterations: 0, salt: octets(0) },
  { type: 'TLSA', usage: 3, selector: 1, matching: 1, association: octets(32) },
  { type: 'other', number: 65534, octets: octets(5) },
  { type: 'other', number: 65533, octets: octets(0) }
]
const record = (data: RecordData): DnsRecord => ({ owner: 'www.example.test.', class: 1, ttl: 3600, data })
const full: Message = {
  ...plain,
  responseCode: 23,
  answers: everyType.map(record),
  authority: [record({ type: 'NS', target: 'ns.example.test.' })],
  additional: [record({ type: 'A', address: '192.0.2.2' })],
  edns: { udpSize: 1232, version: 0, dnssecOk: true, options: [{ code: 15, octets: octets(3) }] }
}

/** A header with these counts, and what follows. */
const raw = (counts: readonly [number, number, number, number], ...rest: number[]): Uint8Array =>
  Uint8Array.from([0, 1, 0x80, 0, ...counts.flatMap((count) => [count >> 8, count & 255]), ...rest])
const root = [0, 0, 1, 0, 1]
const refused = (bytes: Uint8Array, why: RegExp): void => {
  expect(() => decodeMessage(bytes)).toThrow(expect.objectContaining({ constructor: ChanceryError, code: 'malformed' }))
  expect(() => decodeMessage(bytes)).toThrow(why)
}

test.each(everyType.map((data) => [data.type === 'other' ? `TYPE${data.number}` : data.type, data] as const))(
  '%s data comes back as it was written',
  (_type, data) => {
    expect(decodeMessage(encodeMessage({ ...plain, answers: [record(data)] })).answers).toEqual([record(data)])
    expect(dataText(data)).not.toMatch(/undefined|NaN/)
  }
)

test('a message with every section, flags and EDNS comes back whole, and is the same when written again', () => {
  const bytes = encodeMessage(full)
  expect(decodeMessage(bytes)).toEqual(full)
  expect(encodeMessage(decodeMessage(bytes))).toEqual(bytes)
})

test('a question as RFC 1035 4.1 lays it out', () => {
  const bytes = encodeMessage({
    ...plain,
    response: false,
    authoritative: false,
    authenticData: false,
    edns: { udpSize: 1232, version: 0, dnssecOk: true, options: [] }
  })
  expect(Buffer.from(bytes).toString('hex')).toBe(
    'beef0110000100000000000103777777076578616d706c65047465737400010100010000290' + '4d0000080000000'
  )
})

describe('is refused:', () => {
  test('what is cut off anywhere', () => {
    const bytes = encodeMessage(full)
    for (let length = 0; length < bytes.length; length++)
      expect(() => decodeMessage(bytes.subarray(0, length))).toThrow(ChanceryError)
  })
  test('octets after the last record', () => refused(raw([1, 0, 0, 0], ...root, 0), /1 octets follow/))
  test('counts beyond the records', () => refused(raw([1, 65535, 0, 0], ...root), /ends early/))
  test('two questions', () => refused(raw([2, 0, 0, 0], ...root, ...root), /more than one question/))
  test('more than 65,535 octets', () => refused(new Uint8Array(65_536), /longer than 65535/))
  test('a pointer to itself', () => refused(raw([1, 0, 0, 0], 0xc0, 12, 0, 1, 0, 1), /does not lead back/))
  test('a pointer forward', () => refused(raw([1, 0, 0, 0], 0xc0, 14, 0, 0, 1, 0, 1), /does not lead back/))
  test('two pointers that lead to each other', () =>
    refused(
      raw([1, 1, 0, 0], 1, 97, 0xc0, 19, 0, 1, 0, 1, 0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0),
      /does not lead back/
    ))
  test('a label that runs into the pointer that led to it', () =>
    refused(raw([1, 1, 0, 0], 0, 0, 1, 0, 4, 0xc0, 16, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0), /label ends early/))
  test('label kinds 01 and 10', () => {
    refused(raw([1, 0, 0, 0], 0x41, 97, 0, 0, 1, 0, 1), /unknown kind/)
    refused(raw([1, 0, 0, 0], 0x80, 97, 0, 0, 1, 0, 1), /unknown kind/)
  })
  test('a name of 256 octets', () => {
    const label = [63, ...Array<number>(63).fill(97)]
    refused(
      raw([1, 0, 0, 0], ...label, ...label, ...label, 62, ...Array<number>(62).fill(98), 0, 0, 1, 0, 1),
      /longer than 255/
    )
    const longest = raw([1, 0, 0, 0], ...label, ...label, ...label, 61, ...Array<number>(61).fill(98), 0, 0, 1, 0, 1)
    expect(decodeMessage(longest).questions[0]?.name).toHaveLength(254)
  })
  const rr = (type: number, ...data: number[]): number[] => [
    0,
    type >> 8,
    type & 255,
    0,
    1,
    0,
    0,
    0,
    0,
    data.length >> 8,
    data.length & 255,
    ...data
  ]
  const answer = (type: number, ...data: number[]): Uint8Array => raw([0, 1, 0, 0], ...rr(type, ...data))
  test('data that is longer or shorter than its fields', () => {
    refused(answer(1, 1, 2, 3), /ends early/)
    refused(answer(1, 1, 2, 3, 4, 5), /longer than its fields/)
    refused(answer(16), /ends early/)
    refused(answer(16, 5, 97), /ends early/)
  })
  test('an empty key, digest or signature', () => {
    refused(answer(48, 1, 1, 3, 8), /empty/)
    refused(answer(43, 0, 1, 8, 2), /empty/)
  })
  test('a CAA tag that is empty or has other characters', () => {
    refused(answer(257, 0, 0), /letters and digits/)
    refused(answer(257, 0, 2, 97, 45), /letters and digits/)
  })
  test('type bit maps out of order or empty', () => {
    refused(answer(47, 0, 1, 1, 1, 0, 1, 1), /out of order/)
    refused(answer(47, 0, 0, 0), /wrong length/)
    refused(answer(47, 0, 0, 33, ...Array<number>(33).fill(1)), /wrong length/)
  })
  test('a compressed name in NSEC data', () => {
    refused(raw([1, 1, 0, 0], ...root, ...rr(47, 0xc0, 12, 0, 1, 64)), /RFC 4034 forbids/)
  })
  test('two OPT records, one of another owner, one among the answers', () => {
    const opt = rr(41)
    refused(raw([0, 0, 0, 2], ...opt, ...opt), /two OPT/)
    refused(raw([0, 0, 0, 1], 1, 97, ...opt), /belong to the root/)
    refused(raw([0, 1, 0, 0], ...opt), /outside the additional/)
  })
})

test('a TTL with its highest bit set counts as zero (RFC 2181 8)', () => {
  expect(decodeMessage(raw([0, 1, 0, 0], 0, 0, 1, 0, 1, 0x80, 0, 0, 9, 0, 4, 1, 2, 3, 4)).answers[0]?.ttl).toBe(0)
})

test('any label of the wire has a text of its own and comes back from it', () => {
  const label = fc.uint8Array({ minLength: 1, maxLength: 60 }).map((bytes) => String.fromCharCode(...bytes))
  fc.assert(
    fc.property(fc.array(label, { maxLength: 4 }), (labels) => {
      const name = nameOf(labels)
      const bytes = encodeMessage({ ...plain, questions: [{ name, type: 1, class: 1 }] })
      expect(decodeMessage(bytes).questions[0]?.name).toBe(name)
    }),
    { seed }
  )
})

test('of 100,000 damaged messages every one is read or refused, none takes long, and what is read can be written', () => {
  const base = encodeMessage(full)
  const random = repeatableRandom('dns damage')
  let read = 0
  let slowest = 0
  for (let round = 0; round < 100_000; round++) {
    const bytes = base.slice()
    const dice = random.bytes(10)
    const view = new DataView(dice.buffer)
    for (let hit = 0; hit <= (dice[8] ?? 0) % 3; hit++)
      bytes[view.getUint16(hit * 2) % bytes.length] = (dice[9] ?? 0) + hit
    const start = performance.now()
    try {
      const message = decodeMessage((dice[8] ?? 0) > 250 ? bytes.subarray(0, view.getUint16(6) % bytes.length) : bytes)
      read++
      if (round % 16 === 0) expect(decodeMessage(encodeMessage(message)).answers).toHaveLength(message.answers.length)
    } catch (error) {
      if (!(error instanceof ChanceryError)) throw error
      expect(['malformed', 'too-large']).toContain(error.code)
    }
    slowest = Math.max(slowest, performance.now() - start)
  }
  expect(read).toBeGreaterThan(10_000)
  expect(slowest).toBeLessThan(500)
})

test('the dearest message of 64 KiB, pointers to a name of 127 labels all through, is read in a blink', () => {
  const label = Array.from({ length: 127 }, () => [1, 97]).flat()
  const one = [0xc0, 12, 0, 2, 0, 1, 0, 0, 0, 0, 0, 2, 0xc0, 12]
  const count = Math.floor((65_535 - 12 - label.length - 5) / one.length)
  const bytes = raw([1, count, 0, 0], ...label, 0, 0, 1, 0, 1, ...Array.from({ length: count }, () => one).flat())
  const start = performance.now()
  expect(decodeMessage(bytes).answers).toHaveLength(count)
  expect(performance.now() - start).toBeLessThan(250)
})
