import { type RrSet, setTitle, signedOctets, signedOwner } from './canonical.ts'
import { algorithmName, isSupportedAlgorithm, type ZoneKey } from './dnssec-key.ts'
import { type DnsName, isWithin, labelsOf, nameOf, sameName } from './name.ts'
import type { RrsigData } from './record.ts'
import type { Work } from './work.ts'

/** KeyTrap (CVE-2023-50387): how many signatures of one set are tried, and keys of one tag for each. */
const mostSignatures = 8
const mostKeysOfATag = 4

export interface Verified {
  readonly kind: 'verified'
  readonly zone: DnsName
  readonly signature: RrsigData
  readonly key: ZoneKey
  /** Seconds that the set may be used: RFC 4035 5.3.3. */
  readonly ttl: number
  /** The closest encloser, when the set comes from a wildcard below it: then the name itself must be proved absent. */
  readonly expandedBelow?: DnsName
}

export interface NotVerified {
  readonly kind: 'not-verified'
  readonly why: string
}

/**
 * RFC 4035 5.3: is one of the signatures over the set a valid one of the zone's keys, now?
 * @param now seconds of the epoch. @throws LookupFailure `too-much-work`
 */
export function verifySet(
  set: RrSet,
  zone: DnsName,
  keys: readonly ZoneKey[],
  now: number,
  work: Work
): Verified | NotVerified {
  const reasons: string[] = []
  for (const signature of set.signatures.slice(0, mostSignatures)) {
    const unfit = unfitness(set, signature, zone, now)
    if (unfit !== undefined) {
      reasons.push(unfit)
      continue
    }
    const candidates = keys.filter((key) => key.tag === signature.keyTag && key.data.algorithm === signature.algorithm)
    if (candidates.length === 0) reasons.push(`${zone} has no key ${nameSignature(signature)} for it`)
    const over = candidates.length === 0 ? undefined : signedOctets(set, signature)
    for (const key of candidates.slice(0, mostKeysOfATag)) {
      work.signature()
      if (over !== undefined && key.verify(signature.signature, over)) return verified(set, zone, signature, key, now)
      work.failedSignature()
      reasons.push(`the signature of key ${nameSignature(signature)} does not verify`)
    }
  }
  if (set.signatures.length === 0) reasons.push('it has no signature')
  if (set.signatures.length > mostSignatures)
    reasons.push(`of ${set.signatures.length} signatures ${mostSignatures} were tried`)
  return { kind: 'not-verified', why: `${setTitle(set)}: ${[...new Set(reasons)].join('; ')}` }
}

const nameSignature = (signature: RrsigData): string => `${signature.keyTag} (${algorithmName(signature.algorithm)})`

/** RFC 4035 5.3.1, without the key. */
function unfitness(set: RrSet, signature: RrsigData, zone: DnsName, now: number): string | undefined {
  const of = `the signature of key ${nameSignature(signature)}`
  if (!sameName(signature.signer, zone) || !isWithin(set.owner, zone))
    return `${of} is of ${signature.signer}, not of ${zone}`
  if (!isSupportedAlgorithm(signature.algorithm)) return `${of} is of an algorithm that is not checked`
  if (signature.labels > labelCount(set.owner)) return `${of} counts more labels than the name has`
  if (signature.labels < labelsOf(zone).length) return `${of} counts fewer labels than its zone has`
  if (isAfter(signature.inception, now)) return `${of} is not yet valid (from ${dateText(signature.inception)})`
  if (isAfter(now, signature.expiration)) return `${of} has expired (${dateText(signature.expiration)})`
  return undefined
}

function verified(set: RrSet, zone: DnsName, signature: RrsigData, key: ZoneKey, now: number): Verified {
  const ttl = Math.min(set.ttl, signature.originalTtl, (signature.expiration - now) >>> 0)
  const expanded = !sameName(signedOwner(set.owner, signature.labels), set.owner)
  const below = expanded ? nameOf(labelsOf(set.owner).slice(-signature.labels || Infinity)) : undefined
  return { kind: 'verified', zone, signature, key, ttl, ...(below === undefined ? {} : { expandedBelow: below }) }
}

function labelCount(name: DnsName): number {
  const labels = labelsOf(name)
  return labels[0] === '*' ? labels.length - 1 : labels.length
}

/** RFC 1982 3.2: seconds modulo 2^32; is `a` later than `b`? */
function isAfter(a: number, b: number): boolean {
  const distance = (a - b) >>> 0
  return distance !== 0 && distance < 0x8000_0000
}

function dateText(seconds: number): string {
  return new Date(seconds * 1000).toISOString()
}
