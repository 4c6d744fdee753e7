/** Least letters of a word that lists look for: FTS5 trigrams find nothing shorter. */
export const shortestSearch = 3

/** What of a text can be looked for in certificates and requests. */
export interface SearchWords {
  readonly words: readonly string[]
  /** The text as hex digits where it may be a serial or fingerprint, blanks and colons taken out. */
  readonly hexPrefix: string | null
}

/** @returns the words that are long enough, and the text as hex digits */
export function searchWords(text: string): SearchWords {
  const packed = text.replace(/[\s:]/g, '').toLowerCase()
  const hex = /^[0-9a-f]+$/.test(packed) && packed.length <= 64
  return {
    words: text.split(/\s+/).filter((word) => [...word].length >= shortestSearch),
    // One or two letters are the beginning of a word; whole serials as short as that have a digit.
    hexPrefix: hex && (packed.length >= shortestSearch || /\d/.test(packed)) ? packed : null
  }
}

/** @returns whether something is asked of which nothing can be looked for */
export function isTooShort(text: string): boolean {
  const { words, hexPrefix } = searchWords(text)
  return text.trim() !== '' && words.length === 0 && hexPrefix === null
}
