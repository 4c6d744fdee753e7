import type { Certificate } from '../model.ts'
import { addConstraints, unconstrained, violations } from '../name-constraints.ts'
import type { NameConstraintState } from '../name-constraints.ts'
import { describeGeneralName } from '../describe/general-name-lines.ts'
import { knownCritical, readExtensions } from './certificate-extensions.ts'
import type { PathExtensions } from './certificate-extensions.ts'
import { anyPolicy, PolicyGraph } from './policy-graph.ts'
import type { RevocationContext } from './revocation.ts'
import { revocationStep } from './revocation.ts'
import type { VerifiedSignatures } from './signatures.ts'
import type { PathInput, PathStep } from './verdict.ts'

/** What one candidate path gave. */
export interface ChainResult {
  readonly valid: boolean
  readonly steps: readonly PathStep[]
  readonly policies: ReadonlySet<string>
  /** What stands in the way: failed checks, and one for each certificate that was not reached. */
  readonly faults: number
}

function broken(steps: readonly PathStep[], unreached: number): ChainResult {
  return { valid: false, steps, policies: new Set(), faults: faultsIn(steps) + unreached }
}

function faultsIn(steps: readonly PathStep[]): number {
  return steps.filter(({ outcome }) => outcome === 'failed').length
}

/**
 * Basic path validation, RFC 5280 6.1 with the policy graph of RFC 9618.
 * @param anchor trusted for its name and key only.
 * @param chain from the certificate that the anchor issued down to the target.
 */
export function validateChain(
  anchor: Certificate,
  chain: readonly Certificate[],
  input: PathInput,
  revocation: RevocationContext,
  signatures: VerifiedSignatures
): ChainResult {
  const steps: PathStep[] = []
  const length = chain.length
  const graph = new PolicyGraph()
  let constraints: NameConstraintState = unconstrained
  let explicitPolicy = input.requireExplicitPolicy === true ? 0 : length + 1
  let inhibitAny = input.inhibitAnyPolicy === true ? 0 : length + 1
  let policyMapping = input.inhibitPolicyMapping === true ? 0 : length + 1
  let maxPathLength = length
  let issuer = anchor
  const wanted = input.policies == null || input.policies.includes(anyPolicy) ? null : new Set(input.policies)

  for (const [index, certificate] of chain.entries()) {
    const last = index === length - 1
    const fail = (clause: string, message: string): void =>
      void steps.push({ certificate, outcome: 'failed', clause, message })
    const before = steps.length
    const extensions = readExtensions(certificate)
    if (extensions.malformed !== null) fail('RFC 5280 4.2', extensions.malformed)

    // Who did not sign it vouches for nothing in it, and for nothing below: what stands there could be anybody's, and is
    // as large as they like.
    if (!checkSignature(certificate, signatures.holds(certificate, issuer), fail)) return broken(steps, length - index)
    checkDates(certificate, input.at, fail)
    if (certificate.issuer.key !== issuer.subject.key) {
      fail(
        'RFC 5280 6.1.3 (a)(4)',
        `The issuer name "${certificate.issuer.text}" is not the subject of the certificate above, "${issuer.subject.text}".`
      )
    }
    const selfIssued = certificate.issuer.key === certificate.subject.key
    if (!selfIssued || last) {
      for (const violation of violations(constraints, certificate.subject, extensions.subjectAltName)) {
        fail(
          'RFC 5280 6.1.3 (b), (c)',
          `The name "${describeGeneralName(violation.name)}" is ${violation.kind === 'excluded' ? 'excluded by' : violation.kind === 'not-permitted' ? 'outside' : 'of a form that cannot be judged against'} the name constraints ${violation.subtrees}.`
        )
      }
    }
    if (extensions.policies === null) graph.clear()
    else graph.process(extensions.policies, inhibitAny > 0 || (!last && selfIssued))
    if (explicitPolicy <= 0 && graph.isNull)
      fail('RFC 5280 6.1.3 (f)', 'A policy is required, and no policy is valid for the path down to here.')

    if (!last) {
      for (const mapping of extensions.policyMappings) {
        if (mapping.issuerDomain === anyPolicy || mapping.subjectDomain === anyPolicy)
          fail('RFC 5280 6.1.4 (a)', 'A policy is mapped to or from anyPolicy.')
      }
      graph.map(extensions.policyMappings, policyMapping > 0)
      if (extensions.nameConstraints !== null) constraints = addConstraints(constraints, extensions.nameConstraints)
      if (!selfIssued) {
        explicitPolicy = Math.max(0, explicitPolicy - 1)
        policyMapping = Math.max(0, policyMapping - 1)
        inhibitAny = Math.max(0, inhibitAny - 1)
      }
      explicitPolicy = Math.min(explicitPolicy, extensions.policyConstraints?.requireExplicitPolicy ?? explicitPolicy)
      policyMapping = Math.min(policyMapping, extensions.policyConstraints?.inhibitPolicyMapping ?? policyMapping)
      inhibitAny = Math.min(inhibitAny, extensions.inhibitAnyPolicy ?? inhibitAny)
      maxPathLength = checkAuthority(certificate, extensions, selfIssued, maxPathLength, fail)
    } else {
      if (!selfIssued) explicitPolicy = Math.max(0, explicitPolicy - 1)
      if (extensions.policyConstraints?.requireExplicitPolicy === 0) explicitPolicy = 0
    }
    for (const extension of certificate.extensions) {
      if (extension.critical && !knownCritical.has(extension.oid))
        fail(
          'RFC 5280 6.1.4 (o), 6.1.5 (f)',
          `The critical extension ${extension.oid} is not one that this validation knows.`
        )
    }
    if (steps.length === before) {
      steps.push({
        certificate,
        outcome: 'verified',
        clause: 'RFC 5280 6.1.3',
        message: 'Signature, dates, names, constraints and use are in order.'
      })
    }
    const revoked = revocationStep(certificate, issuer, chain.slice(0, index), revocation)
    if (revoked !== null) steps.push(revoked)
    if (!last && !mayIssue(certificate, extensions)) return broken(steps, length - index - 1)
    issuer = certificate
  }

  const policies = graph.userConstrained(wanted)
  const target = chain[length - 1]
  if (target !== undefined && explicitPolicy <= 0 && policies.size === 0) {
    steps.push({
      certificate: target,
      outcome: 'failed',
      clause: 'RFC 5280 6.1.5 (g)',
      message: 'A policy is required, and none of those that are acceptable is valid for this path.'
    })
  }
  const faults = faultsIn(steps)
  const valid = length > 0 && faults === 0
  return { valid, steps, policies: valid ? policies : new Set(), faults }
}

type Fail = (clause: string, message: string) => void

/** RFC 5280 6.1.3 (a)(1). @returns whether it holds */
function checkSignature(certificate: Certificate, holds: boolean | null, fail: Fail): boolean {
  if (holds === null)
    fail(
      'RFC 5280 6.1.3 (a)(1)',
      `The signature algorithm ${certificate.signatureAlgorithm.oid} is not one that this validation knows.`
    )
  else if (!holds) fail('RFC 5280 6.1.3 (a)(1)', 'The signature does not verify with the key of the certificate above.')
  return holds === true
}

function checkDates(certificate: Certificate, at: number, fail: Fail): void {
  if (at < certificate.notBefore)
    fail('RFC 5280 6.1.3 (a)(2)', `It is not valid before ${new Date(certificate.notBefore).toISOString()}.`)
  // The last second is part of the validity (RFC 5280 4.1.2.5).
  if (at >= certificate.notAfter + 1000)
    fail('RFC 5280 6.1.3 (a)(2)', `It expired at ${new Date(certificate.notAfter).toISOString()}.`)
}

/** RFC 5280 6.1.4 (k) to (n). @returns the path length left for what follows. */
function checkAuthority(
  certificate: Certificate,
  extensions: PathExtensions,
  selfIssued: boolean,
  maxPathLength: number,
  fail: Fail
): number {
  let left = maxPathLength
  if (!isAuthority(certificate, extensions)) {
    fail('RFC 5280 6.1.4 (k)', 'It is not the certificate of a certification authority, yet it issued the one below.')
  }
  if (!selfIssued) {
    if (left <= 0) fail('RFC 5280 6.1.4 (l)', 'The path is longer than a certificate above allows.')
    left--
  }
  const pathLength = extensions.basicConstraints?.pathLength
  if (pathLength != null && pathLength < left) left = pathLength
  if (!signsCertificates(extensions)) {
    fail('RFC 5280 6.1.4 (n)', 'Its key usage does not allow it to sign certificates.')
  }
  return left
}

function mayIssue(certificate: Certificate, extensions: PathExtensions): boolean {
  return isAuthority(certificate, extensions) && signsCertificates(extensions)
}

function isAuthority({ version }: Certificate, { basicConstraints }: PathExtensions): boolean {
  return version === 3 && basicConstraints?.ca === true
}

function signsCertificates({ keyUsage }: PathExtensions): boolean {
  return keyUsage === null || keyUsage.includes('keyCertSign')
}
