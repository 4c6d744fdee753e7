import type { Reason } from '../../../src-shared/errors.ts'
import type { Finding } from '../../../src-shared/model/lint.ts'
import type { assessment } from '../../../src-shared/model/request.ts'
import type { z } from 'zod'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { isKeyAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import { parseCsr, verifyCsr } from '../../pki/csr.ts'
import type { CertificationRequest } from '../../pki/model.ts'
import { describeCsr } from '../../pki/describe/csr.ts'
import type { CaContext } from '../context.ts'
import { unstoredView } from '../validation/evidence.ts'
import { admit } from './admit.ts'
import { examine, type Examined } from './examine.ts'
import { drawSerial, tryOut } from './prepare.ts'
import { blocking, findingReasons } from './refusal.ts'
import type { IssuanceRequest } from './request.ts'

/** What would come of a request. */
export type Assessment = z.infer<typeof assessment>

/** What is to be looked at: a request before it is sent, or one that waits. */
export type AssessInput = Omit<
  IssuanceRequest,
  'publicKey' | 'proofOfPossession' | 'actor' | 'link' | 'requesterText'
> & {
  /** Absent while nobody has chosen a key: then a key of `keyAlgorithm`, or of the profile's first kind, stands in. */
  readonly publicKey?: Uint8Array
  readonly proofOfPossession?: IssuanceRequest['proofOfPossession']
  readonly keyAlgorithm?: string
}

/**
 * Says what would come of a request: the merge table, every reason against it, what the lint finds. Writes nothing.
 * @throws ChanceryError where it cannot be judged at all: unknown profile or authority, bytes that do not parse.
 */
export async function assess(ca: CaContext, input: AssessInput): Promise<Assessment> {
  const csr = csrOf(input.proofOfPossession)
  const publicKey = input.publicKey ?? csr?.publicKey.der ?? (await standIn(ca, input))
  const examined = await examine(
    ca,
    {
      ...input,
      publicKey,
      proofOfPossession: input.proofOfPossession ?? { kind: 'csr', der: new Uint8Array() },
      actor: { operatorId: null, name: '', channel: input.channel },
      requesterText: ''
    },
    () => undefined,
    input.proofOfPossession !== undefined,
    false
  )
  const { candidate, rows } = examined.resolution
  const lint = examined.reasons.length > 0 ? null : await lintOf(ca, examined)
  const against = lint === null ? [] : blocking(lint, examined.admitted.profile.content.warnings)
  const reasons: readonly Reason[] = [...examined.reasons, ...findingReasons(against)]
  const assessed: Assessment = {
    csr: csr === null ? null : describeCsr(csr, verifyCsr(csr)),
    rows: [...rows],
    reasons: [...reasons],
    findings: [...(lint ?? examined.findings)],
    lint: lint === null ? 'not-performed' : against.length > 0 ? 'failed' : 'passed',
    notBefore: candidate.validity.notBefore,
    notAfter: candidate.validity.notAfter,
    approvalsNeeded: examined.approvalsNeeded,
    proofs: examined.evidence.map(unstoredView)
  }
  return assessed
}

function csrOf(proof: AssessInput['proofOfPossession']): CertificationRequest | null {
  if (proof === undefined) return null
  const shown = proof.kind === 'csr' || (proof.kind === 'verified-before' && proof.form === 'csr')
  return shown ? parseCsr(proof.der) : null
}

/** @returns what lint and policy find, or null while the vault is locked. */
async function lintOf(ca: CaContext, { admitted, resolution, findings }: Examined): Promise<readonly Finding[] | null> {
  try {
    const { report } = await tryOut(ca, admitted.issuer, resolution.candidate, admitted.selfSigned, drawSerial(ca))
    return [...report.findings, ...findings]
  } catch (error) {
    if (error instanceof ChanceryError && error.code === 'locked') return null
    throw error
  }
}

async function standIn(ca: CaContext, input: AssessInput): Promise<Uint8Array> {
  const wanted = input.keyAlgorithm ?? admit(ca, input).profile.content.keyAlgorithms.find(isKeyAlgorithmId) ?? 'P-256'
  if (!isKeyAlgorithmId(wanted)) throw new ChanceryError('invalid-input', `"${wanted}" is not a key algorithm.`)
  const context = `stand-in:${wanted}`
  const known = ca.memory.standIns.get(wanted)
  if (known !== undefined) return known
  const { spki } = await ca.keys.generate(wanted, context)
  ca.memory.standIns.set(wanted, spki)
  return spki
}
