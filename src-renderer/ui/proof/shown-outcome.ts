import type { Evidence, EvidenceOutcome } from '../../../src-shared/model/validation.ts'

/** @returns whether a stored row stands behind it: its own, or the one that it rests on */
export function isStored({ id, restsOn }: Pick<Evidence, 'id' | 'restsOn'>): boolean {
  return id > 0 || restsOn !== null
}

/** @returns the outcome as a window may say it: nothing is verified without a stored row behind it */
export function shownOutcome(evidence: Pick<Evidence, 'id' | 'restsOn' | 'outcome'>): EvidenceOutcome {
  return evidence.outcome === 'verified' && !isStored(evidence) ? 'not-performed' : evidence.outcome
}

/** @returns evidence by name, the names in the order in which they first come; what speaks of no single name last */
export function bySubject(list: readonly Evidence[]): readonly { subject: string; rows: readonly Evidence[] }[] {
  const groups = new Map<string, Evidence[]>()
  for (const one of list.filter(isStored)) groups.set(one.subject, [...(groups.get(one.subject) ?? []), one])
  return [...groups].map(([subject, rows]) => ({ subject, rows }))
}
