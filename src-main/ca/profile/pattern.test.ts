import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compilePattern, PatternError } from './pattern.ts'

describe('patterns of profiles', () => {
  it.each([
    ['[a-z]+\\.example\\.test', 'www.example.test', true],
    ['[a-z]+\\.example\\.test', 'www.example.test.evil.test', false],
    ['[a-z]+\\.example\\.test', 'a1.example.test', false],
    ['a|b', 'a', true],
    ['a|b', 'ab', false],
    ['^(?:dev|prod)-\\d{2,4}$', 'prod-123', true],
    ['^(?:dev|prod)-\\d{2,4}$', 'prod-12345', false],
    ['(?<site>\\p{Lu}{3})x?', 'ÄBC', true],
    ['', '', true],
    ['', 'a', false],
    ['(a*)*', 'aaaa', true],
    ['[\\]x]+', 'x]x', true],
    ['\\u{1F600}', '\u{1F600}', true],
    ['a^b', 'ab', false]
  ])('%s on %s is %s', (pattern, value, expected) => {
    expect(compilePattern(pattern).matches(value)).toBe(expected)
  })

  it.each(['(', '[a', '(?=a)', '(?<!a)b', '(a)\\1', '\\bword\\b', '(a{50}){50}', 'a{1001}'])(
    'refuses %s',
    (pattern) => {
      expect(() => compilePattern(pattern)).toThrow(PatternError)
    }
  )

  it.each(['(a+)+b', '(a|a)*b', '(a*)*b', 'a*a*a*a*a*a*b', '(?:a|aa|aaa)+b'])(
    'answers for %s at once where a backtracking matcher hangs',
    (pattern) => {
      const compiled = compilePattern(pattern)
      const begun = performance.now()
      expect(compiled.matches('a'.repeat(2000))).toBe(false)
      expect(performance.now() - begun).toBeLessThan(500)
    }
  )

  it.each(['(?:(?:(?:){1000}){1000}){1000}', '(?:(?:(?:a{0}){1000}){1000}){1000}', '(?:(?:(?:|){9}){1000}){900}'])(
    'is compiled or refused at once, however often %s repeats nothing',
    (pattern) => {
      const begun = performance.now()
      try {
        expect(compilePattern(pattern).matches('')).toBe(true)
      } catch (error) {
        expect(error).toBeInstanceOf(PatternError)
      }
      expect(performance.now() - begun).toBeLessThan(500)
    }
  )

  it('agrees with the regular expressions of the language', () => {
    const atom = fc.constantFrom('a', 'b', '[ab]', '[^a]', '.', '(?:a|bc)', '\\w')
    const quantified = fc.tuple(atom, fc.constantFrom('', '*', '+', '?', '{1,2}', '{2}', '??')).map(([a, q]) => a + q)
    const sequence = fc.array(quantified, { maxLength: 4 }).map((parts) => parts.join(''))
    const pattern = fc.array(sequence, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('|'))
    const value = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1'), maxLength: 8 })
    fc.assert(
      fc.property(pattern, value, (text, candidate) => {
        expect(compilePattern(text).matches(candidate)).toBe(new RegExp(`^(?:${text})$`, 'u').test(candidate))
      }),
      { seed: 20261120, numRuns: 3000 }
    )
  })
})
