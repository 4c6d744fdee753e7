import { createHash } from 'node:crypto'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { ChanceryError } from '../../../src-shared/errors.ts'

/** BIP-39: 2048 words, told apart by their first four letters. */
const bitsOfWord = 11
/** Bytes that a card carries. */
export const cardBytes = 29
/** 23 words hold 253 bits: the 232 of the card, and 21 of its check. One wrong word passes once in two million. */
export const cardWords = 23
const checkBits = cardWords * bitsOfWord - cardBytes * 8
const places: ReadonlyMap<string, number> = new Map(wordlist.map((word, index) => [word, index]))

/** @returns the words of a card. @param bytes 29 */
export function wordsOf(bytes: Uint8Array): readonly string[] {
  if (bytes.length !== cardBytes) throw new TypeError(`a card holds ${cardBytes} bytes`)
  let value = (numberOf(bytes) << BigInt(checkBits)) | checkOf(bytes)
  const words: string[] = []
  for (let index = 0; index < cardWords; index++) {
    words.unshift(wordlist[Number(value & 2047n)] ?? '')
    value >>= BigInt(bitsOfWord)
  }
  return words
}

/**
 * Reads the words of a card as a person types them: any case, any spaces, numbers before the words; four letters of a
 * word are enough.
 * @throws ChanceryError `invalid-input`, naming the word that is wrong where that can be told
 */
export function bytesOfWords(text: string): Uint8Array {
  const typed = text
    .toLowerCase()
    .replace(/^\s*chancery-share:/, '')
    .split(/[^a-z]+/)
    .filter((word) => word !== '')
  const known = typed.map(placeOf)
  const wrong = known.indexOf(undefined)
  if (wrong !== -1)
    throw mistyped(
      `Word ${wrong + 1} of the share, "${(typed[wrong] ?? '').slice(0, 20)}", is not in the list of words. Compare it with the card.`
    )
  if (typed.length !== cardWords)
    throw mistyped(`A share has ${cardWords} words; these are ${typed.length}. Compare them with the card.`)
  const read = known.filter((place) => place !== undefined)
  const bytes = checked(read)
  if (bytes !== null) return bytes
  const suspects = suspectWords(read)
  const [only] = suspects
  throw mistyped(
    suspects.length === 1 && only !== undefined
      ? `The words of the share do not fit together: word ${only + 1}, "${wordlist[read[only] ?? 0] ?? ''}", is probably another one. Compare it with the card.`
      : 'The words of the share do not fit together: a word is another one, or two are in the wrong order. Compare them with the card one by one.'
  )
}

function placeOf(word: string): number | undefined {
  const whole = places.get(word)
  if (whole !== undefined || word.length !== 4) return whole
  const index = wordlist.findIndex((one) => one.startsWith(word))
  return index === -1 ? undefined : index
}

/** @returns the bytes where the check holds, else null */
function checked(read: readonly number[]): Uint8Array | null {
  let value = 0n
  for (const place of read) value = (value << BigInt(bitsOfWord)) | BigInt(place)
  const check = value & ((1n << BigInt(checkBits)) - 1n)
  const hex = (value >> BigInt(checkBits)).toString(16).padStart(cardBytes * 2, '0')
  const bytes = new Uint8Array(Buffer.from(hex, 'hex'))
  return checkOf(bytes) === check ? bytes : null
}

/** @returns the words of which another one would make the check hold; about one card in fifty has a second by chance */
function suspectWords(read: readonly number[]): number[] {
  return read.flatMap((_place, index) => {
    for (let other = 0; other < wordlist.length; other++) if (checked(read.with(index, other)) !== null) return [index]
    return []
  })
}

function checkOf(bytes: Uint8Array): bigint {
  const digest = createHash('sha256').update('chancery share card').update(bytes).digest()
  return numberOf(digest.subarray(0, 3)) >> BigInt(24 - checkBits)
}

const numberOf = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`)

function mistyped(message: string): ChanceryError {
  return new ChanceryError('invalid-input', message, { reasons: [{ where: 'shares', rule: 'share.words', message }] })
}
