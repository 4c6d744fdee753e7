import type { ProofRule } from '../../../src-shared/model/validation.ts'
import type { Settings } from '../../../src-shared/model/settings.ts'
import type { Reader } from '../../store/connection.ts'
import { domainsNamed, type DomainRow } from '../../store/domains.ts'
import { proofsOfHolder, type ListedEvidence } from '../../store/evidence.ts'
import { methodOf } from './domain-view.ts'
import { drafted, type EvidenceDraft } from './evidence.ts'
import { withAncestors } from './names.ts'
import { domainProofEnd, type Reliance } from './reuse.ts'

/** What a channel knows of who asks, beside the actor: for proofs that belong to a client and not to an organization. */
export interface ClaimedControl {
  /** The operator account that asked, where the request waited and somebody else carries it on. */
  readonly operatorId?: number | null
  /** As evidence names it: `acme:12`. */
  readonly holder?: string
  /** RFC 8657 3. */
  readonly accountUri?: string
  /** Names that the channel's own policy approves without a proof, with the rule that does. */
  readonly approved?: Readonly<Record<string, string>>
}

export interface ProofQuestion {
  readonly rule: ProofRule
  readonly reliance: Reliance
  readonly claim: ClaimedControl
  readonly settings: Pick<Settings, 'proofReuseDays'>
  readonly now: number
}

/** A proof that stands for a host name or address; or what there is and why it does not do. */
export type FoundProof =
  /** The method by its name of RFC 8657 4: that of ACME, or `ca-` and one of ours. */
  | { readonly evidence: EvidenceDraft; readonly method: string }
  | { readonly evidence: null; readonly why: readonly string[] }

/** @param host as it stands in the certificate: a name, `*.` and a name, or an address */
export function findHostProof(from: Reader, host: string, question: ProofQuestion): FoundProof {
  const wildcard = host.startsWith('*.')
  const base = wildcard ? host.slice(2) : host
  const isAddress = base.includes(':') || /^[\d.]+$/.test(base)
  const places = isAddress ? [base] : withAncestors(base)
  const why: string[] = []
  // What the client itself proved comes first: RFC 8657 asks how this very client did it.
  const { holder } = question.claim
  const held = holder === undefined ? [] : proofsOfHolder(from, holder, places)
  for (const row of held) {
    const against = againstHeld(row, base, wildcard, question)
    if (against === null) return ofHolder(host, row, question)
    if (!why.includes(against)) why.push(against)
  }
  for (const row of isAddress ? [] : domainsNamed(from, places)) {
    const against = againstDomain(row, base, wildcard, question)
    if (against === null) return ofDomain(host, row, question)
    why.push(against)
  }
  const approved = question.claim.approved?.[host]
  if (approved === undefined) return { evidence: null, why }
  const refused = againstMethod('operator', question)
  if (refused !== null) return { evidence: null, why: [...why, `${host} is approved by ${approved}, but ${refused}`] }
  return {
    evidence: drafted(
      {
        kind: 'domain',
        subject: host,
        outcome: 'verified',
        rule: 'domain.operator',
        reason: `${host} is approved without a look, by ${approved}.`,
        seenFrom: 'the decision of an operator',
        at: question.now
      },
      { method: 'operator', holder: holder ?? null }
    ),
    method: 'ca-operator'
  }
}

/**
 * @returns the organization whose domain a host lies in, by a proof that stands whatever its method: who merely adds a name
 *   does not change the rules for it
 */
export function organizationOf(
  from: Reader,
  host: string,
  settings: Pick<Settings, 'proofReuseDays'>,
  now: number
): number | null {
  const row = domainsNamed(from, withAncestors(host.replace(/^\*\./, ''))).find(
    (one) => one.active && (domainProofEnd(one, 'none', settings) ?? 0) > now
  )
  return row?.organizationId ?? null
}

/** @returns why the proof of a domain does not do, or null */
function againstDomain(row: DomainRow, base: string, wildcard: boolean, question: ProofQuestion): string | null {
  const end = domainProofEnd(row, question.reliance, question.settings)
  const mine = question.claim.operatorId ?? null
  if (!row.active) return `the domain ${row.name} is inactive`
  if (row.ownerId !== null && row.ownerId !== mine) return `${row.name} belongs to another requester`
  if (row.basis === null) return `${row.name} is not proven yet`
  const method = againstMethod(row.method ?? '', question)
  if (method !== null) return `${row.name} is proven by ${row.method}, and ${method}`
  if (row.covers === 'exact' && (row.name !== base || wildcard))
    return `${row.name} is proven by ${row.method}, which proves that very name and none below it`
  if (end === null || end <= question.now)
    return `the proof of ${row.name} ended on ${new Date(end ?? question.now).toISOString().slice(0, 10)}`
  return null
}

function againstHeld(row: ListedEvidence, base: string, wildcard: boolean, question: ProofQuestion): string | null {
  const covered = row.covers === 'subtree' || (row.subject === base && (row.covers === 'wildcard') === wildcard)
  if (!covered) return `the proof of ${row.subject} does not cover it`
  const method = againstMethod(row.method ?? '', question)
  if (method !== null) return `${row.subject} is proven by ${row.method}, and ${method}`
  const end = endOfHeld(row, question)
  return end === null || end <= question.now ? `the proof of ${row.subject} is too old` : null
}

function againstMethod(method: string, { rule, reliance }: ProofQuestion): string | null {
  if (method === 'operator' && reliance !== 'none')
    return 'a decision without a look is never enough for publicly trusted certificates'
  return rule.methods.some((allowed) => allowed === method) ? null : 'the profile does not take that method'
}

function endOfHeld(row: ListedEvidence, { reliance, settings }: ProofQuestion): number | null {
  const until = reliance === 'none' ? row.expiresAt : null
  return domainProofEnd({ basis: 'validated', verifiedAt: row.at, until }, reliance, settings)
}

function ofDomain(host: string, row: DomainRow, question: ProofQuestion): FoundProof {
  const end = domainProofEnd(row, question.reliance, question.settings)
  const method = methodOf(row.method) ?? 'txt'
  return {
    evidence: drafted(
      {
        kind: 'domain',
        subject: host,
        outcome: 'verified',
        rule: `domain.${method}`,
        reason: `${host} lies within ${row.name}, which was proven by ${method} on ${new Date(row.verifiedAt ?? 0).toISOString().slice(0, 10)}.`,
        seenFrom: 'the proof of the domain',
        at: question.now
      },
      { method, covers: row.covers, expiresAt: end, restsOn: row.evidenceId, domainId: row.id }
    ),
    method: `ca-${method}`
  }
}

function ofHolder(host: string, row: ListedEvidence, question: ProofQuestion): FoundProof {
  const method = row.method ?? ''
  return {
    evidence: drafted(
      {
        kind: 'domain',
        subject: host,
        outcome: 'verified',
        rule: `domain.${method}`,
        reason: `The client that asks proved ${row.subject} by ${method} on ${new Date(row.at).toISOString().slice(0, 10)}.`,
        seenFrom: row.seenFrom,
        at: question.now
      },
      { method, covers: row.covers, expiresAt: endOfHeld(row, question), restsOn: row.id, holder: row.holder }
    ),
    method
  }
}
