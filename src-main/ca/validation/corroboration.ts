import type { Control } from '../../validation/control.ts'
import type { CorroborationCheck } from '../../validation/perspectives.ts'
import { drafted, type EvidenceDraft } from './evidence.ts'

/**
 * Has other perspectives look at the same. Where none are set up the evidence says so: not performed.
 * @param question kept with the answer, so that it is used again for the same one only
 * @throws ChanceryError `cancelled`
 */
export async function corroborate(
  control: Pick<Control, 'perspectives'>,
  subject: string,
  check: CorroborationCheck,
  question: string | null,
  now: number,
  signal: AbortSignal
): Promise<EvidenceDraft> {
  const { perspectives } = control
  const found = { kind: 'mpic', subject, at: now } as const
  if (perspectives === null)
    return drafted({
      ...found,
      outcome: 'not-performed',
      rule: 'mpic.not-set-up',
      reason: 'No other perspectives are set up, so only this machine looked.',
      seenFrom: 'this machine'
    })
  const finding = await perspectives.corroborate(check, signal)
  return drafted(
    { ...found, outcome: finding.outcome, rule: finding.rule, reason: finding.reason, seenFrom: finding.from },
    {
      steps: finding.steps,
      detail: finding.detail,
      raw: finding.raw,
      expiresAt: finding.usableUntil,
      question,
      method: check.kind === 'domain' ? check.by.method : `caa-${check.purpose}`
    }
  )
}
