import { candidatePaths } from './path/build.ts'
import { RevocationContext } from './path/revocation.ts'
import type { PathInput, PathVerdict } from './path/verdict.ts'
import { validateChain } from './path/validate.ts'

export type { PathInput, PathStep, PathVerdict } from './path/verdict.ts'

/**
 * Finds a path from the target to a trust anchor and validates it: RFC 5280 section 6 whole, with CRLs.
 * Candidate paths are tried until one is valid; otherwise the verdict tells of the one that failed least.
 */
export function validatePath(input: PathInput): PathVerdict {
  const revocation = new RevocationContext(input, (target) => issuerOfCrlIsTrusted(target))
  function issuerOfCrlIsTrusted(target: PathInput['target']): boolean {
    for (const { anchor, chain } of candidatePaths({ ...input, target })) {
      // A CRL signer's path is judged with the same anchors and CRLs, for any policy (RFC 5280 6.3.3 (f)).
      const anyInput: PathInput = {
        ...input,
        target,
        policies: null,
        requireExplicitPolicy: false,
        inhibitAnyPolicy: false,
        inhibitPolicyMapping: false
      }
      if (validateChain(anchor, chain, anyInput, revocation).valid) return true
    }
    return false
  }

  let best: PathVerdict | null = null
  let bestFailures = Number.POSITIVE_INFINITY
  for (const { anchor, chain } of candidatePaths(input)) {
    const result = validateChain(anchor, chain, input, revocation)
    const verdict: PathVerdict = {
      valid: result.valid,
      path: chain,
      steps: result.steps,
      revocationChecked: input.revocation !== 'none' && result.steps.every((step) => step.outcome !== 'not-performed'),
      policies: [...result.policies]
    }
    if (result.valid) return verdict
    const failures = result.steps.filter((step) => step.outcome === 'failed').length
    if (failures < bestFailures) {
      best = verdict
      bestFailures = failures
    }
  }
  return best ?? withoutPath(input)
}

function withoutPath(input: PathInput): PathVerdict {
  return {
    valid: false,
    path: [input.target],
    steps: [
      {
        certificate: input.target,
        outcome: 'failed',
        clause: 'RFC 5280 6.1',
        message: `No chain of certificates leads from its issuer "${input.target.issuer.text}" to a trusted root.`
      }
    ],
    revocationChecked: false,
    policies: []
  }
}
