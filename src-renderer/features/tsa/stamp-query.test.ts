import { expect, test } from 'vitest'
import { stampQuery } from './stamp-query.ts'

test('a search is for a hash, a serial number or an address, as it looks', () => {
  expect(stampQuery(1, '  ')).toEqual({ service: 1 })
  expect(stampQuery(1, 'ab'.repeat(32))).toEqual({ service: 1, hash: 'ab'.repeat(32) })
  expect(stampQuery(1, '01 9A 12 34')).toEqual({ service: 1, serial: '019A1234' })
  expect(stampQuery(1, '0x019a')).toEqual({ service: 1, serial: '019a' })
  expect(stampQuery(1, '192.0.2.7')).toEqual({ service: 1, client: '192.0.2.7' })
  expect(stampQuery(1, '2001:db8::1')).toEqual({ service: 1, client: '2001:db8::1' })
})
