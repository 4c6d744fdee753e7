import type { Reason } from '../../../src-shared/errors.ts'
import type { Finding } from '../../../src-shared/model/lint.ts'
import type { ProfileContent } from '../../../src-shared/model/profile.ts'
import type { CaaMode } from '../../../src-shared/model/validation.ts'
import { anyOrganizationAsksForCaa, getOrganization } from '../../store/organizations.ts'
import { evidenceRestingOn } from '../../store/evidence.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'
import type { Issuer } from '../issue/issuer-type.ts'
import type { IssuanceRequest } from '../issue/request.ts'
import type { CandidateCertificate } from '../profile/candidate.ts'
import { askCaa, type CaaWish } from './ask-caa.ts'
import { drafted, type EvidenceDraft } from './evidence.ts'
import { findHostProof, organizationOf, type FoundProof, type ProofQuestion } from './host-proof.ts'
import { findMailboxProof } from './mailbox-proof.ts'
import { domainOf } from './names.ts'
import { asksForNothing, caaPurposes, wantedNames, type WantedNames } from './wanted.ts'

/** What the door says of the names of a request. */
export interface ProofCheck {
  readonly reasons: readonly Reason[]
  readonly findings: readonly Finding[]
  /** To be stored with the request, in the transaction that stores it. */
  readonly evidence: readonly EvidenceDraft[]
}

export interface ProofCheckInput {
  readonly request: IssuanceRequest
  readonly content: ProfileContent
  readonly issuer: Issuer
  readonly candidate: CandidateCertificate
  readonly now: number
  /** False for an assessment, which asks nobody outside. */
  readonly looks: boolean
}

const nothing: ProofCheck = { reasons: [], findings: [], evidence: [] }

/** Longest that the outside may take, over all names of one certificate. */
const longestLook = 120_000

/**
 * Part of step 3: every name has a proof that stands, CAA allows it, the other perspectives agree, as profile, organization
 * and installation ask for it. What was not run is never counted as proven.
 * @throws ChanceryError `cancelled` where the outside took too long
 */
export function namesProven(ca: CaContext, input: ProofCheckInput): ProofCheck | Promise<ProofCheck> {
  const { request, content } = input
  if (request.engine !== undefined || request.channel === 'engine') return nothing
  const { caaMode } = ca.settings()
  if (asksForNothing(content, caaMode) && !(mayInherit(content) && anyOrganizationAsksForCaa(reader(ca.store))))
    return nothing
  return lookAtAll(ca, input)
}

const mayInherit = ({ proof, certificateClass }: ProfileContent): boolean =>
  certificateClass === 'end-entity' && proof.caa === 'inherit'

interface Verdicts {
  readonly reasons: Reason[]
  readonly findings: Finding[]
  readonly evidence: EvidenceDraft[]
}

async function lookAtAll(ca: CaContext, input: ProofCheckInput): Promise<ProofCheck> {
  const { request, content, candidate, now } = input
  const from = reader(ca.store)
  const names = wantedNames(candidate)
  const question: ProofQuestion = {
    rule: content.proof,
    reliance: content.publicTrust,
    claim: { operatorId: request.actor.operatorId, ...request.control },
    settings: ca.settings(),
    now
  }
  const verdicts: Verdicts = { reasons: [], findings: [], evidence: [] }
  sameMailDomain(content, names, verdicts)
  const proofs = new Map(
    [...names.hosts, ...names.addresses].map((host) => [host, findHostProof(from, host, question)] as const)
  )
  for (const [host, proof] of proofs) judgeHost(ca, input, host, proof, names.addresses.includes(host), verdicts)
  for (const address of content.proof.mailboxes === 'required' ? names.mailboxes : []) {
    const { evidence, why } = findMailboxProof(from, address, question)
    if (evidence === null)
      refuse(verdicts, 'mailbox', address, `email:${address}`, why, now, 'Add it and enter its token')
    else verdicts.evidence.push(evidence)
  }
  if (content.publicTrust !== 'none' && ca.control?.validates !== true)
    verdicts.reasons.push({
      where: 'names',
      rule: 'dnssec.off',
      message:
        'DNSSEC is switched off, and publicly trusted certificates need it for every lookup (BR 3.2.2.4). Set dnssec to validate.'
    })
  const wishes = caaWishes(ca, input, names, proofs)
  const asked = await askCaa(ca, {
    wishes,
    identities: input.issuer.settings.caaIdentities,
    corroborated: content.proof.mpic === 'required',
    looks: input.looks,
    now,
    signal: AbortSignal.timeout(longestLook)
  })
  verdicts.reasons.push(...asked.reasons)
  verdicts.findings.push(...asked.findings)
  verdicts.evidence.push(...asked.evidence)
  return verdicts
}

function judgeHost(
  ca: CaContext,
  { content, now }: ProofCheckInput,
  host: string,
  proof: FoundProof,
  isAddress: boolean,
  verdicts: Verdicts
): void {
  const where = `${isAddress ? 'ip' : 'dns'}:${host}`
  if (proof.evidence === null) {
    if (content.proof.domains === 'required')
      refuse(verdicts, 'domain', host, where, proof.why, now, 'Add its domain and prove it')
    return
  }
  verdicts.evidence.push(proof.evidence)
  if (content.proof.mpic !== 'required' || content.proof.domains !== 'required') return
  const { restsOn } = proof.evidence
  const seen = restsOn === null ? undefined : evidenceRestingOn(reader(ca.store), restsOn, 'mpic')
  const evidence = drafted(
    {
      kind: 'mpic',
      subject: host,
      outcome: seen === undefined || seen.outcome === 'expired' ? 'not-performed' : seen.outcome,
      rule: seen?.rule ?? 'mpic.not-performed',
      reason: seen?.reason ?? `No other perspective looked at the proof of ${host}.`,
      seenFrom: seen?.seenFrom ?? 'this machine',
      at: now
    },
    { restsOn: seen?.id ?? null, domainId: proof.evidence.domainId }
  )
  verdicts.evidence.push(evidence)
  if (evidence.outcome !== 'verified' && ca.control?.perspectives?.mode !== 'report')
    verdicts.reasons.push({
      where,
      rule: evidence.rule,
      message: `The profile wants proofs that other perspectives saw too. ${host}: ${evidence.reason}`
    })
}

function refuse(
  verdicts: Verdicts,
  kind: 'domain' | 'mailbox',
  subject: string,
  where: string,
  why: readonly string[],
  now: number,
  advice: string
): void {
  const because = why.length === 0 ? '' : ` (${why.slice(0, 3).join('; ')})`
  const reason = `No proof of control of ${subject} stands${because}. ${advice}.`
  verdicts.reasons.push({ where, rule: `proof.${kind}`, message: reason })
  verdicts.evidence.push(
    drafted({
      kind,
      subject,
      outcome: 'failed',
      rule: `proof.${kind}`,
      reason,
      seenFrom: 'the stored proofs',
      at: now
    })
  )
}

/** RA-051: the domain of every mailbox is one of the host names. */
function sameMailDomain(content: ProfileContent, names: WantedNames, verdicts: Verdicts): void {
  const { mailDomain } = content.proof
  if (mailDomain === 'any' || names.hosts.length === 0) return
  const hosts = names.hosts.map((host) => host.replace(/^\*\./, ''))
  for (const address of names.mailboxes) {
    const domain = domainOf(address)
    const fits = hosts.some(
      (host) =>
        host === domain ||
        (mailDomain === 'same-or-below' && (host.endsWith(`.${domain}`) || domain.endsWith(`.${host}`)))
    )
    if (!fits)
      verdicts.reasons.push({
        where: `email:${address}`,
        rule: 'proof.mail-domain',
        message: `The domain of ${address} is not among the host names ${hosts.join(', ')}, and the profile wants them to be the same.`
      })
  }
}

/** Which CAA questions stand, each with the mode that holds for it: profile, then organization, then installation. */
function caaWishes(
  ca: CaContext,
  { content, candidate, request }: ProofCheckInput,
  names: WantedNames,
  proofs: ReadonlyMap<string, FoundProof>
): readonly CaaWish[] {
  const purposes = caaPurposes(candidate)
  const from = reader(ca.store)
  const settings = ca.settings()
  const modeOf = (host: string): CaaMode => {
    if (content.proof.caa !== 'inherit') return content.proof.caa
    const id = organizationOf(from, host, settings, ca.clock.now())
    const own = id === null ? undefined : getOrganization(from, id)?.caa
    return own === undefined || own === 'inherit' ? settings.caaMode : own
  }
  const { accountUri } = request.control ?? {}
  const wishes: CaaWish[] = []
  for (const host of purposes.hosts ? names.hosts : []) {
    const proof = proofs.get(host)
    wishes.push({
      subject: host,
      where: `dns:${host}`,
      name: host,
      purpose: 'tls',
      mode: modeOf(host),
      ...(accountUri === undefined ? {} : { accountUri }),
      ...(proof === undefined || proof.evidence === null ? {} : { validationMethod: proof.method })
    })
  }
  for (const address of purposes.mailboxes ? names.mailboxes : []) {
    const domain = domainOf(address)
    wishes.push({ subject: address, where: `email:${address}`, name: domain, purpose: 'mail', mode: modeOf(domain) })
  }
  return wishes.filter(({ mode }) => mode !== 'off')
}
