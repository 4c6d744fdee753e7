import { expect, test } from 'vitest'
import { bundleKind } from './bundle-kind.ts'

test('a bundle that answers no request hands a root over; it is not called an answer', () => {
  expect(bundleKind({ kind: 'answer', inReplyTo: null })).toBe('root')
  expect(bundleKind({ kind: 'answer', inReplyTo: 3 })).toBe('answer')
  expect(bundleKind({ kind: 'request', inReplyTo: null })).toBe('request')
})
