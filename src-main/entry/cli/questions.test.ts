import { expect, test } from 'vitest'
import { isNo } from './questions.ts'

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
