import type { ProfileContent } from '../../../src-shared/model/profile.ts'
import type { Evidence } from '../../../src-shared/model/validation.ts'

/** A name of whose control a proof is wanting. */
export interface WantingProof {
  readonly subject: string
  /** There is a proof, from a time when nobody else looked, or when others saw something else: only a new one mends that. */
  readonly again: boolean
}

/** @returns the first name that somebody has to prove before the profile lets the request through; undefined where none is */
export function wantingProof(
  proofs: readonly Pick<Evidence, 'kind' | 'outcome' | 'subject'>[],
  rule: Pick<ProfileContent['proof'], 'mpic'> | undefined
): WantingProof | undefined {
  const missing = proofs.find(({ outcome, kind }) => outcome === 'failed' && (kind === 'domain' || kind === 'mailbox'))
  if (missing !== undefined) return { subject: missing.subject, again: false }
  if (rule?.mpic !== 'required') return undefined
  const alone = proofs.find(({ outcome, kind }) => kind === 'mpic' && outcome !== 'verified')
  return alone === undefined ? undefined : { subject: alone.subject, again: true }
}
