import type { ValidationReport } from '../../validation/challenge.ts'
import { accountLabel } from '../../validation/dns-01.ts'
import { authorizationDigest } from '../../validation/challenge.ts'
import type { HeardLookup } from '../../validation/name-lookup.ts'
import type { DomainCorroboration } from '../../validation/perspectives.ts'
import type { Writer } from '../../store/connection.ts'
import type { CaContext } from '../context.ts'
import { requireProfile } from '../profiles/find.ts'
import { reader } from '../../store/store.ts'
import { corroborate } from './corroboration.ts'
import { dnssecEvidence } from './dnssec-evidence.ts'
import { drafted, keepEvidence, type EvidenceDraft } from './evidence.ts'

/** One validated, or failed, ACME challenge. */
export interface ChallengeTried {
  readonly accountId: number
  readonly profileId: number
  /** `http-01`, `dns-01`, `dns-account-01`, `tls-alpn-01`; `email-reply-00` for a mailbox. */
  readonly type: string
  readonly value: string
  readonly wildcard: boolean
  readonly subdomains: boolean
  readonly token: string
  readonly keyAuthorization: string
  readonly report: ValidationReport
  readonly heard: readonly HeardLookup[]
  /** What the proof rests on, where it is more than was compared. */
  readonly raw?: Uint8Array | null
  /** Of the account as its answer was signed for. */
  readonly accountUrl: string | null
  /** End of the authorization, milliseconds of the epoch. */
  readonly expiresAt: number
}

/** Proofs that an ACME account made are its own. */
export function acmeHolder(accountId: number): string {
  return `acme:${accountId}`
}

/** What is to be kept of a challenge. */
export interface ChallengeEvidence {
  readonly proof: EvidenceDraft
  readonly dnssec: EvidenceDraft
  /** Null where the profile does not ask for other perspectives. */
  readonly mpic: EvidenceDraft | null
}

/**
 * Makes evidence of a challenge; other perspectives look too where the profile of the service asks for them.
 * @throws ChanceryError `cancelled`
 */
export async function challengeEvidence(
  ca: CaContext,
  tried: ChallengeTried,
  signal: AbortSignal
): Promise<ChallengeEvidence | null> {
  const { control } = ca
  if (control === undefined) return null
  const { report, type, value } = tried
  const now = ca.clock.now()
  const verified = report.outcome === 'verified'
  const kind = type === 'email-reply-00' ? 'mailbox' : 'domain'
  const proof = drafted(
    {
      kind,
      subject: value,
      outcome: report.outcome,
      rule: verified ? `${kind}.${type}` : `${kind}.${report.failure ?? 'unauthorized'}`,
      reason: report.summary,
      seenFrom: control.from,
      at: now
    },
    {
      method: type,
      covers: kind === 'mailbox' ? null : tried.subdomains ? 'subtree' : tried.wildcard ? 'wildcard' : 'exact',
      steps: report.steps,
      raw: tried.raw ?? report.seen,
      holder: acmeHolder(tried.accountId),
      ...(verified ? { expiresAt: tried.expiresAt } : {})
    }
  )
  // A mailbox is seen by the message that came; other perspectives look at the CAA records of its domain, at the door.
  const wanted =
    verified && kind === 'domain' && requireProfile(reader(ca.store), tried.profileId).content.proof.mpic === 'required'
  const by = wanted ? corroborationOf(tried) : null
  const mpic = !wanted
    ? null
    : by === null
      ? drafted({
          kind: 'mpic',
          subject: value,
          outcome: 'not-performed',
          rule: 'mpic.method',
          reason: `The Open MPIC API has no check for ${type}.`,
          seenFrom: 'this machine',
          at: now
        })
      : await corroborate(control, value, { kind: 'domain', target: value, by }, null, now, signal)
  return { proof, dnssec: dnssecEvidence(control, value, tried.heard, now), mpic }
}

/** Stores it in the transaction that decides the challenge. */
export function keepChallengeEvidence(tx: Writer, ca: CaContext, kept: ChallengeEvidence): void {
  const holder = kept.proof.holder
  const [proofId = null] = keepEvidence(tx, ca, [kept.proof, { ...kept.dnssec, holder }])
  if (kept.mpic !== null) keepEvidence(tx, ca, [{ ...kept.mpic, restsOn: proofId, holder }])
}

function corroborationOf({
  type,
  token,
  keyAuthorization,
  accountUrl
}: ChallengeTried): DomainCorroboration['by'] | null {
  switch (type) {
    case 'http-01':
      return { method: 'http-01', token, keyAuthorization }
    case 'dns-01':
      return { method: 'dns-01', digest: authorizationDigest(keyAuthorization) }
    case 'dns-account-01':
      // No perspective knows this challenge by name; the record that it is, every one can look at.
      return accountUrl === null
        ? null
        : {
            method: 'txt',
            label: `${accountLabel(accountUrl)}._acme-challenge`,
            value: authorizationDigest(keyAuthorization)
          }
    case 'tls-alpn-01':
      return { method: 'tls-alpn-01', keyAuthorization }
    default:
      return null
  }
}
