import { expect, test } from 'vitest'
import { oidRows } from '../../../src-shared/model/oid.ts'
import { extensionLine, extensionWordsDe } from './extension-words-de.ts'

test('German words belong to extensions that the engine knows, and say as many lines as it does', () => {
  const known = new Set(oidRows.filter(({ group }) => group === 'extension').map(({ oid }) => oid))
  for (const [oid, { help }] of Object.entries(extensionWordsDe)) {
    expect(known).toContain(oid)
    expect(help.split('\n')).toHaveLength(2)
  }
})

test('a line without a value is said in German, and one with a value stays', () => {
  expect(extensionLine('de', 'Digital signature')).toBe('Digitale Signatur')
  expect(extensionLine('en', 'Digital signature')).toBe('Digital signature')
  expect(extensionLine('de', 'DNS name: quay.test')).toBe('DNS name: quay.test')
})
