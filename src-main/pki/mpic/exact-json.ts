import { ChanceryError } from '../../../src-shared/errors.ts'

/** A JSON value whose integers keep every digit: those beyond 2^53 are bigint. Objects are maps, so that no name is special. */
export type ExactJson = null | boolean | number | bigint | string | readonly ExactJson[] | JsonObject
export type JsonObject = ReadonlyMap<string, ExactJson>

export interface JsonLimits {
  readonly maxBytes: number
  readonly maxDepth: number
}

/** A number of RFC 8259 6; the second group tells that it is no plain integer. */
const numberPattern = /-?(?:0|[1-9]\d*)((?:\.\d+)?(?:[eE][+-]?\d+)?)/y
const stringPattern = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*"/y
const blankPattern = /[ \t\n\r]*/y
/** Digits of the longest integer that is read; a nanosecond stamp has 19. */
const mostDigits = 40

/**
 * Reads JSON strictly (RFC 8259): UTF-8 without byte order mark, one value, no name twice in an object (RFC 8259 4 calls
 * the meaning of that unpredictable).
 * @throws ChanceryError `malformed`, `too-large`
 */
export function parseExactJson(bytes: Uint8Array, limits: JsonLimits): ExactJson {
  if (bytes.length > limits.maxBytes)
    throw new ChanceryError('too-large', `The JSON text has ${bytes.length} bytes; ${limits.maxBytes} are allowed.`)
  const text = decodeText(bytes)
  const cursor: Cursor = { text, at: 0, maxDepth: limits.maxDepth }
  blanks(cursor)
  const value = readValue(cursor, 0)
  blanks(cursor)
  if (cursor.at !== text.length) throw bad(cursor, 'something follows the value')
  return value
}

interface Cursor {
  readonly text: string
  at: number
  readonly maxDepth: number
}

function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    throw new ChanceryError('malformed', 'The text is not UTF-8, so it is not JSON (RFC 8259 8.1).', { cause })
  }
}

function bad(cursor: Cursor, why: string): ChanceryError {
  return new ChanceryError('malformed', `The text is not JSON: ${why} at character ${cursor.at + 1}.`)
}

function match(cursor: Cursor, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = cursor.at
  const found = pattern.exec(cursor.text)
  if (found !== null) cursor.at = pattern.lastIndex
  return found
}

function blanks(cursor: Cursor): void {
  match(cursor, blankPattern)
}

function take(cursor: Cursor, character: string): boolean {
  if (cursor.text[cursor.at] !== character) return false
  cursor.at++
  return true
}

function readValue(cursor: Cursor, depth: number): ExactJson {
  if (depth > cursor.maxDepth)
    throw new ChanceryError('too-large', `The JSON text is nested deeper than ${cursor.maxDepth} levels.`)
  switch (cursor.text[cursor.at]) {
    case '{':
      return readObject(cursor, depth)
    case '[':
      return readArray(cursor, depth)
    case '"':
      return readString(cursor)
    case 't':
      return readWord(cursor, 'true', true)
    case 'f':
      return readWord(cursor, 'false', false)
    case 'n':
      return readWord(cursor, 'null', null)
    default:
      return readNumber(cursor)
  }
}

function readWord<T extends boolean | null>(cursor: Cursor, word: string, value: T): T {
  if (!cursor.text.startsWith(word, cursor.at)) throw bad(cursor, 'a value is misspelt')
  cursor.at += word.length
  return value
}

function readNumber(cursor: Cursor): number | bigint {
  const found = match(cursor, numberPattern)
  if (found === null) throw bad(cursor, 'a value is missing')
  const [digits, rest] = found
  if (rest !== '') return Number(digits)
  const value = Number(digits)
  if (Number.isSafeInteger(value)) return value
  if (digits.length > mostDigits) throw bad(cursor, `an integer has more than ${mostDigits} digits`)
  return BigInt(digits)
}

function readString(cursor: Cursor): string {
  const found = match(cursor, stringPattern)
  if (found === null) throw bad(cursor, 'a string does not end, or holds what has to be escaped')
  const text: unknown = JSON.parse(found[0])
  if (typeof text !== 'string') throw bad(cursor, 'a string cannot be read')
  return text
}

function readArray(cursor: Cursor, depth: number): readonly ExactJson[] {
  cursor.at++
  blanks(cursor)
  const values: ExactJson[] = []
  if (take(cursor, ']')) return values
  for (;;) {
    blanks(cursor)
    values.push(readValue(cursor, depth + 1))
    blanks(cursor)
    if (take(cursor, ']')) return values
    if (!take(cursor, ',')) throw bad(cursor, 'a comma or the end of an array is missing')
  }
}

function readObject(cursor: Cursor, depth: number): JsonObject {
  cursor.at++
  blanks(cursor)
  const members = new Map<string, ExactJson>()
  if (take(cursor, '}')) return members
  for (;;) {
    blanks(cursor)
    if (cursor.text[cursor.at] !== '"') throw bad(cursor, 'a name is missing')
    const name = readString(cursor)
    if (members.has(name)) throw bad(cursor, `the name "${name.slice(0, 40)}" stands twice in one object`)
    blanks(cursor)
    if (!take(cursor, ':')) throw bad(cursor, 'a colon is missing')
    blanks(cursor)
    members.set(name, readValue(cursor, depth + 1))
    blanks(cursor)
    if (take(cursor, '}')) return members
    if (!take(cursor, ',')) throw bad(cursor, 'a comma or the end of an object is missing')
  }
}

/** @returns JSON text of the value, bigints with every digit. The counterpart of `parseExactJson`. */
export function writeExactJson(value: Writable): string {
  if (typeof value === 'bigint') return value.toString()
  if (Array.isArray(value)) return `[${value.map(writeExactJson).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).filter((entry): entry is [string, Writable] => entry[1] !== undefined)
    return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${writeExactJson(member)}`).join(',')}}`
  }
  return JSON.stringify(value)
}

export type Writable =
  null | boolean | number | bigint | string | readonly Writable[] | { readonly [name: string]: Writable | undefined }
