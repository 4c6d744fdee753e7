import { malformed } from './malformed.ts'
import { checkBitString } from './bit-string.ts'
import { checkInteger, integerHex, smallInteger } from './integer.ts'
import { oidText, checkOid } from './oid.ts'
import { BIT_STRING, BOOLEAN, INTEGER, NULL, OBJECT_IDENTIFIER, OCTET_STRING, tagName } from './tags.ts'

/** Deeper than any structure of X.509, CMS or CMP; stops nesting bombs. */
const MAX_DEPTH = 32

/**
 * A strict DER reader (X.690 chapter 10) that walks the bytes and copies nothing: definite lengths in the fewest
 * octets, single-octet tags, no bytes left over. It is a cursor: `next` and its kin move it over one element and
 * leave tag and bounds of that element in its fields; `enter` and `leave` go into a constructed element and out.
 * All problems are ChanceryError `malformed` with the byte offset.
 */
export class DerReader {
  readonly bytes: Uint8Array
  /** What is being read, for messages: `certificate`, `CRL` … */
  readonly what: string
  /** Where the next element begins. */
  offset: number
  /** End of the element the cursor is in. */
  limit: number
  /** Tag and bounds of the element read last. */
  tag = 0
  start = 0
  contentStart = 0
  contentEnd = 0
  #depth = 0

  /** Reads `bytes` from `start` up to `end`. A Buffer is taken as the plain Uint8Array that it is. */
  constructor(bytes: Uint8Array, what: string, start = 0, end = bytes.length) {
    this.bytes = bytes.constructor === Uint8Array ? bytes : new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)
    this.what = what
    this.offset = start
    this.limit = end
  }

  /** @returns the error for a problem at an offset, by default that of the element read last. */
  fail(problem: string, offset = this.start): never {
    throw malformed(this.what, problem, offset)
  }

  /** @returns whether everything in the current element has been read. */
  get atEnd(): boolean {
    return this.offset >= this.limit
  }

  /** @returns the tag of the next element, or -1 at the end. */
  peek(): number {
    return this.offset < this.limit ? this.bytes[this.offset]! : -1
  }

  /** Moves over the next element, whatever it is. @returns its tag. */
  next(): number {
    const bytes = this.bytes
    const start = this.offset
    const limit = this.limit
    this.start = start
    if (start + 2 > limit) this.fail(start >= limit ? 'an element is missing' : 'it ends inside an element')
    const tag = bytes[start]!
    if ((tag & 0x1f) === 0x1f) this.fail('a tag above 30 is not used here')
    if (tag === 0) this.fail('tag 0 has no meaning in DER')
    let length = bytes[start + 1]!
    let content = start + 2
    if (length >= 0x80) {
      const octets = length & 0x7f
      if (octets === 0) this.fail('indefinite lengths are not DER')
      if (octets > 4) this.fail('a length has more than four octets')
      if (content + octets > limit) this.fail('it ends inside a length')
      length = 0
      for (let i = 0; i < octets; i++) length = length * 256 + bytes[content + i]!
      content += octets
      if (length < 0x80 || (octets > 1 && length < 2 ** (8 * (octets - 1))))
        this.fail('a length is not in its shortest form')
    }
    const end = content + length
    if (end > limit) this.fail(`an element claims ${length} bytes where ${limit - content} are left`)
    this.tag = tag
    this.contentStart = content
    this.contentEnd = end
    this.offset = end
    return tag
  }

  /** Moves over the next element, which must have this tag. */
  expect(tag: number): void {
    if (this.next() !== tag) this.fail(`${tagName(tag)} expected, ${tagName(this.tag)} found`)
  }

  /** Moves over the next element when it has this tag. @returns whether it had. */
  optional(tag: number): boolean {
    if (this.peek() !== tag) return false
    this.next()
    return true
  }

  /** Goes into the next element, which must have this (constructed) tag. @returns the value to give to `leave`. */
  enter(tag: number): number {
    this.expect(tag)
    return this.enterRead()
  }

  /** Goes into the element read last. @returns the value to give to `leave`. */
  enterRead(): number {
    if (++this.#depth > MAX_DEPTH) this.fail(`more than ${MAX_DEPTH} levels of nesting`)
    const outer = this.limit
    this.offset = this.contentStart
    this.limit = this.contentEnd
    return outer
  }

  /** Goes out of the element entered, which must have been read to its end. */
  leave(outer: number): void {
    if (this.offset !== this.limit) this.fail('there is more in the element than its syntax has', this.offset)
    this.#depth--
    this.limit = outer
  }

  /** Checks that nothing follows. */
  finish(): void {
    if (this.offset !== this.limit) this.fail(`${this.limit - this.offset} bytes follow the end`, this.offset)
  }

  /** @returns the element read last, tag and length included; a view. */
  element(): Uint8Array {
    return this.bytes.subarray(this.start, this.contentEnd)
  }

  /** @returns the content of the element read last; a view. */
  content(): Uint8Array {
    return this.bytes.subarray(this.contentStart, this.contentEnd)
  }

  /** Reads a BOOLEAN: FF or 00 (X.690 11.1). `tag` for IMPLICIT tagging. */
  boolean(tag = BOOLEAN): boolean {
    this.expect(tag)
    const value = this.bytes[this.contentStart]
    if (this.contentEnd - this.contentStart !== 1 || (value !== 0 && value !== 0xff))
      this.fail('a BOOLEAN is neither 00 nor FF')
    return value === 0xff
  }

  /** Moves over an INTEGER and checks that it is in its shortest form (X.690 8.3.2). */
  integer(tag = INTEGER): void {
    this.expect(tag)
    const problem = checkInteger(this.bytes, this.contentStart, this.contentEnd)
    if (problem !== null) this.fail(problem)
  }

  /** Reads a non-negative INTEGER below 2^31; a larger or negative one is `malformed`. */
  smallInteger(tag = INTEGER): number {
    this.integer(tag)
    const value = smallInteger(this.bytes, this.contentStart, this.contentEnd)
    return value ?? this.fail('an INTEGER is negative or too large for its purpose')
  }

  /** Reads an INTEGER as hex of its magnitude, `-` in front when negative. */
  integerHex(tag = INTEGER): string {
    this.integer(tag)
    return integerHex(this.bytes, this.contentStart, this.contentEnd)
  }

  /** Moves over an OBJECT IDENTIFIER and checks its form (X.690 8.19). */
  oid(tag = OBJECT_IDENTIFIER): void {
    this.expect(tag)
    const problem = checkOid(this.bytes, this.contentStart, this.contentEnd)
    if (problem !== null) this.fail(problem)
  }

  /** Reads an OBJECT IDENTIFIER as dotted text. */
  oidText(tag = OBJECT_IDENTIFIER): string {
    this.oid(tag)
    return oidText(this.bytes, this.contentStart, this.contentEnd)
  }

  /** Reads a BIT STRING whose bits fill whole octets. @returns a view on the octets. */
  bitOctets(tag = BIT_STRING): Uint8Array {
    this.bitString(tag)
    if (this.bytes[this.contentStart] !== 0) this.fail('a BIT STRING does not fill whole octets')
    return this.bytes.subarray(this.contentStart + 1, this.contentEnd)
  }

  /** Moves over a BIT STRING and checks its form (X.690 11.2.1). */
  bitString(tag = BIT_STRING): void {
    this.expect(tag)
    const problem = checkBitString(this.bytes, this.contentStart, this.contentEnd)
    if (problem !== null) this.fail(problem)
  }

  /** Reads an OCTET STRING. @returns a view on its content. */
  octets(tag = OCTET_STRING): Uint8Array {
    this.expect(tag)
    return this.content()
  }

  /** Reads a NULL. */
  null(): void {
    this.expect(NULL)
    if (this.contentEnd !== this.contentStart) this.fail('a NULL is not empty')
  }
}
