import { expect, test } from 'vitest'
import type { ViewedObject } from '../../../src-shared/api/viewer.ts'
import { fileNameOf, viewerTabs } from './viewed-tabs.ts'

const bare: ViewedObject = {
  kind: 'asn1',
  title: 'SEQUENCE',
  asn1: null,
  base64: null,
  pem: null,
  knownCertificateId: null
}
const node = { tag: 'SEQUENCE', offset: 0, header: 2, length: 0, text: null, children: [] }

test('a private key whose bytes the engine keeps back has neither tree nor file', () => {
  const key = { algorithm: 'P-256', description: 'ECDSA P-256', spkiSha256: '00', matches: [] }
  expect(viewerTabs({ ...bare, kind: 'private-key', key })).toEqual(['overview'])
})

test('unknown ASN.1 shows its tree only', () => {
  expect(viewerTabs({ ...bare, asn1: node, base64: 'MAA=' })).toEqual(['asn1'])
})

test('a public key has a tab for each way to write it', () => {
  const forms = [
    { name: 'OpenSSH' as const, text: 'ssh-ed25519 AAAA' },
    { name: 'JWK' as const, text: '{}' }
  ]
  const facts = [{ label: 'type', value: 'ssh-ed25519' }]
  expect(viewerTabs({ ...bare, kind: 'ssh-key', facts, forms, pem: 'PEM' })).toEqual([
    'overview',
    'pem',
    'OpenSSH',
    'JWK'
  ])
})

test('a title from a stranger becomes a harmless file name', () => {
  expect(fileNameOf({ kind: 'certificate', title: '../../CN=a b/C=DE' }, 'pem')).toBe('..-..-CN-a-b-C-DE.pem')
  expect(fileNameOf({ kind: 'crl', title: '***' }, 'der')).toBe('crl.der')
})
