import { candidatePaths } from './path/build.ts'
import { RevocationContext } from './path/revocation.ts'
import { VerifiedSignatures } from './path/signatures.ts'
import type { PathInput, PathVerdict } from './path/verdict.ts'
import { validateChain } from './path/validate.ts'

export type { PathInput, PathStep, PathVerdict } from './path/verdict.ts'

/**
 * Finds a path from the target to a trust anchor and validates it: RFC 5280 section 6 whole, with CRLs.
 * Candidate paths are tried until one is valid; otherwise the verdict tells of the one that failed least.
 */
export function validatePath(input: PathInput): PathVerdict {
  const signatures = new VerifiedSignatures()
  const contexts = new Map<PathInput['target'], RevocationContext>()
  // RFC 5280 6.3.3 (f): the path of a CRL's signer begins at the anchor of the path that is judged. Below another anchor
  // the same name may stand for somebody else.
  function revocationBelow(anchor: PathInput['target']): RevocationContext {
    const known = contexts.get(anchor)
    if (known !== undefined) return known
    const alone: PathInput = { ...input, anchors: [anchor] }
    const context: RevocationContext = new RevocationContext(alone, (signer) => isTrusted(signer, alone, context))
    contexts.set(anchor, context)
    return context
  }
  function isTrusted(target: PathInput['target'], below: PathInput, revocation: RevocationContext): boolean {
    // A CRL signer's path is judged with the same CRLs, for any policy (RFC 5280 6.3.3 (f)).
    const anyInput: PathInput = {
      ...below,
      target,
      policies: null,
      requireExplicitPolicy: false,
      inhibitAnyPolicy: false,
      inhibitPolicyMapping: false
    }
    for (const { anchor, chain } of candidatePaths(anyInput))
      if (validateChain(anchor, chain, anyInput, revocation, signatures).valid) return true
    return false
  }

  let best: PathVerdict | null = null
  let fewest = Number.POSITIVE_INFINITY
  for (const { anchor, chain } of candidatePaths(input)) {
    const result = validateChain(anchor, chain, input, revocationBelow(anchor), signatures)
    const verdict: PathVerdict = {
      valid: result.valid,
      path: chain,
      steps: result.steps,
      revocationChecked: input.revocation !== 'none' && result.steps.every((step) => step.outcome !== 'not-performed'),
      policies: [...result.policies]
    }
    if (result.valid) return verdict
    if (result.faults < fewest) {
      best = verdict
      fewest = result.faults
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
