import { ChanceryError } from '../../src-shared/errors.ts'
import { searchWords, shortestSearch } from '../../src-shared/model/search-words.ts'
import { allRows, type Reader } from './connection.ts'

/** A text to look for, taken apart once. */
export interface TextSearch {
  /** The words, folded to lower case. */
  readonly words: readonly string[]
  /** FTS5 query: trigrams of every word. Null where only `hexPrefix` can match. */
  readonly match: string | null
  /** LIKE patterns (escape `\`) that verify a match; the trigrams alone may stand in another order. */
  readonly patterns: readonly string[]
  /** Every word has a pattern, so that rows can be judged without the index. */
  readonly verifiable: boolean
  /** The text as hex digits where it may be a serial or fingerprint, blanks and colons taken out. */
  readonly hexPrefix: string | null
}

const longestSearch = 200
/** Beginnings shorter than this match too many serials to help; such a text is compared with whole serials. */
export const shortestHexPrefix = 6

/**
 * Words are looked for independently, each as a substring, whatever the case of ASCII letters.
 * @returns null for a blank text
 * @throws `invalid-input` for words that are all shorter than three characters, or a text that is too long
 */
export function textSearch(text: string): TextSearch | null {
  const trimmed = text.trim()
  if (trimmed === '') return null
  if (trimmed.length > longestSearch)
    throw new ChanceryError('invalid-input', `Search for at most ${longestSearch} characters.`)
  const { words, hexPrefix } = searchWords(trimmed)
  if (words.length === 0 && hexPrefix === null) {
    throw new ChanceryError('invalid-input', `Search for words of at least ${shortestSearch} characters.`)
  }
  const trigrams = new Set(words.flatMap(trigramsOf))
  const ascii = words.filter(isAscii)
  return {
    words: words.map((word) => word.toLowerCase()),
    match: trigrams.size === 0 ? null : [...trigrams].map((three) => `"${three.replaceAll('"', '""')}"`).join(' AND '),
    // LIKE folds ASCII only; a word with other letters rests on its trigrams, which FTS5 folds by Unicode.
    patterns: ascii.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`),
    verifiable: ascii.length === words.length,
    hexPrefix
  }
}

function isAscii(word: string): boolean {
  return /^[\x20-\x7e]+$/.test(word)
}

/** All trigrams of a short word; of a longer one so many that each letter is in one: enough where a pattern verifies. */
function trigramsOf(word: string): string[] {
  const letters = [...word]
  const last = letters.length - shortestSearch
  const step = !isAscii(word) || letters.length < 5 ? 1 : letters.length === 5 ? 2 : 3
  const found: string[] = []
  for (let at = 0; at < last; at += step) found.push(letters.slice(at, at + shortestSearch).join(''))
  found.push(letters.slice(last).join(''))
  return found
}

/** @returns the first text behind all that begin with `prefix`, for a range over an index of hex text */
export function afterPrefix(prefix: string): string {
  return `${prefix}g`
}

/** Rows behind the last indexed id hold the words; there are at most 63 of them, looked at one by one. */
export function unindexedMatches(
  reader: Reader,
  table: 'certificate' | 'request',
  columns: readonly string[],
  search: TextSearch
): number[] {
  if (search.words.length === 0) return []
  const rows = allRows(
    reader,
    `SELECT id, ${columns.join(` || char(10) || `)} AS text FROM ${table}
    WHERE id > coalesce((SELECT n FROM tally WHERE scope = 'search' AND key = ?), 0)`,
    [table]
  ) as { id: number; text: string }[]
  return rows.filter((row) => search.words.every((word) => row.text.toLowerCase().includes(word))).map((row) => row.id)
}
