import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TrustAnchor } from '../../src-main/validation/dns/trust-anchors.ts'
import { freePort, saidBy, type Server, startServer, until } from './programs.ts'
import { type BuiltZone, buildZones, serverAddress, type ZonePlan } from './signed-zones.ts'

/** Name servers of a small Internet on loopback: NSD serves the zones, each on its own address; Unbound validates. */
export interface DnsWorld {
  /** Of the zones' servers 127.0.0.x, the root's is 127.0.0.1. */
  readonly port: number
  /** Of Unbound on 127.0.0.1. */
  readonly resolverPort: number
  /** Of the root zone: `keyTag algorithm digestType digest`. */
  readonly rootDs: string
  readonly folder: string
  /** What the two others say of a name. */
  delv(name: string, type: string): Promise<Judgement>
  unbound(name: string, type: string): Promise<Judgement>
  stop(): Promise<void>
}

/** As far as the other programs tell them apart; what is bogus and what cannot be found out both end in SERVFAIL. */
export type Judgement = 'secure' | 'insecure' | 'failed'

export async function startDnsWorld(plans: readonly ZonePlan[]): Promise<DnsWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'chancery-dns-'))
  const servers: Server[] = []
  try {
    const zones = await buildZones(folder, plans)
    const root = zones.find(({ plan }) => plan.name === '')
    if (root?.ds === undefined || root.dnskey === undefined) throw new Error('the world needs a signed root zone')
    const [port, resolverPort] = [await freePort(), await freePort()]
    const served = plans.filter(({ serving }) => serving !== 'nobody')
    for (const address of new Set(served.map(serverAddress))) {
      const file = join(folder, `nsd${address}.conf`)
      await writeFile(file, nsdConf(folder, address, port, zones))
      servers.push(startServer('nsd', ['-d', '-c', file], folder))
    }
    await writeFile(join(folder, 'unbound.conf'), unboundConf(folder, port, resolverPort, plans, `. DS ${root.ds}`))
    const [, , , flags, protocol, algorithm, ...key] = root.dnskey.split(/\s+/)
    await writeFile(
      join(folder, 'delv.anchor'),
      `trust-anchors { "." static-key ${flags} ${protocol} ${algorithm} "${key.join('')}"; };\n`
    )
    const unbound = startServer('unbound', ['-d', '-c', join(folder, 'unbound.conf')], folder)
    servers.push(unbound)
    const dig = (at: number, name: string, type: string, address = '127.0.0.1'): Promise<string> =>
      saidBy('dig', [`@${address}`, '-p', String(at), '+tries=1', '+time=8', '+dnssec', name, type], folder)
    const allSaid = (): string => servers.map((server) => server.said()).join('')
    for (const plan of served.filter(({ serving }) => serving === undefined))
      await until(
        async () => (await dig(port, `${plan.name}.`, 'SOA', serverAddress(plan))).includes('status: NOERROR'),
        allSaid
      )
    await until(async () => (await dig(resolverPort, '.', 'SOA')).includes('status: NOERROR'), allSaid)
    return {
      port,
      resolverPort,
      folder,
      rootDs: root.ds,
      unbound: async (name, type) => {
        const said = await dig(resolverPort, name, type)
        if (/status: SERVFAIL/.test(said)) return 'failed'
        if (!/status: (?:NOERROR|NXDOMAIN)/.test(said)) throw new Error(said)
        return /flags:[^;]* ad[ ;]/.test(said) ? 'secure' : 'insecure'
      },
      delv: async (name, type) => {
        const anchors = ['-a', join(folder, 'delv.anchor'), '+root=.']
        const said = await saidBy('delv', ['@127.0.0.1', '-p', String(resolverPort), ...anchors, name, type], folder)
        if (/resolution failed/.test(said) && !/resolution failed: nc/.test(said)) return 'failed'
        if (/unsigned answer/.test(said)) return 'insecure'
        if (/fully validated/.test(said)) return 'secure'
        throw new Error(said)
      },
      stop: () => stopAll(servers, folder)
    }
  } catch (error) {
    await stopAll(servers, folder)
    throw error
  }
}

/** The key of the world's root as a trust anchor. */
export function anchorOf(world: DnsWorld): TrustAnchor {
  const [keyTag, algorithm, digestType, ...digest] = world.rootDs.split(' ')
  const octets = Uint8Array.from(Buffer.from(digest.join(''), 'hex'))
  return {
    zone: '.',
    ds: [
      {
        type: 'DS',
        keyTag: Number(keyTag),
        algorithm: Number(algorithm),
        digestType: Number(digestType),
        digest: octets
      }
    ]
  }
}

async function stopAll(servers: readonly Server[], folder: string): Promise<void> {
  await Promise.all(servers.map((server) => server.stop()))
  await rm(folder, { recursive: true, force: true })
}

/** NSD and not BIND: BIND listens only on addresses that an interface has, and all of 127.0.0.0/8 is ours without one. */
function nsdConf(folder: string, address: string, port: number, zones: readonly BuiltZone[]): string {
  const own = zones.filter(({ plan }) => plan.serving !== 'nobody' && serverAddress(plan) === address)
  return `server:
  ip-address: ${address}@${port}
  username: ""
  chroot: ""
  database: ""
  zonesdir: "${folder}"
  pidfile: "${folder}/nsd${address}.pid"
  xfrdfile: "${folder}/nsd${address}.xfrd"
  zonelistfile: "${folder}/nsd${address}.list"
  xfrdir: "${folder}"
  server-count: 1
  rrl-ratelimit: 0
remote-control:
  control-enable: no
${own.map(({ plan, file }) => `zone:\n  name: "${plan.name === '' ? '.' : plan.name}"\n  zonefile: "${file}"\n`).join('')}`
}

function unboundConf(
  folder: string,
  port: number,
  resolverPort: number,
  plans: readonly ZonePlan[],
  anchor: string
): string {
  const stubs = plans.map(
    (plan) =>
      `stub-zone:\n  name: "${plan.name === '' ? '.' : plan.name}"\n  stub-addr: ${serverAddress(plan)}@${port}\n  stub-no-cache: yes\n`
  )
  return `server:
  directory: "${folder}"
  chroot: ""
  username: ""
  pidfile: "${folder}/unbound.pid"
  use-syslog: no
  logfile: ""
  interface: 127.0.0.1@${resolverPort}
  do-not-query-localhost: no
  trust-anchor: "${anchor}"
  module-config: "validator iterator"
  local-zone: "test." nodefault
  num-threads: 1
  val-log-level: 2
${stubs.join('')}`
}
