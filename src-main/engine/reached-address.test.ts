import { expect, test } from 'vitest'
import { reachedAddress } from './reached-address.ts'

test.each([
  ['https://0.0.0.0:443', ['acme.example.test'], 'https://acme.example.test'],
  ['https://0.0.0.0:8443', ['acme.example.test', '192.0.2.7'], 'https://acme.example.test:8443'],
  ['https://[::]:8443', [], 'https://box:8443'],
  ['https://127.0.0.1:8443', [], 'https://127.0.0.1:8443'],
  ['https://192.0.2.7:443', ['2001:db8::7'], 'https://[2001:db8::7]']
])('%s with the names %j is reached as %s', (address, names, reached) => {
  expect(reachedAddress(address, names, 'Box')).toBe(reached)
})
