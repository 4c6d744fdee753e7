/*
 * ACME, the whole flow: new order, authorization, finalize, download; the account was made before. A part of
 * `npm run bench`; by itself `node bench/acme.ts [milliseconds = 3000] [stored orders = 1000000]`.
 *
 * Server and clients are processes of their own on this machine, over HTTPS with connections kept alive. Ours commits
 * durably (WAL, synchronous=FULL). Peers: pebble, in memory and believing every proof; step-ca, durable, which has no
 * names without proof, so that ours is measured with http-01 for each order too. As root on Linux everything runs in a
 * network namespace of its own, where http-01 has its port.
 */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPebble, startStepCa, type AcmePeer } from './peer-acme.ts'
import { inTurns, median, ratioOf, type Contender } from './rate.ts'
import { milliseconds, perSecond, row, tell, whole, type Row } from './report.ts'
import { talk, type Talker } from './talker.ts'

const duration = Number(process.argv[2] ?? 3000)
const stored = Number(process.argv[3] ?? 1_000_000)
const rounds = 3
const goals = { rate: 600, loop: 30, toStepCa: 4, flat: 0.8 }

interface Load {
  readonly certificates: number
  /** Orders that ended in an error, or in no answer. */
  readonly lost: number
  /** What the last of them met. */
  readonly failure: string
  readonly rate: number
  readonly p50: number
  readonly p99: number
  readonly clientCpu: number
}
interface Used {
  readonly user: number
  readonly system: number
  readonly loopP99: number
  readonly loopMost: number
}
interface Server {
  readonly address: string
  readonly root: string
  readonly talker: Talker
}
/** One server under so many clients; microseconds of the server's processor for each certificate, a figure a round. */
interface Measured extends Contender {
  readonly cpu: number[]
  readonly loop: number[]
  readonly latency: Load[]
}

async function ours(folder: string, name: string, count: number): Promise<Server> {
  const talker = await talk('acme-server.ts', join(folder, name), String(count))
  const { address, root } = JSON.parse(talker.hello) as { address: string; root: string }
  return { address, root, talker }
}

function measuredOurs(server: Server, clients: Talker, inFlight: number): Measured {
  const kept = { cpu: [] as number[], loop: [] as number[], latency: [] as Load[] }
  return {
    ...kept,
    measure: async (ms) => {
      await server.talker.ask<Used>('begin')
      const load = await clients.ask<Load>(`${inFlight} ${ms}`)
      if (load.certificates === 0) throw new Error(`no certificate from ours: ${load.failure}`)
      const used = await server.talker.ask<Used>('end')
      kept.cpu.push((used.user + used.system) / load.certificates)
      kept.loop.push(used.loopP99)
      kept.latency.push(load)
      return load.rate
    }
  }
}

function measuredPeer(peer: AcmePeer, clients: Talker, inFlight: number): Measured {
  const cpu: number[] = []
  const latency: Load[] = []
  return {
    cpu,
    loop: [],
    latency,
    measure: async (ms) => {
      const before = peer.cpu()
      const load = await clients.ask<Load>(`${inFlight} ${ms}`)
      cpu.push((peer.cpu() - before) / load.certificates)
      latency.push(load)
      return load.rate
    }
  }
}

/** How often pebble is begun anew for one figure. */
const PEBBLES = 6

/**
 * Pebble 2.4 stops answering at some moment under several clients, for good: each figure is of a process of its own, and of
 * a span without a lost order.
 */
function measuredPebble(folder: string): Measured {
  const cpu: number[] = []
  const latency: Load[] = []
  const once = async (ms: number): Promise<{ readonly load: Load; readonly used: number } | string> => {
    const peer = await startPebble(folder)
    if (typeof peer === 'string') return peer
    const clients = await talk('acme-load.ts', peer.directory, peer.root, peer.kind)
    try {
      const before = peer.cpu()
      const load = await clients.ask<Load>(`8 ${ms}`)
      return { load, used: peer.cpu() - before }
    } finally {
      clients.stop()
      await peer.stop()
    }
  }
  return {
    cpu,
    loop: [],
    latency,
    measure: async (ms) => {
      for (let tries = 0; tries < PEBBLES; tries++) {
        const made = await once(Math.min(ms, 1500))
        if (typeof made === 'string') return 0
        const { load, used } = made
        if (load.lost > 0 || load.certificates === 0) continue
        cpu.push(used / load.certificates)
        latency.push(load)
        return load.rate
      }
      return 0
    }
  }
}

/** The first round warms up. */
const settled = (figures: readonly number[]): number => median(figures.slice(1))

function line(what: string, rates: readonly number[], of: Measured): Row {
  // A peer that stopped answering (pebble 2.4 does at times) is no figure and no reason to end.
  const silent = of.latency.find(({ certificates }) => certificates === 0)
  if (silent !== undefined) return row(`${what}: ${silent.failure}`, '')
  const [p50, p99] = [settled(of.latency.map((one) => one.p50)), settled(of.latency.map((one) => one.p99))]
  const lost = of.latency.reduce((sum, one) => sum + one.lost, 0)
  return row(what, perSecond(median(rates)), {
    peer: `${lost === 0 ? '' : `${lost} lost, `}p50 ${milliseconds(p50)}, p99 ${milliseconds(p99)}, server ${whole(settled(of.cpu))} µs`
  })
}

async function besideOthers(folder: string, alone: boolean): Promise<void> {
  const server = await ours(folder, 'few', 1000)
  const clients = await talk('acme-load.ts', `${server.address}/acme/bench/directory`, server.root, 'dns')
  const peer = alone ? await startStepCa(folder) : null
  if (typeof peer === 'string') tell([row(peer, '')])
  const one = measuredOurs(server, clients, 1)
  const eight = measuredOurs(server, clients, 8)
  const many = measuredOurs(server, clients, 32)
  const plain = { one, eight, many }
  const pebble = measuredPebble(folder)
  const results = await inTurns({ ...plain, pebble: alone ? pebble : nobody }, rounds, duration, 1)
  const rate = median(results.eight)
  const loop = settled(eight.loop)
  tell([
    line('certificates durably, 1 client', results.one, one),
    {
      ...line('certificates durably, 8 clients', results.eight, eight),
      goal: `>= ${goals.rate}/s`,
      met: rate >= goals.rate
    },
    row('  delay of the event loop, p99', milliseconds(loop), { goal: `< ${goals.loop} ms`, met: loop < goals.loop }),
    line('certificates durably, 32 clients', results.many, many),
    row('  delay of the event loop, p99', milliseconds(settled(many.loop)))
  ])
  if (alone)
    tell([
      results.pebble.includes(0)
        ? row(`  pebble 2.4 stopped answering ${PEBBLES} times in a row, or is not installed`, '')
        : {
            ...line('  pebble 2.4, in memory, 8 clients', results.pebble, pebble),
            ratio: ratioOf(results.eight, results.pebble).toFixed(2)
          }
    ])
  clients.stop()
  if (peer !== null && typeof peer !== 'string') {
    const step = { peer, clients: await talk('acme-load.ts', peer.directory, peer.root, peer.kind) }
    await besideStepCa(server, step, { rate, many: median(results.many), cpu: settled(eight.cpu) })
    step.clients.stop()
    await peer.stop()
  }
  server.talker.stop()
}

/** @returns the ratio, or nothing where a peer gave no certificate in some round */
const ratioText = (ours: readonly number[], theirs: readonly number[]): string =>
  theirs.includes(0) ? '' : ratioOf(ours, theirs).toFixed(2)

const nobody: Contender = { measure: async () => Number.NaN }

/** Both prove every order over http-01; who answers it is the one process of clients on port 80 of its address. */
async function besideStepCa(
  server: Server,
  step: { readonly peer: AcmePeer; readonly clients: Talker },
  approved: { readonly rate: number; readonly many: number; readonly cpu: number }
): Promise<void> {
  const own = await talk('acme-load.ts', `${server.address}/acme/proven/directory`, server.root, 'ip', '127.0.0.2')
  const mine = measuredOurs(server, own, 8)
  const theirs = measuredPeer(step.peer, step.clients, 8)
  const theirsMany = measuredPeer(step.peer, step.clients, 32)
  const results = await inTurns({ mine, theirs, theirsMany }, rounds, duration, 1)
  const ratio = approved.rate / median(results.theirs)
  const ratioMany = approved.many / median(results.theirsMany)
  tell([
    line('each order proven by http-01, 8 clients', results.mine, mine),
    {
      ...line(`  ${step.peer.name}, 8 clients`, results.theirs, theirs),
      ratio: ratioText(results.mine, results.theirs)
    },
    row('  approved names to it', '', {
      ratio: ratio.toFixed(1),
      goal: `>= ${goals.toStepCa}`,
      met: ratio >= goals.toStepCa
    }),
    row('  by processor time', '', { ratio: (settled(theirs.cpu) / approved.cpu).toFixed(1) }),
    line(`  ${step.peer.name}, 32 clients`, results.theirsMany, theirsMany),
    row('  approved names to it', '', {
      ratio: ratioMany.toFixed(1),
      goal: `>= ${goals.toStepCa}`,
      met: ratioMany >= goals.toStepCa
    })
  ])
  own.stop()
}

async function smallAndLarge(folder: string): Promise<void> {
  const servers = [await ours(folder, 'small', 1000), await ours(folder, 'large', stored)] as const
  const clients = await Promise.all(
    servers.map(({ address, root }) => talk('acme-load.ts', `${address}/acme/bench/directory`, root, 'dns'))
  )
  const [few, large] = servers.map((server, at) => measuredOurs(server, clients[at]!, 8)) as [Measured, Measured]
  const results = await inTurns({ few, large }, rounds, duration, 1)
  const processor = settled(few.cpu) / settled(large.cpu)
  tell([
    line(`8 clients with ${whole(stored)} orders stored`, results.large, large),
    line('  with 1,000', results.few, few),
    row('  by processor time', '', {
      ratio: processor.toFixed(2),
      goal: `>= ${goals.flat}`,
      met: processor >= goals.flat
    })
  ])
  for (const each of [...clients, ...servers.map(({ talker }) => talker)]) each.stop()
}

/** Runs this script again in a network of its own. @returns its exit code, or null where there is none to be had */
async function inNamespace(): Promise<number | null> {
  if (process.getuid?.() !== 0 || spawnSync('unshare', ['-n', 'true']).status !== 0) return null
  const enter = 'ip link set lo up && exec "$@"'
  const again = [process.execPath, import.meta.filename, String(duration), String(stored), 'inside']
  const child = spawn('unshare', ['-n', 'sh', '-c', enter, 'sh', ...again], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc']
  })
  child.on('message', (rows) => tell(rows as Row[]))
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)))
}

const inside = process.argv[4] === 'inside'
const code = inside ? null : await inNamespace()
if (code !== null) process.exitCode = code
else {
  const folder = mkdtempSync(join(tmpdir(), 'chancery-bench-acme-'))
  try {
    tell([row('ACME: order, authorization, finalize, download over HTTPS', '')])
    if (!inside) tell([row('without root there is no network of its own: peers are left out', '')])
    await besideOthers(folder, inside)
    if (stored > 1000) await smallAndLarge(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  process.disconnect?.()
}
