import {
  internetRegistries,
  type InternetRegistry,
  type MpicPerspective,
  type MpicRuleVerdict
} from '../../../src-shared/model/mpic.ts'
import type { QuorumRule } from './baseline.ts'

/** How one perspective stands before anything is counted. */
export interface Standing {
  readonly code: string
  /** Saw the same. */
  readonly agrees: boolean
  /** Undefined: not in the table, so that its word is not taken. */
  readonly known: MpicPerspective | undefined
}

export interface Count {
  /** Rows, whatever they say. */
  readonly asked: number
  /** Known ones of which no two are too close: the perspectives that there really are. */
  readonly distinct: number
  /** Codes that corroborate. */
  readonly counted: ReadonlySet<string>
  readonly registries: readonly InternetRegistry[]
}

/** Counts what may be counted: perspectives of the table, and of those too close to one another only one (BR 3.2.2.9: 500 km). */
export function count(standings: readonly Standing[]): Count {
  const known = standings.flatMap(({ known: one }) => (one === undefined ? [] : [one]))
  const agreeing = standings.flatMap(({ agrees, known: one }) => (agrees && one !== undefined ? [one] : []))
  const counted = farApart(agreeing)
  return {
    asked: standings.length,
    distinct: farApart(known).length,
    counted: new Set(counted.map(({ code }) => code)),
    registries: internetRegistries.filter((registry) => counted.some((one) => one.registry === registry))
  }
}

/** Takes those with the fewest neighbours first: of a chain of neighbours that leaves the most. */
function farApart(perspectives: readonly MpicPerspective[]): readonly MpicPerspective[] {
  const close = (a: MpicPerspective, b: MpicPerspective): boolean =>
    a.code === b.code || a.tooCloseTo.includes(b.code) || b.tooCloseTo.includes(a.code)
  const neighbours = (one: MpicPerspective): number => perspectives.filter((other) => close(one, other)).length
  const taken: MpicPerspective[] = []
  for (const one of perspectives.toSorted((a, b) => neighbours(a) - neighbours(b)))
    if (!taken.some((other) => close(one, other))) taken.push(one)
  return taken
}

/** @returns how a count stands under a rule, with every reason against */
export function judgeCount(
  rule: QuorumRule,
  { asked, distinct, counted, registries }: Count
): Omit<MpicRuleVerdict, 'rule' | 'decides'> {
  const needed = rule.needed(asked)
  const reasons: string[] = []
  if (asked === 0) reasons.push('No perspective answered.')
  else if (distinct < rule.minimum)
    reasons.push(
      `${distinct} known and distant perspective${distinct === 1 ? ' was' : 's were'} asked; ${rule.minimum} are needed (${rule.source}).`
    )
  if (asked > 0 && counted.size < needed)
    reasons.push(
      `${counted.size} of ${asked} perspective${asked === 1 ? '' : 's'} saw the same; ${needed} are needed (${rule.source}).`
    )
  if (asked > 0 && registries.length < rule.registries)
    reasons.push(
      `Those that saw the same lie in ${registries.length === 0 ? 'no known registry' : registries.join(', ')}; ${rule.registries} registries are needed (${rule.source}).`
    )
  return {
    title: rule.title,
    from: rule.from,
    source: rule.source,
    met: reasons.length === 0,
    perspectives: { have: distinct, need: rule.minimum },
    corroborating: { have: counted.size, need: needed },
    registries: { have: registries.length, need: rule.registries },
    reasons
  }
}
