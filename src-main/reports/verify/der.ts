/** What is not DER, or not of the syntax that is read. */
export class Unreadable extends Error {}

/** One element of DER (X.690 10): its tag, what is inside, and all of it. */
export interface Der {
  readonly tag: number
  readonly content: Uint8Array
  readonly whole: Uint8Array
}

/**
 * The verifier reads DER with code of its own, so that it does not share the faults of what wrote it. It is strict:
 * one octet for the tag, definite lengths in the fewest octets, nothing left over.
 * @throws Unreadable
 */
export function readDer(bytes: Uint8Array): Der {
  const [one, ...more] = elements(bytes)
  if (one === undefined || more.length > 0) throw new Unreadable('one element expected')
  return one
}

/** @returns the elements inside. @throws Unreadable */
export function inside(der: Der, tag?: number): readonly Der[] {
  if (tag !== undefined && der.tag !== tag) throw new Unreadable(`tag ${tag} expected, ${der.tag} found`)
  return elements(der.content)
}

function elements(bytes: Uint8Array): Der[] {
  const found: Der[] = []
  let at = 0
  while (at < bytes.length) {
    const start = at
    const tag = bytes[at++] ?? 0
    if (tag === 0 || (tag & 0x1f) === 0x1f) throw new Unreadable('a tag that is not used here')
    let length = bytes[at++]
    if (length === undefined) throw new Unreadable('it ends inside an element')
    if (length >= 0x80) {
      const octets = length & 0x7f
      if (octets === 0 || octets > 4 || at + octets > bytes.length) throw new Unreadable('a length that is not DER')
      length = 0
      for (let n = 0; n < octets; n++) length = length * 256 + (bytes[at++] ?? 0)
      if (length < 0x80 || (octets > 1 && length < 2 ** (8 * (octets - 1))))
        throw new Unreadable('a length that is not in its shortest form')
    }
    if (at + length > bytes.length) throw new Unreadable('it ends inside an element')
    found.push({ tag, content: bytes.subarray(at, at + length), whole: bytes.subarray(start, at + length) })
    at += length
  }
  return found
}

/** A list of elements that is read from the front. */
export class Walk {
  readonly #left: Der[]
  constructor(list: readonly Der[]) {
    this.#left = [...list]
  }
  /** @throws Unreadable where the next has another tag or there is none */
  take(tag: number): Der {
    const next = this.#left.shift()
    if (next?.tag !== tag) throw new Unreadable(`tag ${tag} expected, ${next?.tag ?? 'nothing'} found`)
    return next
  }
  optional(tag: number): Der | null {
    return this.#left[0]?.tag === tag ? this.take(tag) : null
  }
  /** The next, whatever it is. */
  any(): Der {
    const next = this.#left.shift()
    if (next === undefined) throw new Unreadable('an element is missing')
    return next
  }
  /** @throws Unreadable where something is left */
  end(): void {
    if (this.#left.length > 0) throw new Unreadable('more than its syntax has')
  }
}

/** @returns an OBJECT IDENTIFIER in dots; its parts may be as long as those under 2.25 (ITU-T X.667). @throws Unreadable */
export function oidOf(der: Der): string {
  if (der.tag !== 0x06 || der.content.length === 0 || der.content.length > 64)
    throw new Unreadable('an object identifier expected')
  const parts: bigint[] = []
  let value = 0n
  for (const [at, octet] of der.content.entries()) {
    value = value * 128n + BigInt(octet & 0x7f)
    if (octet >= 0x80) {
      if (at === der.content.length - 1) throw new Unreadable('an object identifier that does not end')
      continue
    }
    if (parts.length === 0) {
      const first = value >= 80n ? 2n : value / 40n
      parts.push(first, value - 40n * first)
    } else parts.push(value)
    value = 0n
  }
  return parts.join('.')
}

/** @returns UTCTime or GeneralizedTime in UTC, Unix ms (RFC 5280 4.1.2.5; fractions as RFC 3161 2.4.2 has them). */
export function timeOf(der: Der): number {
  const text = String.fromCharCode(...der.content.subarray(0, 40))
  const found =
    der.tag === 0x17
      ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text)
      : der.tag === 0x18
        ? /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d{1,9}))?Z$/.exec(text)
        : null
  if (found === null) throw new Unreadable('a time that is not DER')
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1, 7).map(Number)
  const whole = der.tag === 0x17 ? year + (year < 50 ? 2000 : 1900) : year
  return Date.UTC(whole, month - 1, day, hour, minute, second) + Math.floor(Number(`0.${found[7] ?? '0'}`) * 1000)
}
