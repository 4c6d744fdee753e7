import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evenWords, oddWords } from './digest-word-list.ts'
import { digestColours, digestOfWords, digestWords } from './digest-words.ts'

describe('a digest as words', () => {
  test('is what the published example says', () => {
    // The fingerprint with which the word list is usually shown.
    expect(digestWords('E58294F2E9A227486E8B061B31CC528FD7FA3F19').join(' ')).toBe(
      'topmost Istanbul Pluto vagabond treadmill Pacific brackish dictator goldfish Medusa ' +
        'afflict bravado chatter revolver Dupont midsummer stopwatch whimsical cowbell bottomless'
    )
  })

  test('has 512 words, none twice, so that a word has one meaning and one place', () => {
    const all = [...evenWords, ...oddWords].map((word) => word.toLowerCase())
    expect(evenWords).toHaveLength(256)
    expect(oddWords).toHaveLength(256)
    expect(new Set(all).size).toBe(512)
  })

  test('comes back from the words, also written in lower case', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
        expect(digestOfWords(digestWords(hex).map((word) => word.toLowerCase()))).toEqual({ hex })
      }),
      { seed: 505 }
    )
  })

  test('tells where two words were exchanged, one was left out or said twice', () => {
    const words = digestWords('00112233445566778899')
    const [first = '', second = '', ...rest] = words
    expect(digestOfWords([second, first, ...rest])).toEqual({ wrongWord: 1 })
    expect(digestOfWords([first, ...rest])).toEqual({ wrongWord: 2 })
    expect(digestOfWords([first, first, second, ...rest])).toEqual({ wrongWord: 2 })
  })

  test('is refused for text that is no digest', () => {
    expect(() => digestWords('abc')).toThrow(RangeError)
    expect(() => digestColours('zz')).toThrow(RangeError)
  })
})

describe('a digest as blocks', () => {
  test('has sixteen different blocks, each with its digit', () => {
    const blocks = digestColours('0123456789abcdef')
    expect(blocks.map(({ letter }) => letter).join('')).toBe('0123456789ABCDEF')
    expect(new Set(blocks.map(({ colour, framed }) => `${colour} ${framed}`)).size).toBe(16)
  })

  test('has letters that stand out from their colour (WCAG 2 1.4.3)', () => {
    for (const { colour, ink } of digestColours('0123456789abcdef')) {
      const [light = 0, dark = 0] = [luminance(colour), luminance(ink)].toSorted((a, b) => b - a)
      expect((light + 0.05) / (dark + 0.05)).toBeGreaterThanOrEqual(4.5)
    }
  })
})

/** Relative luminance, WCAG 2. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
