import { gather, type RrSet } from './canonical.ts'
import { typeNumbers } from './codes.ts'
import type { Denial } from './denial.ts'
import type { ZoneKey } from './dnssec-key.ts'
import { verifySet } from './dnssec-signature.ts'
import { type Fact, factOf } from './fact.ts'
import type { DnsName } from './name.ts'
import { type Nsec, nsecDenial } from './nsec.ts'
import { type Nsec3, nsec3Denial } from './nsec3.ts'
import type { DnsRecord } from './record.ts'
import type { Work } from './work.ts'

/** An honest denial has at most three NSEC3 records (RFC 5155 7.2); answers may carry a few more of other names. */
const mostDenialSets = 12

export interface VerifiedDenial {
  readonly denial: Denial
  readonly facts: readonly Fact[]
  /** Seconds that the proof may be used. */
  readonly ttl: number
  /** Why records were left aside. */
  readonly rejected: readonly string[]
}

/** The zones whose keys sign NSEC or NSEC3 records here, as the signatures say. */
export function denialSigners(authority: readonly DnsRecord[]): DnsName[] {
  const signers = denialSets(authority).flatMap((set) =>
    set.signatures.map((signature) => signature.signer.toLowerCase())
  )
  return [...new Set(signers)]
}

/** Keeps the NSEC or NSEC3 records that the keys of the zone sign. @throws LookupFailure `too-much-work` */
export function verifyDenial(
  authority: readonly DnsRecord[],
  zone: DnsName,
  keys: readonly ZoneKey[],
  now: number,
  work: Work
): VerifiedDenial {
  const plain: Nsec[] = []
  const hashed: Nsec3[] = []
  const facts: Fact[] = []
  const rejected: string[] = []
  let ttl = Infinity
  for (const set of denialSets(authority).slice(0, mostDenialSets)) {
    const outcome = verifySet(set, zone, keys, now, work)
    if (outcome.kind === 'not-verified') rejected.push(outcome.why)
    // A denial that a wildcard made would speak of names that its zone never signed (RFC 4035 5.4).
    else if (outcome.expandedBelow !== undefined) rejected.push(`${set.owner} NSEC: it is made by a wildcard`)
    else {
      facts.push(factOf('denial', set, outcome))
      ttl = Math.min(ttl, outcome.ttl)
      for (const data of set.data) {
        if (data.type === 'NSEC') plain.push({ owner: set.owner, data })
        if (data.type === 'NSEC3') hashed.push({ owner: set.owner, data })
      }
    }
  }
  const denial = hashed.length > 0 ? nsec3Denial(hashed, zone, work) : nsecDenial(plain)
  return { denial, facts, ttl, rejected }
}

function denialSets(authority: readonly DnsRecord[]): RrSet[] {
  return gather(authority).filter(({ type }) => type === typeNumbers.NSEC || type === typeNumbers.NSEC3)
}
