import type { z } from 'zod'

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'yes or no: true or false',
  array: 'a list',
  object: 'an object with fields'
}
/** As many words as a sentence bears. */
const MOST_CHOICES = 12

/**
 * What a schema holds against a value, in a sentence for whoever typed it, on a terminal or in a script. The value itself is
 * not told: it may be a secret. Where a schema brings a message of its own, that one stands.
 * @returns undefined where the schema's own words are as good
 */
export function schemaSentence(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum))
    case 'too_big':
      return tooBig(issue.origin, Number(issue.maximum))
    case 'invalid_type': {
      if (issue.input === undefined) return 'It is missing.'
      const kind = kinds[issue.expected]
      return kind === undefined ? undefined : `It must be ${kind}.`
    }
    case 'invalid_value':
      return issue.values.length > MOST_CHOICES ? undefined : `It must be ${issue.values.map(String).join(' or ')}.`
    default:
      return undefined
  }
}

function tooSmall(origin: string, least: number): string {
  if (origin === 'string') return least === 1 ? 'It is empty.' : `It needs at least ${least} characters.`
  if (origin === 'array') return least === 1 ? 'It needs at least one entry.' : `It needs at least ${least} entries.`
  return `It must be at least ${least}.`
}

function tooBig(origin: string, most: number): string {
  if (origin === 'string') return `It has more than ${most} characters.`
  if (origin === 'array') return most === 1 ? 'It has more than one entry.' : `It has more than ${most} entries.`
  return `It must be at most ${most}.`
}
