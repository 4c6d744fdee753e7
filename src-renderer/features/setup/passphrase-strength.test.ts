import { expect, test } from 'vitest'
import { passphraseStrength } from './passphrase-strength.ts'

test('short and monotonous passphrases are weak however long', () => {
  expect(passphraseStrength('Tr0ub4d')).toBe(0)
  expect(passphraseStrength('aaaaaaaaaaaaaaaaaaaa')).toBe(1)
  expect(passphraseStrength('abcdefghijklmnop')).toBe(1)
})

test('several unrelated words are strong', () => {
  expect(passphraseStrength('quiet harbour lends nine maps')).toBe(4)
})
