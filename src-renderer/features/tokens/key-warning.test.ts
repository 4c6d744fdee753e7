import { expect, test } from 'vitest'
import { warningKind } from './key-warning.ts'

const safe = { warning: '', extractable: false, sensitive: true }

test('a key that was made on the token and stays there has nothing to warn of', () => {
  expect(warningKind(safe)).toBeNull()
})

test.each([
  ['can be read out', { ...safe, extractable: true }, 'readable'],
  ['is not kept secret', { ...safe, sensitive: false, warning: 'outside of the token' }, 'readable'],
  [
    'came from elsewhere',
    { ...safe, warning: 'This key was outside of the token before it came here. Copies may exist.' },
    'imported'
  ],
  ['is not said to be made there', { ...safe, warning: 'The token does not say so.' }, 'unproved']
] as const)('a key that %s carries its warning', (_case, key, kind) => {
  expect(warningKind(key)).toBe(kind)
})
