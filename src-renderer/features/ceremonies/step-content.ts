import type { CeremonyStep, CeremonyStepKind } from '../../../src-shared/model/ceremony.ts'

/** Steps that use a key: begun first, and carried out after a second look at what they will do. */
const withKey: ReadonlySet<CeremonyStepKind> = new Set([
  'generate-key',
  'create-root',
  'sign-subordinate',
  'issue-crl',
  'destroy-key',
  'duplicate-key'
])

/** @returns whether a step does something that cannot be taken back */
export function usesKey(step: CeremonyStep): boolean {
  return withKey.has(step.kind)
}

/** @returns what the person types, answers or reads off for a step; null where the step wants nothing of the kind */
export function wantedAnswer(step: CeremonyStep): { readonly choices: readonly string[] | null } | null {
  switch (step.kind) {
    case 'confirm':
      return { choices: step.answers ?? null }
    case 'record-bag':
      return { choices: null }
    case 'compare-digest':
      return step.against === undefined ? { choices: null } : null
    default:
      return null
  }
}

const shownElsewhere: ReadonlySet<string> = new Set([
  'id',
  'title',
  'say',
  'signOff',
  'expect',
  'kind',
  'question',
  'answers'
])

/** @returns what the script says of a step, field by field, as it will be done */
export function scriptedFacts(step: CeremonyStep): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(step).flatMap(([name, value]): [string, string][] => {
      if (shownElsewhere.has(name) || value === null || value === undefined) return []
      const text = textOf(value)
      return text === '' ? [] : [[name, text]]
    })
  )
}

/** @returns what the beginning of a step found beside what the script says of it already */
export function beyondScript(
  step: CeremonyStep,
  intent: Readonly<Record<string, string>>
): Readonly<Record<string, string>> {
  const scripted = scriptedFacts(step)
  return Object.fromEntries(Object.entries(intent).filter(([name, value]) => scripted[name] !== value))
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(', ')
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([name, part]) => `${name}: ${textOf(part)}`)
      .join(', ')
  return String(value)
}
