import { operations, type OperationName } from '../../src-shared/api/index.ts'
import { z } from 'zod'
import { mutate, random } from './mutations.ts'

/** Values that parsers trip over. */
const nasty: readonly unknown[] = [
  null,
  true,
  -1,
  0.5,
  1e308,
  9_007_199_254_740_991,
  '',
  '\u0000',
  '\ud800',
  '../../etc/passwd',
  "'; DROP TABLE certificate; --",
  'x'.repeat(5000),
  [],
  {},
  [[[[[[[[[[]]]]]]]]]],
  { $ne: null },
  { toString: 1, constructor: { prototype: null } }
]

/** Names of fields that every operation of the contract has, as a hostile caller would learn them. */
function fieldsOf(name: OperationName): readonly string[] {
  const { input } = operations[name]
  return input instanceof z.ZodObject ? Object.keys(input.shape) : []
}

/**
 * Hostile calls: fields of the operation with values of the wrong kind, fields that do not exist, prototypes, and text
 * that is no JSON any more.
 * @returns a function that gives the body of the next call of an operation, as the bytes that travel
 */
export function hostileBodies(seed: number): (name: OperationName) => Uint8Array {
  const next = random(seed)
  return (name) => {
    const fields = [...fieldsOf(name), '__proto__', 'unheardOf']
    const entries = Array.from({ length: next(5) }, () => {
      const key = fields[next(fields.length)] ?? ''
      return `${JSON.stringify(key)}:${JSON.stringify(nasty[next(nasty.length)])}`
    })
    const body = Buffer.from(`{${entries.join(',')}}`)
    return next(3) === 0 ? mutate(body, next) : body
  }
}
