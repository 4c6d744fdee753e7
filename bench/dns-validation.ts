/**
 * DNSSEC validations a second beside Unbound's, both from the root down over a small signed Internet on loopback (NSD).
 * Both do the same work: Unbound is asked to validate (CD clear, DO set) and each answer must come back with AD; ours must
 * say secure. Four lanes: names in zones that nobody has asked for yet (DS, DNSKEY and A, all verified), names that are new
 * in a zone whose keys are known, and answers that are known. `node bench/dns-validation.ts`
 */
import { anchorOf, startDnsWorld } from '../e2e/world/dns-world.ts'
import { type Lookups, validatingLookups } from '../src-main/validation/dns/lookup.ts'
import { decodeMessage } from '../src-main/validation/dns/message-decode.ts'
import { encodeMessage } from '../src-main/validation/dns/message-encode.ts'
import { iteratingResolver } from '../src-main/validation/dns/iterate.ts'
import { systemClock } from '../src-main/world/clock.ts'
import { nodeNet } from '../src-main/world/node-net.ts'
import { systemRandom } from '../src-main/world/random.ts'
import { perSecond, row, tell, type Row } from './report.ts'

const names = 3000
const zones = 300
const atATime = 8
const signing = { algorithm: 'ECDSAP256SHA256' } as const
const outside = { net: nodeNet, random: systemRandom, clock: systemClock }
const hosts = (prefix: string): string =>
  Array.from({ length: names }, (_, i) => `${prefix}${i} A 192.0.2.1`).join('\n')

const world = await startDnsWorld([
  { name: '', server: 1, records: '', signing: { algorithm: 'RSASHA256' } },
  { name: 'test', server: 2, records: '', signing },
  { name: 'good.test', server: 3, records: `${hosts('a')}\n${hosts('b')}`, signing },
  ...Array.from({ length: zones }, (_, i) => ({ name: `z${i}.test`, server: 4, records: 'www A 192.0.2.1', signing }))
])

const settings = { roots: [{ address: '127.0.0.1', port: world.port }], port: world.port, loopback: true }
const ours: Lookups = validatingLookups(iteratingResolver(outside, settings), systemClock, [anchorOf(world)])
const secure = async (name: string): Promise<boolean> => (await ours.lookup(name, 'A')).security === 'secure'

/** @returns whether Unbound calls the answer authentic */
async function authentic(name: string): Promise<boolean> {
  const id = new DataView(systemRandom.bytes(2).buffer).getUint16(0)
  const bytes = encodeMessage({
    id,
    response: false,
    opcode: 0,
    authoritative: false,
    truncated: false,
    recursionDesired: true,
    recursionAvailable: false,
    authenticData: true,
    checkingDisabled: false,
    responseCode: 0,
    questions: [{ name, type: 1, class: 1 }],
    answers: [],
    authority: [],
    additional: [],
    edns: { udpSize: 1232, version: 0, dnssecOk: true, options: [] }
  })
  const reply = await nodeNet.datagram({
    address: '127.0.0.1',
    port: world.resolverPort,
    bytes,
    timeout: 5000,
    maxBytes: 65_535,
    accept: (received) => received[0] === bytes[0] && received[1] === bytes[1]
  })
  const message = decodeMessage(reply)
  return message.authenticData && message.answers.length > 0
}

/** @returns answers a second. */
async function rate(title: string, count: number, work: (i: number) => Promise<boolean>): Promise<number> {
  let next = 0
  const start = performance.now()
  const lane = async (): Promise<void> => {
    while (next < count) if (!(await work(next++))) throw new Error(`${title}: an answer was not secure`)
  }
  await Promise.all(Array.from({ length: atATime }, lane))
  return (count / (performance.now() - start)) * 1000
}

function beside(what: string, ours: number, unbound: number): Row {
  return row(what, perSecond(ours), { peer: `Unbound ${perSecond(unbound)}`, ratio: (ours / unbound).toFixed(2) })
}

try {
  // The first question of each fetches the keys of the zones above.
  await Promise.all([secure('a0.good.test.'), authentic('a0.good.test.')])
  tell([
    beside(
      'DNSSEC validations, zones new',
      await rate('ours', zones, (i) => secure(`www.z${i}.test.`)),
      await rate('Unbound', zones, (i) => authentic(`www.z${i}.test.`))
    ),
    beside(
      'DNSSEC validations, names new',
      await rate('ours', names, (i) => secure(`a${i}.good.test.`)),
      await rate('Unbound', names, (i) => authentic(`b${i}.good.test.`))
    ),
    beside(
      'DNSSEC answers that are known (Unbound over UDP)',
      await rate('ours', names, (i) => secure(`a${i}.good.test.`)),
      await rate('Unbound', names, (i) => authentic(`b${i}.good.test.`))
    )
  ])
} finally {
  await world.stop()
}
