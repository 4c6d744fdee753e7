import { hasLetter } from './font-letters.ts'

/** Of Windows-1252, what stands between 0x80 and 0x9f. */
const beyondLatin = new Set('€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ')

/** @returns text for the fonts of a report: what they have no letter for becomes U+ and its number in angle brackets */
export function printable(text: string): string {
  return withLetters(text, (letter, code) => isStandard(letter) || hasLetter(code))
}

/** @returns the same for the standard fonts alone */
export function inStandardFonts(text: string): string {
  return withLetters(text, isStandard)
}

/** @returns whether the standard fonts of PDF print a text; the others take an embedded font */
export function standardFontsPrint(text: string): boolean {
  return [...text].every((letter) => letter === '\n' || isStandard(letter))
}

function withLetters(text: string, prints: (letter: string, code: number) => boolean): string {
  return [...text.normalize('NFC')]
    .map((letter) => {
      const code = letter.codePointAt(0) ?? 0
      if (letter === '\n') return letter
      if (letter === '\t') return '  '
      return prints(letter, code) ? letter : `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`
    })
    .join('')
}

/** Windows-1252, which the standard fonts are used with. */
function isStandard(letter: string): boolean {
  const code = letter.codePointAt(0) ?? 0
  return (code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code <= 0xff) || beyondLatin.has(letter)
}
