import { ChanceryError } from '../../src-shared/errors.ts'
import { type CaaAsker, type CaaProperty, readIssueValue, readProperty, unmetParameter } from './caa-property.ts'
import type { LookupResult, Lookups, Security } from './dns/lookup.ts'
import { andAncestors, type DnsName, labelsOf, nameOf, parseName } from './dns/name.ts'

export interface CaaQuestion extends CaaAsker {
  /** A host name, `*.` and a host name, or for `mail` the domain of a mailbox. */
  readonly name: string
  /** RFC 8659 for server names, RFC 9495 (`issuemail`) for mailboxes. */
  readonly purpose: 'tls' | 'mail'
  /** The names by which records may mean this authority, e.g. `ca.example`; with none, what is not restricted is allowed. */
  readonly identities: readonly string[]
  /**
   * What a lookup that failed twice means. `deny`: nothing is issued. `baseline`: the exception of CA/Browser Forum BR
   * 3.2.2.8 applies: it counts as permission when it was retried and the zone is proved insecure; never when it is not.
   */
  readonly failedLookup: 'deny' | 'baseline'
  readonly signal?: AbortSignal
}

/** Stable ids of what decided. */
export type CaaRule =
  | 'caa.no-records' // RFC 8659 3: no set on the way up
  | 'caa.unrestricted' // a set without a property for this purpose (RFC 8659 4.2, RFC 9495 4)
  | 'caa.issuer-named'
  | 'caa.issuer-not-named'
  | 'caa.parameters' // named, but RFC 8657 parameters forbid
  | 'caa.critical-unknown' // RFC 8659 4.1
  | 'caa.lookup-failed'
  | 'caa.lookup-failed-insecure' // BR 3.2.2.8
  | 'caa.dnssec' // bogus, or the chain could not be read

export interface CaaVerdict {
  /** `unknown` is not permission: nothing is issued on it. */
  readonly verdict: 'allowed' | 'denied' | 'unknown'
  readonly rule: CaaRule
  readonly reason: string
  readonly name: DnsName
  readonly wildcard: boolean
  /** Where the set was found; absent when there is none. */
  readonly foundAt?: DnsName
  readonly records: readonly CaaProperty[]
  /** Where the owner wants to hear of refused requests (RFC 8659 4.4). */
  readonly iodef: readonly string[]
  /** Of the weakest answer. */
  readonly security: Security
  /** One for each name on the way up, in order, with everything they rest on. */
  readonly lookups: readonly LookupResult<'CAA'>[]
  /** Milliseconds of the epoch: TTL or eight hours, whichever is longer (BR 3.2.2.8). */
  readonly usableUntil: number
}

/** BR 3.2.2.8 */
const shortestUse = 8 * 3600

/** @returns whether the CAA records allow it: RFC 8659 3, tree climbing, aliases followed at every name. @throws ChanceryError `invalid-input`, `cancelled` */
export async function checkCaa(lookups: Lookups, question: CaaQuestion): Promise<CaaVerdict> {
  const asked = parseName(question.name)
  const wildcard = labelsOf(asked)[0] === '*'
  const name = wildcard ? nameOf(labelsOf(asked).slice(1)) : asked
  if (name === '.')
    throw new ChanceryError('invalid-input', `"${question.name}" is not the name of a host or mail domain.`)
  const done: LookupResult<'CAA'>[] = []
  const options = { fresh: true, ...(question.signal === undefined ? {} : { signal: question.signal }) }
  const conclude = (
    verdict: CaaVerdict['verdict'],
    rule: CaaRule,
    reason: string,
    found?: DnsName,
    records: readonly CaaProperty[] = []
  ): CaaVerdict => ({
    verdict,
    rule,
    reason,
    name,
    wildcard,
    records,
    ...(found === undefined ? {} : { foundAt: found }),
    iodef: records.filter(({ known }) => known === 'iodef').map(({ value }) => value),
    security: weakest(done),
    lookups: done,
    usableUntil: usableUntil(done)
  })

  // RFC 8659 3: from the name up to, but not including, the root.
  for (const place of andAncestors(name).slice(0, -1)) {
    let result = await lookups.lookup(place, 'CAA', options)
    if (result.outcome.kind === 'failed' && result.security !== 'bogus')
      result = await lookups.lookup(place, 'CAA', options)
    done.push(result)
    if (result.security === 'bogus')
      return conclude('unknown', 'caa.dnssec', `The CAA records of ${place} are not to be trusted: ${result.why}.`)
    if (result.outcome.kind === 'failed') {
      const failed = `The CAA records of ${place} could not be read, twice: ${result.outcome.message}`
      if (question.failedLookup === 'deny') return conclude('unknown', 'caa.lookup-failed', failed)
      const zone = await lookups.securityOf(place, options)
      if (zone.security !== 'insecure')
        return conclude(
          'unknown',
          'caa.lookup-failed',
          `${failed} The zone is not proved insecure (${zone.security}: ${zone.why}).`
        )
      // The exception ends the climb: BR 3.2.2.8 speaks of the lookup for the name, and a set nearer to it may be hidden.
      return conclude(
        'allowed',
        'caa.lookup-failed-insecure',
        `${failed} It counts as permission under BR 3.2.2.8: retried, and ${zone.why}.`
      )
    }
    if (result.security === 'indeterminate')
      return conclude('unknown', 'caa.dnssec', `The CAA records of ${place} could not be validated: ${result.why}.`)
    if (result.outcome.kind === 'found') {
      const records = result.outcome.records.map(readProperty)
      return judgeRecords(question, wildcard, place, records, conclude)
    }
  }
  return conclude('allowed', 'caa.no-records', `Neither ${name} nor a name above it has CAA records.`)
}

type Conclude<Verdict> = (
  verdict: CaaVerdict['verdict'],
  rule: CaaRule,
  reason: string,
  found: DnsName,
  records: readonly CaaProperty[]
) => Verdict

/** What a set of records says, wherever it was seen: RFC 8659 4, with the parameters of RFC 8657. */
export function judgeRecords<Verdict>(
  question: Pick<CaaQuestion, 'purpose' | 'identities'> & CaaAsker,
  wildcard: boolean,
  place: DnsName,
  records: readonly CaaProperty[],
  conclude: Conclude<Verdict>
): Verdict {
  const say = (verdict: CaaVerdict['verdict'], rule: CaaRule, reason: string): Verdict =>
    conclude(verdict, rule, reason, place, records)
  const unknown = records.find(({ critical, known }) => critical && known === undefined)
  if (unknown !== undefined)
    return say(
      'denied',
      'caa.critical-unknown',
      `${place} has a critical CAA property "${unknown.tag}" that is not understood (RFC 8659 4.1).`
    )
  const tag = relevantTag(question.purpose, wildcard, records)
  const relevant = records.filter(({ known }) => known === tag)
  if (relevant.length === 0)
    return say('allowed', 'caa.unrestricted', `The CAA records of ${place} say nothing about ${tag}.`)
  const identities = question.identities.map((identity) => identity.toLowerCase())
  const refusals: string[] = []
  for (const { value } of relevant) {
    const issue = readIssueValue(value)
    if (issue === undefined || !identities.includes(issue.issuer)) continue
    const unmet = unmetParameter(issue, question)
    if (unmet === undefined) return say('allowed', 'caa.issuer-named', `${place} allows ${issue.issuer} by ${tag}.`)
    refusals.push(`${place} names ${issue.issuer}, but ${unmet}.`)
  }
  if (refusals.length > 0) return say('denied', 'caa.parameters', refusals.join(' '))
  const named = relevant.map(({ value }) => `"${value}"`).join(', ')
  const not =
    identities.length > 0
      ? `not ${identities.join(' or ')}`
      : 'and this authority has no CAA identity that they could name'
  return say('denied', 'caa.issuer-not-named', `The ${tag} records of ${place} allow ${named} only, ${not}.`)
}

/** RFC 8659 4.3: for a wildcard name issuewild speaks alone where there is any; RFC 9495 4: for mail only issuemail does. */
function relevantTag(
  purpose: CaaQuestion['purpose'],
  wildcard: boolean,
  records: readonly CaaProperty[]
): 'issue' | 'issuewild' | 'issuemail' {
  if (purpose === 'mail') return 'issuemail'
  return wildcard && records.some(({ known }) => known === 'issuewild') ? 'issuewild' : 'issue'
}

function weakest(lookups: readonly LookupResult<'CAA'>[]): Security {
  const order: readonly Security[] = ['bogus', 'indeterminate', 'insecure', 'secure']
  return order.find((security) => lookups.some((result) => result.security === security)) ?? 'indeterminate'
}

function usableUntil(lookups: readonly LookupResult<'CAA'>[]): number {
  return Math.min(...lookups.map(({ at, ttl }) => at + Math.max(ttl, shortestUse) * 1000))
}
