import type { Clock } from '../../world/clock.ts'
import { gather, type RrSet } from './canonical.ts'
import { typeNumbers } from './codes.ts'
import { dsMatches, usableDs, type ZoneKey, zoneKey } from './dnssec-key.ts'
import { type Verified, verifySet } from './dnssec-signature.ts'
import { type Fact, factOf } from './fact.ts'
import { LookupFailure } from './lookup-failure.ts'
import { andAncestors, type DnsName, isWithin, labelsOf, lower, sameName } from './name.ts'
import type { DsData } from './record.ts'
import type { Reply, Resolver } from './reply.ts'
import { nearestAnchor, type TrustAnchor } from './trust-anchors.ts'
import { verifyDenial } from './verified-denial.ts'
import type { Work } from './work.ts'

/** What is known of the zone that a name lies in: RFC 4035 4.3, 5.2. */
export type ZoneTrust = SecureZone | UntrustedZone

export interface SecureZone {
  readonly status: 'secure'
  readonly zone: DnsName
  readonly keys: readonly ZoneKey[]
  /** From the anchor down. */
  readonly facts: readonly Fact[]
}

export interface UntrustedZone {
  readonly status: 'insecure' | 'bogus' | 'indeterminate'
  /** The highest zone or name of which this is so. */
  readonly zone: DnsName
  readonly why: string
  readonly facts: readonly Fact[]
}

export interface ChainOfTrust {
  /** Walks from the nearest anchor down to the zone of this name. @throws LookupFailure `too-much-work`, ChanceryError `cancelled` */
  zoneOf(name: DnsName, work: Work): Promise<ZoneTrust>
  /** Drops what is known of this name and of the zones below it. */
  forget(name: DnsName): void
}

/** What the DS question at one name said. */
type Step = ZoneTrust | { readonly status: 'no-cut' }

/** Seconds that a zone's keys are believed without asking again, if their TTL and signatures allow it. */
const longestTrust = 3600
const mostSteps = 10_000
/** KeyTrap: keys of one zone that are looked at, and DS records. */
const mostKeys = 32
const mostDs = 16

export function chainOfTrust(resolver: Resolver, clock: Clock, anchors: readonly TrustAnchor[]): ChainOfTrust {
  const steps = new Map<DnsName, { readonly step: Step; readonly until: number }>()

  const keep = (name: DnsName, step: Step, ttl: number): Step => {
    // What failed is asked again the next time.
    if (step.status === 'bogus' || step.status === 'indeterminate') return step
    if (steps.size >= mostSteps) steps.clear()
    steps.set(name, { step, until: clock.monotonic() + Math.min(ttl, longestTrust) * 1000 })
    return step
  }
  const now = (): number => Math.floor(clock.now() / 1000)

  /** The keys of a zone, believed because its DS records or the anchor name one that signs them all: RFC 4035 5.2. */
  async function enter(
    zone: DnsName,
    ds: readonly DsData[],
    facts: readonly Fact[],
    work: Work
  ): Promise<{ trust: ZoneTrust; ttl: number }> {
    const refuse = (status: UntrustedZone['status'], why: string) => ({ trust: { status, zone, why, facts }, ttl: 0 })
    const usable = usableDs(ds).slice(0, mostDs)
    if (usable.length === 0)
      return {
        trust: {
          status: 'insecure',
          zone,
          why: `the DS records of ${zone} name only algorithms or digests that are not checked (RFC 4035 5.2)`,
          facts
        },
        ttl: longestTrust
      }
    const reply = await resolver.ask(zone, 'DNSKEY', work)
    const set = findSet(reply, zone, typeNumbers.DNSKEY)
    if (set === undefined) return refuse('bogus', `${zone} has DS records but no DNSKEY records`)
    const keys = set.data
      .flatMap((data) => (data.type === 'DNSKEY' ? [zoneKey(data)] : []))
      .filter((key) => key !== undefined)
      .slice(0, mostKeys)
    const entries = keys.filter((key) => usable.some((entry) => dsMatches(zone, entry, key)))
    if (entries.length === 0)
      return refuse(
        'bogus',
        `no key of ${zone} fits one of its DS records (${usable.map((entry) => entry.keyTag).join(', ')})`
      )
    const outcome = verifySet(set, zone, entries, now(), work)
    if (outcome.kind === 'not-verified') return refuse('bogus', outcome.why)
    return {
      trust: { status: 'secure', zone, keys, facts: [...facts, factOf('keys', set, outcome)] },
      ttl: outcome.ttl
    }
  }

  async function fromAnchor(anchor: TrustAnchor, work: Work): Promise<ZoneTrust> {
    const zone = lower(anchor.zone)
    const known = steps.get(zone)
    if (known !== undefined && known.until > clock.monotonic() && known.step.status !== 'no-cut') return known.step
    if (anchor.ds.length === 0)
      return { status: 'insecure', zone, why: `${zone} is set to count as unsigned here (RFC 7646)`, facts: [] }
    const set: RrSet = { owner: zone, type: typeNumbers.DS, ttl: 0, data: anchor.ds, signatures: [] }
    const { trust, ttl } = await enter(zone, anchor.ds, [factOf('anchor', set)], work)
    keep(zone, trust, ttl)
    return trust
  }

  /** Is `name` a zone of its own, below the secure zone `above`? */
  async function descend(above: SecureZone, name: DnsName, work: Work): Promise<Step> {
    const known = steps.get(name)
    if (known !== undefined && known.until > clock.monotonic()) return known.step
    const reply = await resolver.ask(name, 'DS', work)
    const set = findSet(reply, name, typeNumbers.DS)
    if (set !== undefined) {
      const outcome = verifySet(set, above.zone, above.keys, now(), work)
      if (outcome.kind === 'not-verified') return { status: 'bogus', zone: name, why: outcome.why, facts: above.facts }
      const ds = set.data.filter((data) => data.type === 'DS')
      const { trust, ttl } = await enter(name, ds, [...above.facts, factOf('delegation', set, outcome)], work)
      return keep(name, trust, Math.min(ttl, outcome.ttl))
    }
    const alias = aliasIn(reply, name, above, work)
    if (alias !== undefined) return keep(name, { status: 'no-cut' }, alias.ttl)
    const { denial, facts, ttl, rejected } = verifyDenial(reply.authority, above.zone, above.keys, now(), work)
    const proof = denial.noDs(name)
    if (proof.kind === 'no-cut') return keep(name, { status: 'no-cut' }, ttl)
    if (proof.kind === 'unproved') {
      const why = [`whether ${name} is delegated is not proved by ${above.zone}: ${proof.what}`, ...rejected].join('; ')
      return { status: 'bogus', zone: name, why, facts: above.facts }
    }
    return keep(name, { status: 'insecure', zone: name, why: proof.what, facts: [...above.facts, ...facts] }, ttl)
  }

  /** A name with a CNAME, or below a DNAME, is not delegated. */
  function aliasIn(reply: Reply, name: DnsName, above: SecureZone, work: Work): Verified | undefined {
    const set = gather(reply.answers).find(
      ({ owner, type }) =>
        (type === typeNumbers.CNAME && sameName(owner, name)) ||
        (type === typeNumbers.DNAME && isWithin(name, owner) && !sameName(name, owner))
    )
    const outcome = set === undefined ? undefined : verifySet(set, above.zone, above.keys, now(), work)
    return outcome?.kind === 'verified' ? outcome : undefined
  }

  async function walk(name: DnsName, work: Work): Promise<ZoneTrust> {
    const climb = andAncestors(lower(name))
    const anchor = nearestAnchor(anchors, climb)
    if (anchor === undefined)
      return { status: 'indeterminate', zone: name, why: `no trust anchor covers ${name}`, facts: [] }
    let trust = await fromAnchor(anchor, work)
    const below = climb.filter((above) => labelsOf(above).length > labelsOf(anchor.zone).length).reverse()
    for (const next of below) {
      if (trust.status !== 'secure') return trust
      const step = await descend(trust, next, work)
      if (step.status !== 'no-cut') trust = step
    }
    return trust
  }

  return {
    zoneOf: async (name, work) => {
      try {
        return await walk(name, work)
      } catch (error) {
        if (!(error instanceof LookupFailure) || error.kind === 'too-much-work') throw error
        return {
          status: 'indeterminate',
          zone: name,
          why: `the chain of trust to ${name} could not be read: ${error.message.replace(/\.$/, '')}`,
          facts: []
        }
      }
    },
    forget: (name) => {
      for (const above of andAncestors(lower(name))) {
        steps.delete(above)
        resolver.forget(above, 'DS')
        resolver.forget(above, 'DNSKEY')
      }
    }
  }
}

function findSet(reply: Reply, name: DnsName, type: number): RrSet | undefined {
  return gather(reply.answers).find((set) => set.type === type && sameName(set.owner, name) && set.data.length > 0)
}
