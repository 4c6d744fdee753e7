import { evenWords, oddWords } from './digest-word-list.ts'

const octetsOf = (hex: string): number[] => {
  if (hex.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(hex))
    throw new RangeError('A digest is whole octets in hexadecimal.')
  return (hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16))
}

/**
 * A digest as words to read aloud: one of the PGP word list for each octet, from the list of even places and that of odd
 * places in turn. 32 words stand for SHA-256.
 * @param hex whole octets, either case
 * @throws RangeError for other text
 */
export function digestWords(hex: string): readonly string[] {
  return octetsOf(hex).map((octet, place) => (place % 2 === 0 ? evenWords : oddWords)[octet] ?? '')
}

/**
 * The way back, for somebody who wrote down what was read.
 * @returns the digest in hexadecimal, or the number (from 1) of the first word that does not belong to its place
 */
export function digestOfWords(words: readonly string[]): { readonly hex: string } | { readonly wrongWord: number } {
  const octets: number[] = []
  for (const [place, word] of words.entries()) {
    const list = place % 2 === 0 ? evenWords : oddWords
    const octet = list.findIndex((known) => known.toLowerCase() === word.trim().toLowerCase())
    if (octet === -1) return { wrongWord: place + 1 }
    octets.push(octet)
  }
  return { hex: octets.map((octet) => octet.toString(16).padStart(2, '0')).join('') }
}

/** One block of a digest as a picture. */
export interface DigestBlock {
  /** Hexadecimal digit, upper case: who cannot tell the colours apart reads it. */
  readonly letter: string
  /** Background, CSS hexadecimal. */
  readonly colour: string
  /** Of the letter, with a contrast of at least 4.5 to 1 to the background (WCAG 2 1.4.3). */
  readonly ink: string
  /** Digits from 8 on have a frame: 8 colours, each plain and framed, make 16 digits. */
  readonly framed: boolean
}

/**
 * The palette of M. Okabe and K. Ito (2008), which people with any of the usual kinds of colour blindness tell apart.
 */
const palette: readonly (readonly [colour: string, ink: string])[] = [
  ['#000000', '#ffffff'],
  ['#e69f00', '#000000'],
  ['#56b4e9', '#000000'],
  ['#009e73', '#000000'],
  ['#f0e442', '#000000'],
  ['#0072b2', '#ffffff'],
  ['#d55e00', '#000000'],
  ['#cc79a7', '#000000']
]

/** @returns a block for each hexadecimal digit: two digests that differ in one bit differ in one block */
export function digestColours(hex: string): readonly DigestBlock[] {
  octetsOf(hex)
  return [...hex.toUpperCase()].map((letter) => {
    const value = Number.parseInt(letter, 16)
    const [colour, ink] = palette[value % 8] ?? ['#000000', '#ffffff']
    return { letter, colour, ink, framed: value >= 8 }
  })
}
