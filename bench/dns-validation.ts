/**
 * DNSSEC validations a second, cold and warm, beside Unbound asked the same over UDP: a signed root, a signed zone below
 * it and one more with the names, all on loopback. `node bench/dns-validation.ts`
 */
import { anchorOf, startDnsWorld } from '../e2e/world/dns-world.ts'
import { askServer, type DnsServer } from '../src-main/validation/dns/ask-server.ts'
import { forwardingResolver } from '../src-main/validation/dns/forward.ts'
import { iteratingResolver } from '../src-main/validation/dns/iterate.ts'
import { type Lookups, validatingLookups } from '../src-main/validation/dns/lookup.ts'
import { Work } from '../src-main/validation/dns/work.ts'
import { systemClock } from '../src-main/world/clock.ts'
import { nodeNet } from '../src-main/world/node-net.ts'
import { systemRandom } from '../src-main/world/random.ts'

const names = 3000
const atATime = 8
const signing = { algorithm: 'ECDSAP256SHA256' } as const
const outside = { net: nodeNet, random: systemRandom, clock: systemClock }
const hostName = (prefix: string, i: number): string => `${prefix}${i}.good.test.`
const hosts = (prefix: string): string =>
  Array.from({ length: names }, (_, i) => `${prefix}${i} A 192.0.2.1`).join('\n')

const world = await startDnsWorld([
  { name: '', server: 1, records: '', signing: { algorithm: 'RSASHA256' } },
  { name: 'test', server: 2, records: '', signing },
  { name: 'good.test', server: 3, records: `${hosts('a')}\n${hosts('b')}\n${hosts('c')}`, signing }
])
const unbound: DnsServer = { address: '127.0.0.1', port: world.resolverPort }

function iterating(): Lookups {
  const settings = { roots: [{ address: '127.0.0.1', port: world.port }], port: world.port, loopback: true }
  return validatingLookups(iteratingResolver(outside, settings), systemClock, [anchorOf(world)])
}

async function rate(title: string, count: number, work: (i: number) => Promise<boolean>): Promise<void> {
  let next = 0
  const start = performance.now()
  const lane = async (): Promise<void> => {
    while (next < count) if (!(await work(next++))) throw new Error(`${title}: an answer was not secure`)
  }
  await Promise.all(Array.from({ length: atATime }, lane))
  console.log(`${title.padEnd(58)} ${Math.round((count / (performance.now() - start)) * 1000)} /s`)
}

const secure = async (lookups: Lookups, name: string): Promise<boolean> =>
  (await lookups.lookup(name, 'A')).security === 'secure'
const askUnbound = async (name: string): Promise<boolean> =>
  (await askServer(outside, new Work(systemClock), unbound, { name, type: 1, recursion: true })).responseCode === 0

try {
  await rate('ours, cold: new resolver each time, from the root down', 300, (i) =>
    secure(iterating(), hostName('a', i))
  )
  const warm = iterating()
  await secure(warm, hostName('a', 0))
  await rate('ours, chain known, names new', names, (i) => secure(warm, hostName('a', i)))
  await rate('ours, chain and answers known', names, (i) => secure(warm, hostName('a', i)))
  const forward = validatingLookups(forwardingResolver(outside, [unbound]), systemClock, [anchorOf(world)])
  await rate('ours, through Unbound (CD), names new', names, (i) => secure(forward, hostName('b', i)))
  // Asked with CD as the product does: Unbound resolves and may validate later; the second round comes from its cache.
  await rate('Unbound, names new', names, (i) => askUnbound(hostName('c', i)))
  await rate('Unbound, answers known', names, (i) => askUnbound(hostName('c', i)))
} finally {
  await world.stop()
}
