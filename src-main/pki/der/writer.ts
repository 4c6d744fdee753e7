import { ChanceryError } from '../../../src-shared/errors.ts'
import { bigintContent, integerContent } from './integer.ts'
import { oidContent } from './oid.ts'
import { BIT_STRING, BOOLEAN, GENERALIZED_TIME, INTEGER, NULL, OBJECT_IDENTIFIER, OCTET_STRING } from './tags.ts'
import { putGeneralizedTime, putTime } from './time.ts'

/** No object that is built in memory is larger; CRLs of more are written by parts (crl-builder). */
const MAX_SIZE = 0x7fff_ffff

/**
 * Writes DER front to back into one growing buffer. `begin` leaves one octet for the length; `end` fills it in
 * and moves the content along only when it turned out to be 128 bytes or more, which costs less than building
 * every level on its own.
 */
export class DerWriter {
  #buffer: Uint8Array
  #length = 0
  readonly #open: number[] = []

  constructor(capacity = 1024) {
    this.#buffer = scratch(capacity)
  }

  #reserve(more: number): void {
    const needed = this.#length + more
    if (needed <= this.#buffer.length) return
    if (needed > MAX_SIZE) throw new ChanceryError('too-large', 'The object to be encoded is too large.')
    const grown = scratch(Math.max(needed, this.#buffer.length * 2))
    grown.set(this.#buffer.subarray(0, this.#length))
    this.#buffer.fill(0, 0, this.#length)
    this.#buffer = grown
  }

  /** Begins a constructed element (or a primitive one whose content is written as elements); `end` closes it. */
  begin(tag: number): this {
    this.#reserve(2)
    this.#buffer[this.#length++] = tag
    this.#length++
    this.#open.push(this.#length)
    return this
  }

  /** Closes the element begun last. */
  end(): this {
    const start = this.#open.pop()
    if (start === undefined) throw new TypeError('end without begin')
    const length = this.#length - start
    if (length < 0x80) {
      this.#buffer[start - 1] = length
      return this
    }
    const octets = lengthOctets(length)
    this.#reserve(octets)
    this.#buffer.copyWithin(start + octets, start, this.#length)
    this.#length += octets
    putLength(this.#buffer, start - 1, length, octets)
    return this
  }

  /** Writes an element around what `content` writes. */
  within(tag: number, content: (writer: this) => void): this {
    this.begin(tag)
    content(this)
    return this.end()
  }

  /** Writes bytes as they are: an element that is encoded already. */
  raw(bytes: Uint8Array): this {
    this.#reserve(bytes.length)
    this.#buffer.set(bytes, this.#length)
    this.#length += bytes.length
    return this
  }

  /** Writes one octet as it is. */
  octet(value: number): this {
    this.#reserve(1)
    this.#buffer[this.#length++] = value
    return this
  }

  /** Writes tag and length; the caller writes exactly `length` bytes of content next. */
  header(tag: number, length: number): this {
    this.#reserve(6)
    this.#buffer[this.#length++] = tag
    const octets = length < 0x80 ? 0 : lengthOctets(length)
    putLength(this.#buffer, this.#length, length, octets)
    this.#length += 1 + octets
    return this
  }

  /** Writes an element with this content. */
  element(tag: number, content: Uint8Array): this {
    return this.header(tag, content.length).raw(content)
  }

  /** Writes a string whose characters are all within Latin-1 (IA5, Printable, times). */
  latin1(tag: number, text: string): this {
    this.header(tag, text.length)
    this.#reserve(text.length)
    for (let i = 0; i < text.length; i++) this.#buffer[this.#length++] = text.charCodeAt(i)
    return this
  }

  boolean(value: boolean, tag = BOOLEAN): this {
    return this.header(tag, 1).octet(value ? 0xff : 0)
  }

  /** Writes an INTEGER or, with its tag, an ENUMERATED. */
  integer(value: number | bigint, tag = INTEGER): this {
    if (typeof value === 'number' && value >= 0 && value < 0x80) return this.header(tag, 1).octet(value)
    return this.element(tag, bigintContent(BigInt(value)))
  }

  /** Writes an INTEGER from hex of its magnitude, `-` in front when negative. @throws ChanceryError `invalid-input`. */
  integerHex(hex: string, tag = INTEGER): this {
    return this.element(tag, integerContent(hex))
  }

  /** @throws ChanceryError `invalid-input` when the text is not a dotted OID. */
  oid(text: string, tag = OBJECT_IDENTIFIER): this {
    return this.element(tag, oidContent(text))
  }

  octets(content: Uint8Array, tag = OCTET_STRING): this {
    return this.element(tag, content)
  }

  /** Writes a BIT STRING of whole octets. */
  bitOctets(content: Uint8Array, tag = BIT_STRING): this {
    return this.header(tag, content.length + 1)
      .octet(0)
      .raw(content)
  }

  null(): this {
    return this.header(NULL, 0)
  }

  /** Writes a time as RFC 5280 4.1.2.5 wants it. @throws ChanceryError `invalid-input` outside the years 0 to 9999. */
  time(unixMs: number): this {
    this.#reserve(17)
    this.#length = putTime(this.#buffer, this.#length, unixMs)
    return this
  }

  /** Writes a GeneralizedTime of whole seconds. @throws ChanceryError `invalid-input` outside the years 0 to 9999. */
  generalizedTime(unixMs: number, tag = GENERALIZED_TIME): this {
    this.#reserve(17)
    this.#length = putGeneralizedTime(this.#buffer, this.#length, unixMs, tag)
    return this
  }

  /** @returns a copy of everything written. The writer is wiped, as it may have held a private key, and empty again. */
  finish(): Uint8Array {
    if (this.#open.length > 0) throw new TypeError('an element was begun and not ended')
    const written = this.#buffer.slice(0, this.#length)
    this.#buffer.fill(0, 0, this.#length)
    this.#length = 0
    return written
  }

  /**
   * @returns everything written, without a copy; the writer is done with. For what is no secret and does not stay: the octets
   * share their block of memory with others.
   */
  take(): Uint8Array {
    if (this.#open.length > 0) throw new TypeError('an element was begun and not ended')
    const written = this.#buffer.subarray(0, this.#length)
    this.#buffer = scratch(0)
    this.#length = 0
    return written
  }
}

/** Memory from node's pool, which costs a tenth of a block of its own; not zeroed, but every octet given out was written. */
function scratch(capacity: number): Uint8Array {
  const pooled = Buffer.allocUnsafe(capacity)
  return new Uint8Array(pooled.buffer, pooled.byteOffset, capacity)
}

/** @returns the octets that follow the first one of a length of 128 or more. */
export function lengthOctets(length: number): number {
  return length < 0x100 ? 1 : length < 0x1_0000 ? 2 : length < 0x100_0000 ? 3 : 4
}

/** Puts a length at an offset: one octet, or 0x80 + `octets` and the octets. */
export function putLength(buffer: Uint8Array, at: number, length: number, octets: number): void {
  if (octets === 0) {
    buffer[at] = length
    return
  }
  buffer[at] = 0x80 | octets
  for (let i = octets, rest = length; i > 0; i--, rest = Math.floor(rest / 256)) buffer[at + i] = rest & 0xff
}

/** @returns the DER of one element with what `content` writes inside it. */
export function encode(tag: number, content: (writer: DerWriter) => void, capacity = 128): Uint8Array {
  return new DerWriter(capacity).within(tag, content).finish()
}

/** @returns the elements in the order of DER SET OF: ascending as octet strings (X.690 11.6). */
export function setOfOrder(elements: readonly Uint8Array[]): Uint8Array[] {
  return elements.toSorted((a, b) => Buffer.compare(a, b))
}
