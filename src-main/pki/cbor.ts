import { ChanceryError } from '../../src-shared/errors.ts'
import { utf8Text } from './der/strings.ts'
import { checkSize, malformed } from './der/malformed.ts'

/** What `decodeCbor` gives. Integers are bigint where they are beyond what a number holds exactly. */
export type CborValue =
  | number
  | bigint
  | string
  | boolean
  | null
  | Uint8Array
  | readonly CborValue[]
  | ReadonlyMap<string | number, CborValue>

/** Arrays and maps in one another. An attestation object has three. */
const mostDepth = 8
/** Data items of one object, so that a few bytes cannot become millions of values. */
const mostItems = 1000

/**
 * Decodes one CBOR data item (RFC 8949) as WebAuthn uses it (CTAP2 8, canonical form): definite lengths only, keys of maps
 * are texts or integers and come once, no tags, no floating point numbers, nothing after the item. Lengths that are written
 * longer than need be are taken: they change nothing about what is meant.
 * @param what names the object in messages
 * @param limit bytes
 * @returns byte strings as views on `bytes`
 * @throws ChanceryError `malformed`, `too-large`
 */
export function decodeCbor(bytes: Uint8Array, what: string, limit: number): CborValue {
  checkSize(what, bytes.length, limit)
  const reader = new CborReader(bytes, what)
  const value = reader.item(0)
  if (reader.at < bytes.length) throw malformed(what, 'bytes follow the object', reader.at)
  return value
}

class CborReader {
  at = 0
  readonly #bytes: Uint8Array
  readonly #what: string
  #items = 0

  constructor(bytes: Uint8Array, what: string) {
    this.#bytes = bytes
    this.#what = what
  }

  #refuse(problem: string): ChanceryError {
    return malformed(this.#what, problem, this.at)
  }

  item(depth: number): CborValue {
    if (++this.#items > mostItems)
      throw new ChanceryError('too-large', `The ${this.#what} has more than ${mostItems} data items.`)
    const start = this.at
    const first = this.#bytes[this.at++]
    if (first === undefined) throw malformed(this.#what, 'it ends too early', start)
    const [major, info] = [first >> 5, first & 0x1f]
    if (major === 7) return this.#simple(info, start)
    const argument = this.#argument(info, start)
    switch (major) {
      case 0:
        return exact(argument)
      case 1:
        return exact(-1n - argument)
      case 2:
        return this.#take(argument)
      case 3: {
        const text = utf8Text(this.#take(argument))
        if (text === null) throw malformed(this.#what, 'a text is not UTF-8', start)
        return text
      }
      case 4:
        return this.#array(argument, depth)
      case 5:
        return this.#map(argument, depth)
      default:
        throw malformed(this.#what, 'a tag is not expected here', start)
    }
  }

  /** RFC 8949 3: the argument that follows the first byte. */
  #argument(info: number, start: number): bigint {
    if (info < 24) return BigInt(info)
    if (info === 31) throw malformed(this.#what, 'an indefinite length is not taken', start)
    if (info > 27) throw malformed(this.#what, 'a reserved length is used', start)
    let value = 0n
    for (const byte of this.#take(1n << BigInt(info - 24))) value = (value << 8n) | BigInt(byte)
    return value
  }

  #take(length: bigint): Uint8Array {
    const left = this.#bytes.length - this.at
    if (length > BigInt(left)) throw this.#refuse(`a length of ${length} bytes is beyond the end`)
    const from = this.at
    this.at += Number(length)
    return this.#bytes.subarray(from, this.at)
  }

  /** Every item takes a byte at least, so that a count is bounded by what is left before anything is made of it. */
  #count(count: bigint, each: bigint, depth: number): number {
    if (depth >= mostDepth) throw this.#refuse(`there are more than ${mostDepth} arrays and maps in one another`)
    if (count * each > BigInt(this.#bytes.length - this.at)) throw this.#refuse(`${count} items are beyond the end`)
    return Number(count)
  }

  #array(length: bigint, depth: number): readonly CborValue[] {
    const count = this.#count(length, 1n, depth)
    const values: CborValue[] = []
    for (let index = 0; index < count; index++) values.push(this.item(depth + 1))
    return values
  }

  #map(length: bigint, depth: number): ReadonlyMap<string | number, CborValue> {
    const count = this.#count(length, 2n, depth)
    const values = new Map<string | number, CborValue>()
    for (let index = 0; index < count; index++) {
      const start = this.at
      const key = this.item(depth + 1)
      if (typeof key !== 'string' && typeof key !== 'number')
        throw malformed(this.#what, 'a key of a map is neither a text nor an integer', start)
      if (values.has(key)) throw malformed(this.#what, 'a key of a map comes twice', start)
      values.set(key, this.item(depth + 1))
    }
    return values
  }

  #simple(info: number, start: number): boolean | null {
    if (info === 20 || info === 21) return info === 21
    if (info === 22) return null
    throw malformed(this.#what, 'a value is neither true, false nor null', start)
  }
}

function exact(value: bigint): number | bigint {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}
