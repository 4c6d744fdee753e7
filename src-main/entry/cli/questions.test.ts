import { expect, test } from 'vitest'
import { z } from 'zod'
import { operations } from '../../../src-shared/api/index.ts'
import { isNo, questions } from './questions.ts'

test('what was verified and does not hold is a no, which scripts read from the exit code', () => {
  for (const [name, yes, no] of [
    ['audit.verify', { intact: true }, { intact: false }],
    ['certificate.verify', { verdict: { valid: true } }, { verdict: { valid: false } }],
    ['tsa.verify', { verdict: { valid: true } }, { verdict: { valid: false } }],
    ['backup.drill', { drill: { outcome: 'passed' } }, { drill: { outcome: 'failed' } }],
    ['vault.shares-drill', { drill: { outcome: 'passed' } }, { drill: { outcome: 'failed' } }],
    ['publish.check', { allVerified: true }, { allVerified: false }],
    ['mpic.check', { outcome: 'verified' }, { outcome: 'refused' }]
  ] as const)
    expect([isNo(name, yes), isNo(name, no)], name).toEqual([false, true])
})

test('what asks nothing has no answer', () => {
  expect(isNo('certificate.show', { verdict: { valid: false } })).toBe(false)
  expect(isNo('tsa.verify', {})).toBe(false)
})

test('each question asks a place that its operation answers with, and its yes is one of the answers', () => {
  for (const [name, question] of Object.entries(questions)) {
    const operation = Object.entries(operations).find(([one]) => one === name)?.[1]
    const schema = z.toJSONSchema(operation?.output ?? z.never(), { unrepresentable: 'any', io: 'output' })
    const [place, yes] = question
    const found = place.split('.').reduce<unknown>((at, field) => propertyOf(at, field), schema)
    expect(answersOf(found), name).toContain(yes)
  }
})

const object = z.looseObject({ properties: z.record(z.string(), z.unknown()) })
const answers = z.looseObject({ type: z.string().optional(), enum: z.array(z.unknown()).optional() })

function propertyOf(schema: unknown, field: string): unknown {
  return object.parse(schema).properties[field]
}

function answersOf(schema: unknown): readonly unknown[] {
  const { type, enum: listed } = answers.parse(schema)
  return type === 'boolean' ? [true, false] : (listed ?? [])
}
