import type { Clock } from '../../world/clock.ts'
import { gather, type RrSet, setTitle } from './canonical.ts'
import { type ChainOfTrust, chainOfTrust } from './chain-of-trust.ts'
import { type QueryType, typeNumbers } from './codes.ts'
import type { Proof } from './denial.ts'
import { verifySet } from './dnssec-signature.ts'
import { type Fact, factOf } from './fact.ts'
import { type FailureKind, LookupFailure } from './lookup-failure.ts'
import { type DnsName, isWithin, labelsOf, lower, maxNameLength, nameOf, sameName, wireLength } from './name.ts'
import type { DataOf, RecordData } from './record.ts'
import type { Reply, Resolver } from './reply.ts'
import type { TrustAnchor } from './trust-anchors.ts'
import { denialSigners, verifyDenial } from './verified-denial.ts'
import { usualLimits, Work, type WorkLimits } from './work.ts'

/**
 * RFC 4035 4.3. secure: signed from an anchor down. insecure: proved that it lies below an unsigned delegation.
 * bogus: ought to be signed and is not, or wrongly. indeterminate: no anchor, or the records of the chain did not arrive.
 */
export type Security = 'secure' | 'insecure' | 'bogus' | 'indeterminate'

export type Outcome<T extends QueryType> =
  | { readonly kind: 'found'; readonly records: readonly DataOf<T>[] }
  | { readonly kind: 'no-data' }
  | { readonly kind: 'no-name' }
  /** Nothing is known: never to be read as "no record". */
  | { readonly kind: 'failed'; readonly failure: FailureKind | 'bogus'; readonly message: string }

export interface LookupResult<T extends QueryType> {
  readonly name: DnsName
  readonly type: T
  readonly outcome: Outcome<T>
  readonly security: Security
  /** Why it is secure, insecure, bogus or indeterminate, in words. */
  readonly why: string
  /** The aliases that were followed, in order. */
  readonly aliases: readonly { readonly from: DnsName; readonly to: DnsName; readonly by: 'CNAME' | 'DNAME' }[]
  /** Seconds that the answer may be used. */
  readonly ttl: number
  /** Everything that the verdict rests on, from the anchor to the answer. */
  readonly facts: readonly Fact[]
  /** Servers that gave the answers. */
  readonly servers: readonly string[]
  /** Milliseconds of the epoch. */
  readonly at: number
  readonly work: { readonly queries: number; readonly signatures: number; readonly hashRounds: number }
}

export interface LookupOptions {
  /** Asks for the records themselves again, whatever is cached. */
  readonly fresh?: boolean
  readonly signal?: AbortSignal
}

export interface Lookups {
  /** Never throws for what the DNS does: `outcome` says it. @throws ChanceryError `cancelled` */
  lookup<T extends QueryType>(name: DnsName, type: T, options?: LookupOptions): Promise<LookupResult<T>>
  /** Does the zone of this name count as signed? Asks the zones above it only, so that it works when its own servers are silent. */
  securityOf(
    name: DnsName,
    options?: LookupOptions
  ): Promise<{ readonly security: Security; readonly why: string; readonly facts: readonly Fact[] }>
}

/** CNAME and DNAME records followed in one lookup (RFC 1034 3.6.2 sets no limit; resolvers stop at 8 to 16). */
const mostAliases = 12
const rank: Readonly<Record<Security, number>> = { secure: 0, insecure: 1, indeterminate: 2, bogus: 3 }

interface Judgement {
  readonly security: Security
  readonly why: string
  readonly facts: readonly Fact[]
  readonly ttl: number
}

/** Looks names up and validates every answer: RFC 4035 5, along aliases to the end. */
export function validatingLookups(
  resolver: Resolver,
  clock: Clock,
  anchors: readonly TrustAnchor[],
  limits: WorkLimits = usualLimits
): Lookups {
  const chain = chainOfTrust(resolver, clock, anchors)
  return {
    securityOf: async (name, options = {}) => {
      const work = new Work(clock, limits, options.signal)
      try {
        const trust = await chain.zoneOf(name, work)
        const why = trust.status === 'secure' ? `${trust.zone} is signed` : trust.why
        return { security: trust.status, why, facts: trust.facts }
      } catch (error) {
        if (!(error instanceof LookupFailure)) throw error
        return { security: 'indeterminate', why: error.message, facts: [] }
      }
    },
    lookup: async (name, type, options = {}) => {
      const work = new Work(clock, limits, options.signal)
      const first = await oneLookup(resolver, clock, chain, work, name, type, options)
      if (first.security !== 'bogus') return first
      // RFC 4035 4.7: a wrong answer may be an old or forged one in a cache: once more, without any.
      for (const asked of [name, ...first.aliases.map(({ to }) => to)]) {
        resolver.forget(asked, type)
        chain.forget(asked)
      }
      return oneLookup(resolver, clock, chain, work, name, type, { ...options, fresh: true })
    }
  }
}

async function oneLookup<T extends QueryType>(
  resolver: Resolver,
  clock: Clock,
  chain: ChainOfTrust,
  work: Work,
  name: DnsName,
  type: T,
  options: LookupOptions
): Promise<LookupResult<T>> {
  const aliases: { from: DnsName; to: DnsName; by: 'CNAME' | 'DNAME' }[] = []
  const servers = new Set<string>()
  const facts = new Map<string, Fact>()
  let worst: Judgement = { security: 'secure', why: '', facts: [], ttl: Infinity }
  const add = (judgement: Judgement): void => {
    for (const fact of judgement.facts) facts.set(`${fact.role} ${fact.owner} ${fact.type}`, fact)
    const ttl = Math.min(worst.ttl, judgement.ttl)
    worst = { ...(worst.why === '' || rank[judgement.security] > rank[worst.security] ? judgement : worst), ttl }
  }
  const finish = (outcome: Outcome<T>): LookupResult<T> => ({
    name,
    type,
    aliases,
    outcome: worst.security === 'bogus' ? { kind: 'failed', failure: 'bogus', message: worst.why } : outcome,
    security: worst.security,
    why: worst.why,
    ttl: Number.isFinite(worst.ttl) ? worst.ttl : 0,
    facts: [...facts.values()],
    servers: [...servers],
    at: clock.now(),
    work: { queries: work.queries, signatures: work.signatures, hashRounds: work.hashRounds }
  })
  const fail = (failure: FailureKind, message: string): LookupResult<T> => {
    if (worst.security !== 'bogus') worst = { security: 'indeterminate', why: message, facts: [], ttl: 0 }
    return finish({ kind: 'failed', failure, message })
  }

  try {
    for (let current = name; aliases.length <= mostAliases;) {
      const reply = await resolver.ask(current, type, work, options.fresh === true ? { fresh: true } : {})
      servers.add(reply.from)
      const answer = pickAnswer(reply, current, type)
      if (answer === undefined) {
        add(await judgeAbsence(chain, clock, work, current, type, reply))
        return finish({ kind: reply.noSuchName ? 'no-name' : 'no-data' })
      }
      add(await judgeAnswer(chain, clock, work, current, type, answer, reply))
      if (answer.by === 'answer')
        return finish({
          kind: 'found',
          records: answer.set.data.filter((data): data is DataOf<T> => data.type === type)
        })
      if (worst.security === 'bogus') return finish({ kind: 'no-data' })
      if (answer.to === undefined)
        return fail(
          'malformed',
          `The name that ${setTitle(answer.set)} makes of ${current} is too long (RFC 6672 2.2).`
        )
      aliases.push({ from: current, to: answer.to, by: answer.by })
      current = answer.to
    }
    return fail('alias-loop', `${name} leads through more than ${mostAliases} aliases.`)
  } catch (error) {
    if (!(error instanceof LookupFailure)) throw error
    return fail(error.kind, error.message)
  }
}

type Picked =
  | { readonly by: 'answer'; readonly set: RrSet; readonly to?: undefined }
  | { readonly by: 'CNAME' | 'DNAME'; readonly set: RrSet; readonly to: DnsName | undefined }

/** The set that answers for exactly this name; whatever else the server added is not looked at. */
function pickAnswer(reply: Reply, name: DnsName, type: QueryType): Picked | undefined {
  const sets = gather(reply.answers).filter((set) => set.data.length > 0)
  const own = sets.find((set) => set.type === typeNumbers[type] && sameName(set.owner, name))
  if (own !== undefined) return { by: 'answer', set: own }
  // RFC 6672 2.3: the DNAME is signed, the CNAME that a server makes of it is not.
  for (const set of sets) {
    const [data] = set.data
    if (data?.type === 'DNAME' && isWithin(name, set.owner) && !sameName(name, set.owner))
      return { by: 'DNAME', set, to: redirected(name, set.owner, data.target) }
  }
  for (const set of sets) {
    const [data] = set.data
    if (data?.type === 'CNAME' && sameName(set.owner, name)) return { by: 'CNAME', set, to: lower(data.target) }
  }
  return undefined
}

/** RFC 6672 2.2 */
function redirected(name: DnsName, owner: DnsName, target: DnsName): DnsName | undefined {
  const kept = labelsOf(lower(name)).slice(0, labelsOf(name).length - labelsOf(owner).length)
  const labels = [...kept, ...labelsOf(lower(target))]
  return wireLength(labels) > maxNameLength ? undefined : nameOf(labels)
}

async function judgeAnswer(
  chain: ChainOfTrust,
  clock: Clock,
  work: Work,
  name: DnsName,
  type: QueryType,
  answer: Picked,
  reply: Reply
): Promise<Judgement> {
  const { set } = answer
  const now = Math.floor(clock.now() / 1000)
  const role = answer.by === 'answer' ? 'answer' : 'alias'
  const reasons: string[] = []
  const signers = [...new Set(set.signatures.map(({ signer }) => lower(signer)))].filter(
    (signer) => isWithin(set.owner, signer) && !(type === 'DS' && sameName(signer, set.owner))
  )
  for (const signer of signers.slice(0, 2)) {
    const trust = await chain.zoneOf(signer, work)
    if (trust.status !== 'secure' || !sameName(trust.zone, signer)) continue
    const outcome = verifySet(set, signer, trust.keys, now, work)
    if (outcome.kind === 'not-verified') {
      reasons.push(outcome.why)
      continue
    }
    const found = { facts: [...trust.facts, factOf(role, set, outcome)], ttl: outcome.ttl }
    const signed = `${setTitle(set)} is signed by ${signer}, key ${outcome.signature.keyTag}`
    if (outcome.expandedBelow === undefined) return { security: 'secure', why: signed, ...found }
    const denied = verifyDenial(reply.authority, signer, trust.keys, now, work)
    const judged = fromProof(denied.denial.wildcardAnswer(set.owner, outcome.expandedBelow))
    if (judged.security !== 'bogus')
      return {
        ...judged,
        why: `${signed}; ${judged.why}`,
        facts: [...found.facts, ...denied.facts],
        ttl: Math.min(found.ttl, denied.ttl)
      }
    reasons.push(`${setTitle(set)} is made by a wildcard: ${judged.why}`, ...denied.rejected)
  }
  // The DS record of a name belongs to the zone above it.
  const place = type === 'DS' && answer.by === 'answer' ? nameOf(labelsOf(name).slice(1)) : set.owner
  const judged = await judgeUnproved(
    chain,
    work,
    place,
    reasons.length > 0 ? reasons.join('; ') : `${setTitle(set)} is not signed`
  )
  return { ...judged, facts: [...judged.facts, factOf(role, set)], ttl: set.ttl }
}

async function judgeAbsence(
  chain: ChainOfTrust,
  clock: Clock,
  work: Work,
  name: DnsName,
  type: QueryType,
  reply: Reply
): Promise<Judgement> {
  const now = Math.floor(clock.now() / 1000)
  const reasons: string[] = []
  const negativeTtl = negativeTtlOf(reply)
  for (const signer of denialSigners(reply.authority)
    .filter((zone) => isWithin(name, zone))
    .slice(0, 2)) {
    const trust = await chain.zoneOf(signer, work)
    if (trust.status !== 'secure' || !sameName(trust.zone, signer)) continue
    const denied = verifyDenial(reply.authority, signer, trust.keys, now, work)
    const judged = fromProof(reply.noSuchName ? denied.denial.noName(name) : denied.denial.noData(name, type))
    if (judged.security !== 'bogus')
      return { ...judged, facts: [...trust.facts, ...denied.facts], ttl: Math.min(negativeTtl, denied.ttl) }
    reasons.push(judged.why, ...denied.rejected)
  }
  const place = type === 'DS' ? nameOf(labelsOf(name).slice(1)) : name
  const what = reply.noSuchName ? `that there is no ${name}` : `that ${name} has no ${type}`
  const judged = await judgeUnproved(chain, work, place, [`nothing signed shows ${what}`, ...reasons].join('; '))
  return { ...judged, ttl: negativeTtl }
}

/** What could not be verified is bogus in a secure zone, and insecure below an unsigned delegation. */
async function judgeUnproved(chain: ChainOfTrust, work: Work, place: DnsName, why: string): Promise<Judgement> {
  const trust = await chain.zoneOf(place, work)
  if (trust.status === 'secure')
    return { security: 'bogus', why: `${trust.zone} is a signed zone, but ${why}`, facts: trust.facts, ttl: 0 }
  return { security: trust.status, why: trust.why, facts: trust.facts, ttl: 0 }
}

function fromProof(proof: Proof): { security: Security; why: string } {
  const security = proof.kind === 'proved' ? 'secure' : proof.kind === 'unproved' ? 'bogus' : 'insecure'
  return { security, why: proof.what }
}

/** RFC 2308 5 */
function negativeTtlOf(reply: Reply): number {
  const seconds = reply.authority.map(({ ttl, data }: { ttl: number; data: RecordData }) =>
    data.type === 'SOA' ? Math.min(ttl, data.minimum) : undefined
  )
  return seconds.find((value) => value !== undefined) ?? 0
}
