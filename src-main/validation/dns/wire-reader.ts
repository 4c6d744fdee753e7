import { ChanceryError } from '../../../src-shared/errors.ts'
import { type DnsName, maxNameLength, nameOf, wireLength } from './name.ts'

interface ReadName {
  readonly labels: readonly string[]
  readonly name: DnsName
}

/** A place in a message. Every read beyond `end` is refused. */
export class WireReader {
  readonly bytes: Uint8Array
  at: number
  readonly end: number
  /** Names by the place that a pointer leads to: a message that points to one long name a thousand times is read quickly. */
  private readonly pointedTo: Map<number, ReadName>

  constructor(bytes: Uint8Array, at = 0, end = bytes.length, whole?: WireReader) {
    this.bytes = bytes
    this.at = at
    this.end = end
    this.pointedTo = whole?.pointedTo ?? new Map<number, ReadName>()
  }

  get left(): number {
    return this.end - this.at
  }

  u8(): number {
    return this.take(1)[0] ?? 0
  }

  u16(): number {
    return this.u8() * 0x100 + this.u8()
  }

  u32(): number {
    return this.u16() * 0x10000 + this.u16()
  }

  /** @returns the next octets, not copied */
  take(length: number): Uint8Array {
    if (length > this.left) malformed('it ends early')
    this.at += length
    return this.bytes.subarray(this.at - length, this.at)
  }

  /** @returns a copy of the next octets, which does not hold the message in memory */
  copy(length: number): Uint8Array {
    return this.take(length).slice()
  }

  /** @returns a reader of the next octets, which may point back into the message */
  part(length: number): WireReader {
    const start = this.at
    this.take(length)
    return new WireReader(this.bytes, start, start + length, this)
  }

  /**
   * A name, compressed or not (RFC 1035 4.1.4). A pointer must lead to before the place where the name read so far began:
   * so a loop is impossible, and the limit of 255 octets bounds the work.
   */
  name(compression: 'allowed' | 'refused' = 'allowed'): DnsName {
    const labels: string[] = []
    let total = 1
    let at = this.at
    let limit = this.end
    let lowest = this.at
    let after: number | undefined
    let first: { readonly target: number; readonly own: number } | undefined
    for (;;) {
      const length = this.octet(at, limit)
      if (length >= 0xc0) {
        if (compression === 'refused') malformed('a name is compressed where RFC 4034 forbids it')
        const target = (length & 0x3f) * 0x100 + this.octet(at + 1, limit)
        after ??= at + 2
        const known = this.pointedTo.get(target)
        if (known !== undefined && target < lowest) return this.known(known, labels, after)
        first ??= { target, own: labels.length }
        if (target >= lowest) malformed('a compression pointer does not lead back (RFC 1035 4.1.4)')
        at = target
        limit = lowest
        lowest = target
      } else if (length > 63) malformed('a label is of an unknown kind (RFC 6891 5)')
      else if (length === 0) {
        this.at = after ?? at + 1
        if (first !== undefined) {
          const rest = labels.slice(first.own)
          this.pointedTo.set(first.target, { labels: rest, name: nameOf(rest) })
        }
        return nameOf(labels)
      } else {
        total += length + 1
        if (total > maxNameLength) tooLong()
        if (at + 1 + length > limit) malformed('a label ends early')
        labels.push(latin1(this.bytes.subarray(at + 1, at + 1 + length)))
        at += length + 1
      }
    }
  }

  private known(rest: ReadName, own: readonly string[], after: number): DnsName {
    if (wireLength([...own, ...rest.labels]) > maxNameLength) tooLong()
    this.at = after
    return own.length === 0 ? rest.name : nameOf([...own, ...rest.labels])
  }

  private octet(at: number, limit: number): number {
    const value = at < limit ? this.bytes[at] : undefined
    return value ?? malformed('a name ends early')
  }
}

function tooLong(): never {
  return malformed(`a name is longer than ${maxNameLength} octets (RFC 1035 2.3.4)`)
}

function latin1(octets: Uint8Array): string {
  return String.fromCharCode(...octets)
}

/** @throws ChanceryError `malformed` */
export function malformed(why: string): never {
  throw new ChanceryError('malformed', `The DNS message cannot be read: ${why}.`)
}
