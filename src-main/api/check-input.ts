import type { z } from 'zod'
import { ChanceryError, type Reason } from '../../src-shared/errors.ts'
import { schemaSentence } from '../../src-shared/model/schema-sentence.ts'

/** Levels of lists and objects that an input may have. The deepest of the contract has nine. */
const deepest = 40
const longestName = 100

/**
 * Parses the input of an operation. Unknown fields are refused because every input is a strict object.
 * @throws ChanceryError `invalid-input` with one reason a field; `too-large` for what is nested beyond any use
 */
export function checkInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  requireShallow(input)
  const parsed = schema.safeParse(input, { error: schemaSentence })
  if (parsed.success) return parsed.data
  const reasons = parsed.error.issues.flatMap((issue) => reasonsOf(issue))
  const [first] = reasons
  throw new ChanceryError(
    'invalid-input',
    first === undefined
      ? 'The input does not fit the operation.'
      : `${first.where === '' ? '' : `${first.where}: `}${first.message}${reasons.length > 1 ? ` And ${reasons.length - 1} more.` : ''}`,
    { reasons }
  )
}

type Issue = z.core.$ZodIssue

function reasonsOf(issue: Issue): readonly Reason[] {
  const where = issue.path.map((part) => cut(String(part))).join('.')
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      where: where === '' ? cut(key) : `${where}.${cut(key)}`,
      rule: 'input.unknown-field',
      message: `There is no field "${cut(key)}" here.`
    }))
  if (issue.code === 'invalid_union') {
    // The branch that came furthest says best what is wrong.
    const branch = issue.errors.toSorted((a, b) => depthOf(b) - depthOf(a) || a.length - b.length)[0]
    if (branch !== undefined && branch.length > 0)
      return branch.flatMap((inner) => reasonsOf({ ...inner, path: [...issue.path, ...inner.path] }))
  }
  return [{ where, rule: `input.${issue.code.replaceAll('_', '-')}`, message: sentence(issue.message) }]
}

function depthOf(issues: readonly Issue[]): number {
  return Math.max(0, ...issues.map((issue) => issue.path.length))
}

/** Names come from outside: they are shown, but not at any length. */
function cut(name: string): string {
  return name.length > longestName ? `${name.slice(0, longestName)}…` : name
}

function sentence(message: string): string {
  return /[.?]$/.test(message) ? message : `${message}.`
}

/** Schemas that recurse would otherwise follow hostile nesting until the stack ends. */
function requireShallow(input: unknown): void {
  let level: unknown[] = [input]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) throw new ChanceryError('too-large', `The input is nested more than ${deepest} levels deep.`)
    level = level.flatMap((value): unknown[] =>
      typeof value === 'object' && value !== null ? Object.values<unknown>({ ...value }) : []
    )
  }
}
