import { expect, test } from 'vitest'
import { certificateName } from './certificate-columns.tsx'

const named = (subject: string): string => certificateName({ subject, names: '', serial: '01' })

test('a certificate is called by its common name, as it reads, and what is not seen in it stays visible', () => {
  expect(named('C=DE,CN=Smith\\, Jane,O=Example')).toBe('Smith, Jane')
  expect(named('CN=abc\\e2\\80\\aegnp.exe')).toBe('abc\\e2\\80\\aegnp.exe')
  expect(named('CN=line\\0d\\0aend')).toBe('line\\0d\\0aend')
})
