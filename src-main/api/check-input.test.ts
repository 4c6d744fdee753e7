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

test('what a field lacks is said in a sentence, and a message of the schema stands', () => {
  const wide = z.strictObject({
    name: z.string().min(1),
    days: z.number().int().min(3).max(9),
    list: z.array(z.string()).max(1),
    way: z.enum(['in', 'out']),
    on: z.boolean(),
    serial: z.string().regex(/^[0-9a-f]+$/, 'Write hexadecimal digits.')
  })
  const said = (input: unknown): readonly string[] => {
    try {
      checkInput(wide, input)
    } catch (error) {
      if (error instanceof ChanceryError) return error.reasons.map(({ where, message }) => `${where}: ${message}`)
    }
    return []
  }
  expect(said({ name: '', days: 2, list: ['a', 'b'], way: 'up', on: 'yes', serial: 'x' })).toEqual([
    'name: It is empty.',
    'days: It must be at least 3.',
    'list: It has more than one entry.',
    'way: It must be in or out.',
    'on: It must be yes or no: true or false.',
    'serial: Write hexadecimal digits.'
  ])
  expect(said({ name: 'a', days: 2.5, list: [] })).toEqual([
    'days: It must be a whole number.',
    'way: It must be in or out.',
    'on: It is missing.',
    'serial: It is missing.'
  ])
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
