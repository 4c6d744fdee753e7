/** Of Windows-1252, what stands between 0x80 and 0x9f. */
const beyondLatin = new Set('€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ')

/** @returns text for the standard fonts of PDF: what they have no letter for becomes U+ and its number in angle brackets */
export function printable(text: string): string {
  return [...text.normalize('NFC')]
    .map((letter) => {
      const code = letter.codePointAt(0) ?? 0
      if (letter === '\n') return letter
      if (letter === '\t') return '  '
      const known = (code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code <= 0xff) || beyondLatin.has(letter)
      return known ? letter : `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`
    })
    .join('')
}
