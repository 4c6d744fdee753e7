import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, run, saidBy, type Server, startServer, until } from './programs.ts'
import { buildZones, type ZonePlan } from './signed-zones.ts'

/** Name servers of a small Internet on loopback: BIND serves every zone, each on its own address; Unbound validates. */
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
    await writeFile(join(folder, 'named.conf'), namedConf(folder, port, zones))
    await writeFile(join(folder, 'unbound.conf'), unboundConf(folder, port, resolverPort, plans, `. DS ${root.ds}`))
    const [, , , flags, protocol, algorithm, ...key] = root.dnskey.split(/\s+/)
    await writeFile(
      join(folder, 'delv.anchor'),
      `trust-anchors { "." static-key ${flags} ${protocol} ${algorithm} "${key.join('')}"; };\n`
    )
    const named = startServer('named', ['-g', '-c', join(folder, 'named.conf'), '-n', '1'], folder)
    const unbound = startServer('unbound', ['-d', '-c', join(folder, 'unbound.conf')], folder)
    servers.push(named, unbound)
    const dig = (at: number, name: string, type: string): Promise<string> =>
      saidBy('dig', ['@127.0.0.1', '-p', String(at), '+tries=1', '+time=8', '+dnssec', name, type], folder)
    await until(async () => (await dig(port, '.', 'SOA')).includes('status: NOERROR'), named.said)
    await until(async () => (await dig(resolverPort, '.', 'SOA')).includes('status: NOERROR'), unbound.said)
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

async function stopAll(servers: readonly Server[], folder: string): Promise<void> {
  await Promise.all(servers.map((server) => server.stop()))
  await rm(folder, { recursive: true, force: true })
}

function namedConf(
  folder: string,
  port: number,
  zones: readonly { readonly plan: ZonePlan; readonly file: string }[]
): string {
  const numbers = [...new Set(zones.map(({ plan }) => plan.server))]
  const views = numbers.map((number) => {
    const own = zones.filter(({ plan }) => plan.server === number)
    const lines = own.map(
      ({ plan, file }) =>
        `zone "${plan.name === '' ? '.' : plan.name}" { type primary; file "${file}"; check-names ignore; };`
    )
    return `view "s${number}" { match-destinations { 127.0.0.${number}; }; ${lines.join(' ')} };`
  })
  return `options { directory "${folder}"; pid-file "${folder}/named.pid"; session-keyfile "${folder}/session.key";
  listen-on port ${port} { ${numbers.map((number) => `127.0.0.${number};`).join(' ')} }; listen-on-v6 { none; };
  recursion no; dnssec-validation no; check-integrity no; allow-transfer { none; }; zone-statistics no; };
controls {};
${views.join('\n')}
`
}

function unboundConf(
  folder: string,
  port: number,
  resolverPort: number,
  plans: readonly ZonePlan[],
  anchor: string
): string {
  const stubs = plans.map(
    ({ name, server }) =>
      `stub-zone:\n  name: "${name === '' ? '.' : name}"\n  stub-addr: 127.0.0.${server}@${port}\n  stub-no-cache: yes\n`
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

/** Checks that a zone file is as BIND reads it. @returns its warnings */
export function checkZone(folder: string, name: string, file: string): Promise<string> {
  return run('named-checkzone', [name, file], folder)
}
