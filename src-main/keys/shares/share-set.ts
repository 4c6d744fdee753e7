import { createHash, randomFillSync, timingSafeEqual } from 'node:crypto'
import { combine, split } from 'shamir-secret-sharing'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { bytesOfWords, cardBytes, wordsOf } from './share-words.ts'

/** Bits of the secret that is shared; it cannot be guessed, so no slow hash is needed behind it. */
export const sharedSecretBytes = 20
const format = 1
const setIdBytes = 4
const headerBytes = 1 + setIdBytes + 3

/** k of n: Shamir over GF(2^8) has no more than 255 points, and one share alone must never be enough. */
export const shareLimits = { fewest: 2, most: 16 } as const

/** One share as its card has it. */
export interface Share {
  /** Eight hex digits: the set that it belongs to. */
  readonly setId: string
  readonly threshold: number
  readonly total: number
  /** From 1. */
  readonly number: number
  readonly data: Uint8Array
}

/** What the database keeps of a share: enough to tell a right one from a wrong one, nothing that helps to find the secret. */
export interface ShareMark {
  readonly number: number
  /** SHA-256 of the card's bytes, hex. */
  readonly sha256: string
}

export interface ShareSet {
  readonly setId: string
  readonly threshold: number
  readonly cards: readonly (ShareMark & { readonly words: readonly string[] })[]
}

/**
 * Divides a secret so that `threshold` of `total` shares give it back and fewer say nothing about it (Shamir 1979).
 * @param secret 20 bytes, zeroed by the caller
 * @throws ChanceryError `invalid-input` for numbers outside of the limits
 */
export async function divide(secret: Uint8Array, total: number, threshold: number): Promise<ShareSet> {
  const { fewest, most } = shareLimits
  if (
    !Number.isInteger(total) ||
    !Number.isInteger(threshold) ||
    threshold < fewest ||
    total > most ||
    threshold > total
  )
    throw new ChanceryError(
      'invalid-input',
      `${threshold} of ${total} cannot be: at least ${fewest} shares are needed to recover, there are at most ${most}, and no more can be needed than there are.`
    )
  if (secret.length !== sharedSecretBytes) throw new TypeError(`the secret has ${sharedSecretBytes} bytes`)
  const id = randomFillSync(new Uint8Array(setIdBytes))
  const parts = await split(secret, total, threshold)
  const cards = parts.map((data, index) => {
    const bytes = Uint8Array.of(format, ...id, threshold, total, index + 1, ...data)
    data.fill(0)
    const card = { number: index + 1, sha256: digestOf(bytes), words: wordsOf(bytes) }
    bytes.fill(0)
    return card
  })
  return { setId: Buffer.from(id).toString('hex'), threshold, cards }
}

/** @throws ChanceryError `invalid-input` for a typing error, `malformed` for a card of a later version */
export function readShare(text: string): Share & ShareMark {
  const bytes = bytesOfWords(text)
  const [version = 0] = bytes
  const [threshold = 0, total = 0, number = 0] = bytes.subarray(1 + setIdBytes, headerBytes)
  if (version !== format || bytes.length !== cardBytes || number < 1 || number > total || threshold > total)
    throw new ChanceryError('malformed', 'This card was not made by this version of Chancery.')
  const read = {
    setId: Buffer.from(bytes.subarray(1, 1 + setIdBytes)).toString('hex'),
    threshold,
    total,
    number,
    data: bytes.slice(headerBytes),
    sha256: digestOf(bytes)
  }
  bytes.fill(0)
  return read
}

/** The set that shares are held against. */
export interface ExpectedSet {
  readonly setId: string
  readonly threshold: number
  readonly marks: readonly ShareMark[]
}

/**
 * Joins shares, after each was held against what is known of the set.
 * @param texts the words of one card each
 * @returns the secret, to be zeroed by the caller, and the numbers of the shares
 * @throws ChanceryError `invalid-input` for a typing error, too few shares, the same twice; `wrong-passphrase` for a share
 *   of another set or a forged one; each names the share
 */
export async function join(
  texts: readonly string[],
  expected: ExpectedSet
): Promise<{ readonly secret: Uint8Array; readonly numbers: readonly number[] }> {
  const shares = texts.map((text, index) => sharePlaced(text, index, texts.length))
  try {
    const seen = new Map<number, number>()
    for (const [index, share] of shares.entries()) {
      const named = texts.length === 1 ? 'This share' : `Share ${index + 1} of those entered`
      if (share.setId !== expected.setId)
        throw foreign(
          index,
          `${named} belongs to the set ${fingerprintText(share.setId)}. The set that is in force is ${fingerprintText(expected.setId)}: look for its cards, and destroy those of older sets.`
        )
      const mark = expected.marks.find(({ number }) => number === share.number)
      if (mark === undefined || !timingSafeEqual(Buffer.from(mark.sha256, 'hex'), Buffer.from(share.sha256, 'hex')))
        throw foreign(
          index,
          `${named} says that it is number ${share.number} of this set, but it is not the card that was made.`
        )
      const before = seen.get(share.number)
      if (before !== undefined)
        throw refused(
          `Share number ${share.number} was entered twice (as ${before + 1} and ${index + 1}).`,
          placeOf(index)
        )
      seen.set(share.number, index)
    }
    if (shares.length < expected.threshold) {
      const missing = expected.threshold - shares.length
      throw refused(
        `${expected.threshold} shares are needed and ${shares.length} ${shares.length === 1 ? 'is' : 'are'} here: ${missing} more ${missing === 1 ? 'is' : 'are'} missing.`
      )
    }
    const secret = await combine(shares.map(({ data }) => data))
    return { secret, numbers: shares.map(({ number }) => number) }
  } finally {
    for (const { data } of shares) data.fill(0)
  }
}

/** @returns the fingerprint of a set as the cards print it: `9f3a-11c2` */
export function fingerprintText(setId: string): string {
  return setId.replace(/^(.{4})(.{4})$/, '$1-$2')
}

function sharePlaced(text: string, index: number, count: number): Share & ShareMark {
  try {
    return readShare(text)
  } catch (error) {
    if (!(error instanceof ChanceryError) || count === 1) throw error
    throw new ChanceryError(error.code, `Share ${index + 1} of those entered: ${error.message}`, {
      reasons: error.reasons.map((reason) => ({ ...reason, where: placeOf(index) }))
    })
  }
}

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Where a share was entered, as a form names the field. */
const placeOf = (index: number): string => `shares.${index}`

function foreign(index: number, message: string): ChanceryError {
  return new ChanceryError('wrong-passphrase', message, {
    reasons: [{ where: placeOf(index), rule: 'share.set', message }]
  })
}

function refused(message: string, where = 'shares'): ChanceryError {
  return new ChanceryError('invalid-input', message, { reasons: [{ where, rule: 'share.number', message }] })
}
