import { describe, expect, test } from 'vitest'
import {
  andAncestors,
  commonAncestor,
  compareNames,
  isWithin,
  labelsOf,
  parentOf,
  parseName,
  sameName
} from './name.ts'

test('names sort as the example of RFC 4034 6.1', () => {
  const sorted = [
    'example.',
    'a.example.',
    'yljkjljk.a.example.',
    'Z.a.example.',
    'zABC.a.EXAMPLE.',
    'z.example.',
    '\\001.z.example.',
    '*.z.example.',
    '\\200.z.example.'
  ]
  expect(sorted.toReversed().sort(compareNames)).toEqual(sorted)
})

test.each([
  ['example.test', 'example.test.'],
  ['example.test.', 'example.test.'],
  ['.', '.'],
  ['a\\.b.test', 'a\\.b.test.'],
  ['a\\046b.test', 'a\\.b.test.'],
  ['a\\\\.test', 'a\\\\.test.'],
  ['\\097.test', 'a.test.'],
  ['_acme-challenge.test', '_acme-challenge.test.'],
  ['*.test', '*.test.']
])('%s is read as %s', (text, name) => {
  expect(parseName(text)).toBe(name)
})

test.each([
  ['', /visible ASCII/],
  ['a..b', /label is empty/],
  ['.a', /label is empty/],
  [`${'a'.repeat(64)}.test`, /longer than 63/],
  [`${'a.'.repeat(127)}a`, /longer than 255/],
  ['bücher.test', /visible ASCII/],
  ['a b.test', /visible ASCII/],
  ['a\\256.test', /one octet/],
  ['a\\', /visible ASCII/]
])('%s is refused', (text, why) => {
  expect(() => parseName(text)).toThrow(why)
})

describe('names and those above them', () => {
  test('are equal without regard to ASCII case', () => {
    expect(sameName('WWW.Example.TEST.', 'www.example.test.')).toBe(true)
    expect(sameName('www.example.test.', 'wwv.example.test.')).toBe(false)
  })
  test('lie within each other by whole labels', () => {
    expect(isWithin('a.B.test.', 'b.TEST.')).toBe(true)
    expect(isWithin('b.test.', 'b.test.')).toBe(true)
    expect(isWithin('anything.', '.')).toBe(true)
    expect(isWithin('ab.test.', 'b.test.')).toBe(false)
    expect(isWithin('a\\.b.test.', 'b.test.')).toBe(false)
    expect(isWithin('test.', 'b.test.')).toBe(false)
  })
  test('climb to the root', () => {
    expect(andAncestors('a.b.test.')).toEqual(['a.b.test.', 'b.test.', 'test.', '.'])
    expect(parentOf('test.')).toBe('.')
    expect(commonAncestor('x.a.Test.', 'y.A.test.')).toBe('a.test.')
    expect(commonAncestor('a.test.', 'a.test.')).toBe('a.test.')
    expect(commonAncestor('a.one.', 'a.two.')).toBe('.')
    expect(labelsOf('a\\.b.\\255.')).toEqual(['a.b', '\u{ff}'])
  })
})
