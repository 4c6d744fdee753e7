import type { Reason } from '../../../src-shared/errors.ts'
import type { Finding } from '../../../src-shared/model/lint.ts'
import type { CheckInput, CheckResult } from '../policy/check.ts'
import { pathLengthLeft, purposesNested } from '../policy/issuer.ts'
import { keyAlgorithmAllowed, keyNotUsedElsewhere, keyNotWeak, notAnAuthorityKey } from '../policy/key.ts'
import { namesWithinConstraints } from '../policy/names.ts'
import { possessionProven } from '../policy/possession.ts'
import { renewalAllowed } from '../policy/renewal.ts'

/** Step 3: every check runs, so that who asks learns of all reasons at once. */
export async function check(input: CheckInput): Promise<CheckResult> {
  const { reader, request, content, publicKey, spkiSha256 } = input
  const weak = await keyNotWeak(reader, publicKey, input.blocklist)
  // A key that is weak or of a kind that is not certified need not prove anything more.
  const unproven =
    weak.reasons.length > 0 || !input.provePossession ? [] : await possessionProven(reader, request, spkiSha256)
  const reused = keyNotUsedElsewhere(input)
  const reasons: Reason[] = [
    ...keyAlgorithmAllowed(content, publicKey),
    ...weak.reasons,
    ...unproven,
    ...notAnAuthorityKey(input),
    ...reused.reasons,
    ...pathLengthLeft(input),
    ...namesWithinConstraints(input),
    ...renewalAllowed(input)
  ]
  const findings: Finding[] = [...weak.findings, ...reused.findings, ...purposesNested(input)]
  return { reasons, findings }
}
