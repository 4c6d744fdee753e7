/**
 * What has to come together before other perspectives corroborate. All counts are of remote perspectives; the look of the
 * authority itself, the primary perspective, comes on top.
 */
export interface QuorumRule {
  readonly title: string
  /** Milliseconds of the epoch; null for a rule of one's own. */
  readonly from: number | null
  readonly source: string
  /** Fewest remote perspectives. */
  readonly minimum: number
  /** Fewest registries of those that corroborate. */
  readonly registries: number
  /** How many must corroborate where `asked` were asked. */
  readonly needed: (asked: number) => number
}

/** A phase of BR 3.2.2.9 with the day from which it is in force. */
export interface Phase {
  readonly from: number
  readonly minimum: number
  readonly registries: number
  /** False: a certificate may be issued in spite of it. */
  readonly binding: boolean
}

const source = 'CA/Browser Forum BR 2.2.6, 3.2.2.9'

/** BR 3.2.2.9, "Phased Implementation Timeline" (ballots SC-067v3 and SC-088), in the order of time. */
export const baselinePhases: readonly Phase[] = [
  { from: Date.UTC(2025, 2, 15), minimum: 2, registries: 1, binding: false },
  { from: Date.UTC(2025, 8, 15), minimum: 2, registries: 1, binding: true },
  { from: Date.UTC(2026, 2, 15), minimum: 3, registries: 2, binding: true },
  { from: Date.UTC(2026, 5, 15), minimum: 4, registries: 2, binding: true },
  { from: Date.UTC(2026, 11, 15), minimum: 5, registries: 2, binding: true }
]

/** BR 3.2.2.9, "Quorum Requirements": one of 2 to 5 remote perspectives may see something else, two of 6 and more. */
export function allowedNonCorroborations(asked: number): number {
  return asked >= 6 ? 2 : 1
}

/** @returns the phase of that day as a rule, or undefined before the first */
export function baselineAt(at: number): QuorumRule | undefined {
  const phase = baselinePhases.findLast(({ from }) => from <= at)
  return phase === undefined ? undefined : ruleOf(phase)
}

/** @returns the phase that comes next, or undefined after the last */
export function baselineAfter(at: number): QuorumRule | undefined {
  const phase = baselinePhases.find(({ from }) => from > at)
  return phase === undefined ? undefined : ruleOf(phase)
}

function ruleOf({ from, minimum, registries, binding }: Phase): QuorumRule {
  const spread = registries > 1 ? `, ${registries} registries` : ''
  return {
    title: `At least ${minimum} remote perspectives${spread}${binding ? '' : ' (advisory)'}`,
    from,
    source,
    minimum,
    registries,
    needed: (asked) => Math.max(1, asked - allowedNonCorroborations(asked))
  }
}

/** A rule of one's own: so many asked, so many must see the same. @param quorum 1 or more; 0 would corroborate anything */
export function ownRule(minimum: number, quorum: number, registries: number): QuorumRule {
  return {
    title: `${quorum} of ${minimum} perspectives${registries > 1 ? `, ${registries} registries` : ''}`,
    from: null,
    source: 'Settings of this installation',
    minimum,
    registries,
    needed: () => Math.max(1, quorum)
  }
}
