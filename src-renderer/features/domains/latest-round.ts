import type { Evidence } from '../../../src-shared/model/validation.ts'

/** @param evidence newest first. @returns the checks of the newest look: the newest of each kind that was made at one moment */
export function latestRound(evidence: readonly Evidence[]): readonly Evidence[] {
  const newest = evidence[0]?.at
  const seen = new Set<string>()
  return evidence.filter(({ at, kind }) => {
    if (at !== newest || seen.has(kind)) return false
    seen.add(kind)
    return true
  })
}
