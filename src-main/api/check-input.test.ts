import { expect, test } from 'vitest'
import { z } from 'zod'
import { operations } from '../../src-shared/api/index.ts'
import { ChanceryError } from '../../src-shared/errors.ts'
import { checkInput } from './check-input.ts'

const schema = z.strictObject({
  name: z.string().min(1),
  life: z.strictObject({ days: z.number() }).optional(),
  ref: z.union([z.number(), z.string().min(1)]).optional(),
  free: z.json().optional()
})

function reasonsOf(input: unknown): unknown {
  try {
    return checkInput(schema, input)
  } catch (error) {
    if (error instanceof ChanceryError) return error.reasons.map(({ where, rule }) => `${where} ${rule}`)
    throw error
  }
}

test('every field that breaks a rule is named, unknown fields one by one and at every depth', () => {
  expect(reasonsOf({ name: '', life: { days: '3', hours: 1 }, other: 1, more: 2 })).toEqual([
    'name input.too-small',
    'life.days input.invalid-type',
    'life.hours input.unknown-field',
    'other input.unknown-field',
    'more input.unknown-field'
  ])
  expect(reasonsOf({})).toEqual(['name input.invalid-type'])
  expect(reasonsOf([])).toEqual([' input.invalid-type'])
  expect(reasonsOf(JSON.parse('{"name":"a","__proto__":{"x":1}}'))).toEqual(['__proto__ input.unknown-field'])
})

test('a name from outside is shown cut, a value never', () => {
  const long = 'x'.repeat(5000)
  expect(() => checkInput(schema, { name: 'a', [long]: 1 })).toThrow(/^x{100}…: There is no field/)
  try {
    checkInput(operations['session.sign-in'].input, { operator: 'alice', passphrase: { sesame: 'opensesame' } })
  } catch (error) {
    expect(JSON.stringify(error instanceof ChanceryError ? error.reasons : [])).not.toContain('opensesame')
  }
})

test('nesting beyond any use is refused before a schema follows it', () => {
  let nested: unknown = 1
  for (let depth = 0; depth < 100_000; depth++) nested = [nested]
  expect(() => checkInput(schema, { name: 'a', free: nested })).toThrow('more than 40 levels')
})
