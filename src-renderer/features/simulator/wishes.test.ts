import { expect, test } from 'vitest'
import { changeOf, unchanged } from './wishes.ts'

test('a form without a change asks for none', () => {
  expect(changeOf(unchanged)).toBeNull()
})

test('only the rules that were filled in are changed', () => {
  expect(changeOf({ ...unchanged, validity: ' 90d ', keyAlgorithms: 'P-256, P-384' })).toEqual({
    by: 'rules',
    rules: { validity: { kind: 'duration', duration: '90d' }, keyAlgorithms: ['P-256', 'P-384'] }
  })
})

test('a text that is no duration asks for nothing', () => {
  expect(changeOf({ ...unchanged, validity: 'soon' })).toBeNull()
})

test('a revision is taken whole, whatever else was filled in', () => {
  expect(changeOf({ ...unchanged, validity: '90d', revision: '3' })).toEqual({ by: 'revision', revision: 3 })
})
