import { expect, test } from 'vitest'
import { certificatesIn } from './use-chain.ts'

test('a chain is taken apart into its certificates, each a file of its own', () => {
  const one = (text: string): string => `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`
  expect(certificatesIn(`${one('AAAA')}${one('BBBB')}`)).toEqual([one('AAAA'), one('BBBB')])
  expect(certificatesIn('nothing')).toEqual([])
})
