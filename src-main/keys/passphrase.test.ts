import { describe, expect, test } from 'vitest'
import { checkPassphrase, maxPassphraseLength, passphraseBytes } from './passphrase.ts'

const rules = (passphrase: string, about?: readonly string[]): string[] =>
  checkPassphrase(passphrase, about).map((reason) => reason.rule)

describe('a passphrase', () => {
  test.each([
    'velvet harbour nine kites',
    'Tr0ub4dor&3-lantern',
    'пять синих вёдер',
    '雨にも負けず風にも負けず',
    'x'.repeat(500) + 'yzab'
  ])('%j is accepted', (passphrase) => {
    expect(rules(passphrase)).toEqual([])
  })

  test.each([
    ['short', 'passphrase.too-short'],
    ['ninechars', 'passphrase.too-short'],
    ['', 'passphrase.too-short'],
    ['Password1234', 'passphrase.trivial'],
    ['change-me-2026', 'passphrase.trivial'],
    ['correct horse battery staple', 'passphrase.trivial'],
    ['ａｄｍｉｎｉｓｔｒａｔｏｒ', 'passphrase.trivial'],
    ['aaaaaaaaaaaa', 'passphrase.pattern'],
    ['abababababab', 'passphrase.pattern'],
    ['1234567890', 'passphrase.pattern'],
    ['abcdefghijkl', 'passphrase.pattern'],
    ['a tab\tin the middle', 'passphrase.control-character'],
    ['half a pair \ud800 here', 'passphrase.not-text'],
    ['ab cd '.repeat(171), 'passphrase.too-long']
  ])('%j breaks %s', (passphrase, rule) => {
    expect(rules(passphrase)).toContain(rule)
  })

  test('may not be the name of its owner', () => {
    expect(rules('Alice Liddell 1', ['alice', 'Alice Liddell'])).toContain('passphrase.own-name')
    expect(rules('Alice goes to Oxford', ['alice', 'Alice Liddell'])).toEqual([])
  })

  test('of ten characters is long enough, counted in characters and not in bytes', () => {
    expect(rules('лунныйкотх')).toEqual([])
    expect(rules('🜁🜂🜃🜄🜁🜂')).toContain('passphrase.too-short')
  })

  test('of megabytes is refused before it is worked on', () => {
    const huge = 'ab '.repeat(1_000_000)
    expect(rules(huge)).toEqual(['passphrase.too-long'])
    expect(() => passphraseBytes(huge)).toThrow(`at most ${maxPassphraseLength}`)
  })

  test('gives the same bytes however its accents were typed', () => {
    expect(passphraseBytes('caf\u00e9 ①')).toEqual(passphraseBytes('cafe\u0301 1'))
  })

  test('is never quoted in a reason', () => {
    expect(JSON.stringify(checkPassphrase('Password1234', ['password']))).not.toContain('1234')
  })
})
