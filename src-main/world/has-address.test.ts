import { expect, test } from 'vitest'
import { hasAddress } from './has-address.ts'

test.each([
  ['127.0.0.1', true],
  ['0.0.0.0', true],
  ['localhost', true],
  // RFC 5737: an address of examples.
  ['192.0.2.77', false],
  // RFC 3849
  ['2001:db8::77', false]
])('this machine has %s: %s', async (host, expected) => {
  expect(await hasAddress(host)).toBe(expected)
})
