import type { Input } from '../../../src-shared/api/index.ts'
import { evidenceKind, evidenceOutcome } from '../../../src-shared/model/validation.ts'
import type { FilterValues } from '../../ui/grid/filter-state.ts'

const day = 86_400_000
export const sinceDays = { day: 1, week: 7, month: 30, year: 365 } as const
type Since = keyof typeof sinceDays
const isSince = (text: string | undefined): text is Since => text !== undefined && Object.hasOwn(sinceDays, text)

/** @returns the filters of the ledger as the engine takes them; the beginning of a span is a whole minute, so that the same question stays the same */
export function proofQuery(filters: FilterValues, now: number): Omit<Input<'validation.evidence'>, 'cursor'> {
  const kind = evidenceKind.safeParse(filters['kind']?.[0])
  const outcome = evidenceOutcome.safeParse(filters['outcome']?.[0])
  const subject = filters['text']?.[0]
  const since = filters['since']?.[0]
  return {
    ...(kind.success ? { kind: kind.data } : {}),
    ...(outcome.success ? { outcome: outcome.data } : {}),
    ...(subject === undefined ? {} : { subject: subject.toLowerCase() }),
    ...(isSince(since) ? { from: Math.floor((now - sinceDays[since] * day) / 60_000) * 60_000 } : {})
  }
}

/** @returns rows as JSON lines, one a line, with a line end after the last */
export function jsonLines(rows: readonly object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('')
}
