import { expect, test } from 'vitest'
import { reachOf } from './reach.ts'

test.each([
  ['127.0.0.1', 'machine'],
  ['127.8.0.9', 'machine'],
  ['::1', 'machine'],
  ['LOCALHOST', 'machine'],
  ['0.0.0.0', 'everywhere'],
  ['::', 'everywhere'],
  ['0:0:0:0:0:0:0:0', 'everywhere'],
  ['192.0.2.10', 'network'],
  ['fe80::1', 'network'],
  ['127.0.0.1.example.org', 'network'],
  ['pki.example.org', 'network']
])('%s is reachable from: %s', (host, reach) => {
  expect(reachOf(host)).toBe(reach)
})
