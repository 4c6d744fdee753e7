import { hasHiddenCharacter } from '../../../src-shared/model/hidden-characters.ts'
import { hasLetter } from './font-letters.ts'

/**
 * Letters without a blank after which a line begins, longer than any line here: the layout tries a long word letter by
 * letter, which took a minute for a hundred thousand of them, and with an embedded font all memory.
 */
const longestWord = 200
const longWord = new RegExp(`[^\\s]{${longestWord}}(?=[^\\s])`, 'gu')
/** Marks of format that a font has as nothing at all: who reads the paper would not know of them. */
const unseen = /[\p{Cf}\u034f]/u

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

/** What needs no look at its letters: nearly every cell of a long report. */
const plain = new RegExp(`^[\\x20-\\x7e]{0,${longestWord}}$`)

function withLetters(text: string, prints: (letter: string, code: number) => boolean): string {
  if (plain.test(text)) return text
  const shown = [...text.normalize('NFC')]
    .map((letter) => {
      const code = letter.codePointAt(0) ?? 0
      if (letter === '\n') return letter
      if (letter === '\t') return '  '
      const isSeen = !hasHiddenCharacter(letter) && !unseen.test(letter)
      return isSeen && prints(letter, code) ? letter : `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`
    })
    .join('')
  return shown.replace(longWord, '$&\n')
}

/** Windows-1252, which the standard fonts are used with. */
function isStandard(letter: string): boolean {
  const code = letter.codePointAt(0) ?? 0
  return (code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code <= 0xff) || beyondLatin.has(letter)
}
