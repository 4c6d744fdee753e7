import type { OperationName } from '../../../src-shared/api/index.ts'

/** Questions with yes or no for an answer: where it stands, and what yes is. Scripts read it from the exit code. */
export const questions: Partial<Record<OperationName, readonly [place: string, yes: boolean | string]>> = {
  'audit.verify': ['intact', true],
  'certificate.verify': ['verdict.valid', true],
  'tsa.verify': ['verdict.valid', true],
  'backup.drill': ['drill.outcome', 'passed'],
  'vault.shares-drill': ['drill.outcome', 'passed'],
  'publish.check': ['allVerified', true],
  'publish.test': ['ok', true],
  'publish.try': ['ok', true],
  'mpic.check': ['outcome', 'verified']
}

/** Commands that end with an exit code of their own where the answer is no, those that need no engine last. */
export const questionCommands: readonly string[] = [
  ...Object.keys(questions).map((name) => name.replace('.', ' ')),
  'anchor verify',
  'ceremony verify'
]

/** @returns whether what an operation answered is a no */
export function isNo(name: OperationName, value: unknown): boolean {
  const question = questions[name]
  if (question === undefined) return false
  const [place, yes] = question
  const answer = place.split('.').reduce(fieldOf, value)
  return answer !== undefined && answer !== null && answer !== yes
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === field)?.[1]
    : undefined
}
