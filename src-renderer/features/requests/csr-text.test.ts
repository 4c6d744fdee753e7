import { expect, test } from 'vitest'
import { csrProblem } from './csr-text.ts'

test('a private key is not taken for a CSR, of whichever kind, and not beside one either', () => {
  for (const kind of ['PRIVATE KEY', 'ENCRYPTED PRIVATE KEY', 'RSA PRIVATE KEY', 'EC PRIVATE KEY'])
    expect(csrProblem(`-----BEGIN ${kind}-----\nMIGH\n-----END ${kind}-----\n`)).toBe('private-key')
  expect(csrProblem('-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----BEGIN PRIVATE KEY-----')).toBe('private-key')
})

test('an empty file is told of, and everything else is the engine’s to judge', () => {
  expect(csrProblem(' \n')).toBe('empty')
  expect(csrProblem('-----BEGIN CERTIFICATE REQUEST-----\nMIIB')).toBeUndefined()
  expect(csrProblem('MIIBAzCB')).toBeUndefined()
})
