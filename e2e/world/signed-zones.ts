import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from './programs.ts'

export type SigningAlgorithm = 'RSASHA256' | 'RSASHA512' | 'ECDSAP256SHA256' | 'ECDSAP384SHA384' | 'ED25519'

/** A zone as a test describes it. Its servers and the delegations to zones below it are added. */
export interface ZonePlan {
  /** Without closing dot; empty for the root. */
  readonly name: string
  /** Last number of the address 127.0.0.x of its server, or the other loopback. */
  readonly server: number | '::1'
  /** Lines of a zone file; names relative to the zone. */
  readonly records: string
  /** The lines are the whole zone, with SOA, NS and the NS of delegations; only DS records are added. */
  readonly whole?: boolean
  /** broken: its server has no readable zone. nobody: no server has it at all. */
  readonly serving?: 'broken' | 'nobody'
  readonly signing?: {
    readonly algorithm: SigningAlgorithm
    /** NSEC when absent. */
    readonly nsec3?: { readonly iterations: number; readonly optOut?: boolean }
    /** Signatures that ended years ago. */
    readonly expired?: boolean
  }
  /** What stands above it; a true DS when the zone is signed, none when it is not. */
  readonly delegation?: 'wrong-digest' | 'unknown-algorithm' | 'ds-of-nobody'
  /** A change to the signed zone file. */
  readonly tamper?: (text: string) => string
}

export interface BuiltZone {
  readonly plan: ZonePlan
  readonly file: string
  /** Of the zone's key, as `keyTag algorithm digestType digest`. */
  readonly ds?: string
  readonly dnskey?: string
}

const absolute = (name: string): string => `${name}.`
const isDirectlyBelow = (name: string, above: string, all: readonly ZonePlan[]): boolean =>
  name !== above &&
  within(name, above) &&
  !all.some((plan) => plan.name !== name && plan.name !== above && within(name, plan.name) && within(plan.name, above))
const within = (name: string, above: string): boolean => above === '' || name === above || name.endsWith(`.${above}`)

export function serverAddress({ server }: Pick<ZonePlan, 'server'>): string {
  return server === '::1' ? server : `127.0.0.${server}`
}

function addressRecord(plan: ZonePlan): string {
  return `${plan.server === '::1' ? 'AAAA' : 'A'} ${serverAddress(plan)}`
}

/** Writes and signs every zone with BIND's and ldns' programs, those below first. */
export async function buildZones(folder: string, plans: readonly ZonePlan[]): Promise<BuiltZone[]> {
  const built = new Map<string, BuiltZone>()
  const depth = (plan: ZonePlan): number => (plan.name === '' ? 0 : plan.name.split('.').length)
  for (const plan of [...plans].sort((a, b) => depth(b) - depth(a))) {
    const below = plans.filter(({ name }) => isDirectlyBelow(name, plan.name, plans))
    const head = [
      '$TTL 300',
      `@ IN SOA ns.${absolute(plan.name).replace(/^\.$/, '')} hostmaster.${absolute(plan.name).replace(/^\.$/, '')} 1 3600 600 86400 60`,
      `@ NS ns.${plan.name === '' ? '' : absolute(plan.name)}`,
      `ns ${addressRecord(plan)}`
    ]
    const delegations = below.flatMap((child) => delegation(plan, child, built.get(child.name)))
    const text = [...(plan.whole === true ? [] : head), plan.records, ...delegations].join('\n')
    built.set(plan.name, await build(folder, plan, text))
  }
  return [...built.values()]
}

function delegation(parent: ZonePlan, child: ZonePlan, built: BuiltZone | undefined): string[] {
  const owner = absolute(child.name)
  const lines = parent.whole === true ? [] : [`${owner} NS ns.${owner}`, `ns.${owner} ${addressRecord(child)}`]
  const nobody = `12345 13 2 ${'AB'.repeat(32)}`
  const ds = child.delegation === 'ds-of-nobody' ? nobody : built?.ds
  if (ds === undefined) return lines
  const [tag = '', algorithm = '', digestType = '', ...digest] = ds.split(' ')
  if (child.delegation === 'wrong-digest')
    lines.push(`${owner} DS ${tag} ${algorithm} ${digestType} ${'00'.repeat(32)}`)
  else if (child.delegation === 'unknown-algorithm')
    lines.push(`${owner} DS ${tag} 200 ${digestType} ${digest.join('')}`)
  else lines.push(`${owner} DS ${tag} ${algorithm} ${digestType} ${digest.join('')}`)
  return lines
}

async function build(folder: string, plan: ZonePlan, text: string): Promise<BuiltZone> {
  const base = plan.name === '' ? 'root' : plan.name
  const file = join(folder, `${base}.zone`)
  await writeFile(file, `${text}\n`)
  if (plan.signing === undefined) return { plan, file }
  const { algorithm, nsec3, expired } = plan.signing
  const size = algorithm.startsWith('RSA') ? ['-b', '2048'] : []
  const key = (
    await run('dnssec-keygen', ['-q', '-a', algorithm, ...size, '-f', 'KSK', absolute(plan.name)], folder)
  ).trim()
  const dnskey = (await readFile(join(folder, `${key}.key`), 'utf8'))
    .split('\n')
    .filter((line) => !line.startsWith(';'))
    .join('\n')
    .trim()
  const ds = (await run('dnssec-dsfromkey', ['-2', `${key}.key`], folder)).trim().replace(/^.*\sDS\s+/, '')
  const signed = `${file}.signed`
  // BIND refuses to sign with many iterations; ldns does not ask.
  const many = nsec3 !== undefined && nsec3.iterations > 50
  await writeFile(file, `${text}\n${many ? '' : `${dnskey}\n`}`)
  if (many)
    await run(
      'ldns-signzone',
      ['-n', '-t', String(nsec3.iterations), '-s', 'abcd', '-o', plan.name, '-f', signed, file, key],
      folder
    )
  else
    await run(
      'dnssec-signzone',
      [
        '-q',
        '-z',
        '-P',
        '-o',
        absolute(plan.name),
        '-f',
        signed,
        ...(nsec3 === undefined
          ? []
          : ['-3', 'abcd', '-H', String(nsec3.iterations), ...(nsec3.optOut === true ? ['-A'] : [])]),
        ...(expired === true ? ['-s', '20200101000000', '-e', '20200201000000'] : []),
        file,
        `${key}.key`
      ],
      folder
    )
  if (plan.tamper !== undefined) await writeFile(signed, plan.tamper(await readFile(signed, 'utf8')))
  return { plan, file: signed, ds, dnskey }
}
