import type { Certificate, CertificateList, DistributionPoint } from '../model.ts'
import type { RevocationReason } from '../../../src-shared/model/revocation.ts'
import { verifySignature } from '../verify.ts'
import { readExtensions } from './certificate-extensions.ts'
import type { CrlFacts } from './crl-facts.ts'
import { readCrl } from './crl-facts.ts'
import { crlCovers } from './crl-scope.ts'
import type { PathInput, PathStep } from './verdict.ts'

/** Reasons that a set of CRLs must cover before "not revoked" may be said (RFC 5280 6.3.2). */
const allReasons: readonly RevocationReason[] = [
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  'privilegeWithdrawn',
  'aACompromise'
]

type Status =
  | { readonly kind: 'good' }
  | { readonly kind: 'revoked'; readonly reason: RevocationReason; readonly at: number }
  | { readonly kind: 'unknown'; readonly why: string }

/** CRLs at hand and what has been found out about their signers, shared by all candidate paths of one validation. */
export class RevocationContext {
  readonly input: PathInput
  readonly crls: readonly CrlFacts[]
  readonly #trusts: (signer: Certificate) => boolean
  readonly #trusted = new Map<Certificate, boolean>()
  readonly #judging = new Set<Certificate>()
  readonly #verified = new Map<CrlFacts, Map<Certificate, boolean>>()

  /** @param trusts says whether a valid path leads to a certificate that signs CRLs. */
  constructor(input: PathInput, trusts: (signer: Certificate) => boolean) {
    this.input = input
    this.crls = input.revocation === 'none' ? [] : input.crls.map(readCrl)
    this.#trusts = trusts
  }

  /** @returns whether the CRL is signed by `signer`, and `signer` may sign CRLs and is trusted (6.3.3 (f), (g)). */
  isSignedBy(crl: CrlFacts, signer: Certificate, alreadyTrusted: boolean): boolean {
    if (signer.subject.key !== crl.list.issuer.key) return false
    const usage = readExtensions(signer).keyUsage
    if (usage !== null && !usage.includes('cRLSign')) return false
    return this.#signatureHolds(crl, signer) && (alreadyTrusted || this.#isTrusted(signer))
  }

  #signatureHolds(crl: CrlFacts, signer: Certificate): boolean {
    const perSigner = this.#verified.get(crl) ?? new Map<Certificate, boolean>()
    this.#verified.set(crl, perSigner)
    const known = perSigner.get(signer)
    if (known !== undefined) return known
    const algorithm = crl.list.signatureAlgorithm.id
    const holds =
      algorithm !== null && verifySignature(signer.publicKey.der, algorithm, crl.list.tbs, crl.list.signature)
    perSigner.set(signer, holds)
    return holds
  }

  #isTrusted(signer: Certificate): boolean {
    const known = this.#trusted.get(signer)
    if (known !== undefined) return known
    // A CRL signer may be listed on no CRL but its own (PKITS 4.14.30): while its path is judged, its CRL counts.
    // The signatures of that path never rest on this assumption.
    if (this.#judging.has(signer)) return true
    this.#judging.add(signer)
    const trusted = this.#trusts(signer)
    this.#judging.delete(signer)
    // What was found while another signer is still being judged rests on an assumption and is not kept.
    if (this.#judging.size === 0) this.#trusted.set(signer, trusted)
    return trusted
  }
}

/**
 * CRL validation of one certificate, RFC 5280 6.3.3.
 * @param issuer the certificate above it (or the trust anchor).
 * @param above the certificates of the path above it, already judged.
 * @returns null where revocation is not asked for.
 */
export function revocationStep(
  certificate: Certificate,
  issuer: Certificate,
  above: readonly Certificate[],
  context: RevocationContext
): PathStep | null {
  const { revocation } = context.input
  if (revocation === 'none') return null
  const clause = 'RFC 5280 6.3.3'
  const status = statusOf(certificate, issuer, above, context)
  switch (status.kind) {
    case 'good':
      return { certificate, outcome: 'verified', clause, message: 'No current CRL lists it.' }
    case 'revoked':
      return {
        certificate,
        outcome: 'failed',
        clause,
        message: `It was revoked on ${new Date(status.at).toISOString()} (${status.reason}).`
      }
    case 'unknown':
      return {
        certificate,
        outcome: revocation === 'require' ? 'failed' : 'not-performed',
        clause,
        message: status.why
      }
  }
}

function statusOf(
  certificate: Certificate,
  issuer: Certificate,
  above: readonly Certificate[],
  context: RevocationContext
): Status {
  const covered = new Set<RevocationReason>()
  const points: (DistributionPoint | null)[] = [...readExtensions(certificate).crlDistributionPoints, null]
  for (const point of points) {
    for (const crl of context.crls) {
      if (crl.isDelta || !isCurrent(crl.list, context.input.at) || !crlCovers(crl, point, certificate)) continue
      const interim = interimReasons(crl, point)
      if (interim.every((reason) => covered.has(reason))) continue
      if (!hasTrustedSigner(crl, issuer, above, context)) continue
      const revoked = lookUp(crl, certificate, issuer, above, context)
      if (revoked !== null) return revoked
      for (const reason of interim) covered.add(reason)
    }
  }
  if (allReasons.every((reason) => covered.has(reason))) return { kind: 'good' }
  return { kind: 'unknown', why: whyUnknown(certificate, covered.size, context) }
}

function whyUnknown(certificate: Certificate, covered: number, context: RevocationContext): string {
  if (covered > 0) return 'The CRLs at hand do not cover all reasons for revocation.'
  const named = context.crls.filter((crl) => crl.list.issuer.key === certificate.issuer.key)
  if (named.length === 0) return `There is no CRL of "${certificate.issuer.text}" at hand.`
  if (named.every((crl) => !isCurrent(crl.list, context.input.at)))
    return `Every CRL of "${certificate.issuer.text}" at hand is out of date.`
  return `No CRL of "${certificate.issuer.text}" at hand can be used: signature, scope or a critical extension stands against it.`
}

/** RFC 5280 6.3.3 (a): current at the moment of validation. */
function isCurrent(list: CertificateList, at: number): boolean {
  return at >= list.thisUpdate && list.nextUpdate !== null && at < list.nextUpdate + 1000
}

/** RFC 5280 6.3.3 (d). */
function interimReasons(crl: CrlFacts, point: DistributionPoint | null): readonly RevocationReason[] {
  const some = crl.scope?.onlySomeReasons ?? null
  return allReasons.filter(
    (reason) => (some === null || some.includes(reason)) && (point?.reasons == null || point.reasons.includes(reason))
  )
}

function hasTrustedSigner(
  crl: CrlFacts,
  issuer: Certificate,
  above: readonly Certificate[],
  context: RevocationContext
): boolean {
  // The issuer itself and what stands above it are trusted by the path that is being judged.
  if ([issuer, ...above].some((signer) => context.isSignedBy(crl, signer, true))) return true
  const { anchors, intermediates } = context.input
  return (
    anchors.some((signer) => context.isSignedBy(crl, signer, true)) ||
    intermediates.some((signer) => context.isSignedBy(crl, signer, false))
  )
}

/** RFC 5280 6.3.3 (c), (h) to (k): the newest delta CRL of the same scope speaks before the complete one. */
function lookUp(
  crl: CrlFacts,
  certificate: Certificate,
  issuer: Certificate,
  above: readonly Certificate[],
  context: RevocationContext
): Status | null {
  const delta = context.crls
    .filter((candidate) => candidate.isDelta && isCurrent(candidate.list, context.input.at) && candidate.appliesTo(crl))
    .filter((candidate) => hasTrustedSigner(candidate, issuer, above, context))
    .sort((a, b) => (a.number < b.number ? 1 : -1))[0]
  const issuerKey = certificate.issuer.key
  const inDelta = delta?.find(certificate.serial, issuerKey)
  if (inDelta !== undefined) {
    return inDelta.reason === 'removeFromCRL'
      ? null
      : { kind: 'revoked', reason: inDelta.reason, at: inDelta.revokedAt }
  }
  const entry = crl.find(certificate.serial, issuerKey)
  return entry === undefined ? null : { kind: 'revoked', reason: entry.reason, at: entry.revokedAt }
}
