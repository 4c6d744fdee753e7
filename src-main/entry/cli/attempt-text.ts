import { clean, utcSecond } from './printable.ts'

/** A try to see the proof of a challenge. */
interface Attempt {
  readonly at: number
  readonly outcome: string
  readonly summary: string
  readonly steps: readonly unknown[]
}

/** @returns whether a list holds attempts with their steps, and nothing else */
export function isAttempts(list: readonly unknown[]): list is readonly Attempt[] {
  return list.length > 0 && list.every(isAttempt)
}

function isAttempt(row: unknown): row is Attempt {
  if (typeof row !== 'object' || row === null || !('steps' in row) || !Array.isArray(row.steps)) return false
  const fields = new Map(Object.entries<unknown>({ ...row }))
  return (
    typeof fields.get('at') === 'number' && ['outcome', 'summary'].every((name) => typeof fields.get(name) === 'string')
  )
}

/** @returns each attempt with what came of it, why, and what was connected to and seen */
export function attemptLines(list: readonly Attempt[]): string[] {
  return list.flatMap(({ at, outcome, summary, steps }) => [
    `${utcSecond(at)}: ${clean(outcome)}`,
    `  ${clean(summary)}`,
    ...steps.map((step) => `  - ${clean(String(step))}`)
  ])
}
