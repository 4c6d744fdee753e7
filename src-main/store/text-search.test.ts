import { expect, test } from 'vitest'
import { textSearch } from './text-search.ts'

test('one or two letters are too few for a word, also where they could be hex digits', () => {
  for (const text of ['a', 'de', 'CA', 'zz', 'a b'])
    expect(() => textSearch(text), text).toThrow('Search for words of at least 3 characters.')
})

test('a serial may be as short as one digit', () => {
  expect(textSearch('1')).toMatchObject({ match: null, hexPrefix: '1' })
  expect(textSearch('0A')).toMatchObject({ match: null, hexPrefix: '0a' })
})

test('letters that are both a word and hex digits are looked for as both', () => {
  expect(textSearch('cafe')).toMatchObject({ words: ['cafe'], hexPrefix: 'cafe' })
})
