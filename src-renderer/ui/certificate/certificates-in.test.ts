import { expect, test } from 'vitest'
import { without, withMore } from './certificates-in.ts'

const pem = (body: string): string => `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----`
const [root, other] = [pem('QUJD\nREVG'), pem('R0hJ')]

test('a certificate stands in a list once, however its lines are broken', () => {
  const rewritten = `${pem('QUJDREVG').replaceAll('\n', '\r\n')}\r\n`
  expect(withMore([root], [rewritten, other, other])).toEqual([root, other])
  expect(without([root, other], rewritten)).toEqual([other])
})
