import { type DnsName, labelsOf, lower, nameOf } from './name.ts'

/** Collects octets of a message. */
export class WireWriter {
  private bytes = new Uint8Array(512)
  length = 0
  /** Offsets of names written so far, in lower case; absent where names are not compressed. */
  private readonly offsets: Map<DnsName, number> | undefined

  constructor(names: 'compressed' | 'whole') {
    this.offsets = names === 'compressed' ? new Map() : undefined
  }

  u8(value: number): this {
    this.grow(1)
    this.bytes[this.length++] = value
    return this
  }

  u16(value: number): this {
    return this.u8(value >>> 8).u8(value & 0xff)
  }

  u32(value: number): this {
    return this.u16(Math.floor(value / 0x10000)).u16(value % 0x10000)
  }

  octets(octets: Uint8Array): this {
    this.grow(octets.length)
    this.bytes.set(octets, this.length)
    this.length += octets.length
    return this
  }

  /** Octets after a length octet. */
  counted(octets: Uint8Array): this {
    return this.u8(octets.length).octets(octets)
  }

  /** RFC 1035 4.1.4: a pointer where the same rest of a name stands already. */
  name(name: DnsName): this {
    const labels = labelsOf(name)
    for (const [index, label] of labels.entries()) {
      const rest = this.offsets === undefined ? '' : lower(nameOf(labels.slice(index)))
      const known = this.offsets?.get(rest)
      if (known !== undefined) return this.u16(0xc000 | known)
      if (this.length < 0x4000) this.offsets?.set(rest, this.length)
      this.wholeLabel(label)
    }
    return this.u8(0)
  }

  /** A name that is never compressed: RRSIG, NSEC and DNAME data (RFC 4034 3.1.7, 4.1.1; RFC 6672 2.5). */
  wholeName(name: DnsName): this {
    for (const label of labelsOf(name)) this.wholeLabel(label)
    return this.u8(0)
  }

  /** Writes what `write` writes, after its length as two octets. */
  sized(write: (writer: this) => void): this {
    const at = this.length
    this.u16(0)
    write(this)
    const length = this.length - at - 2
    this.bytes[at] = length >>> 8
    this.bytes[at + 1] = length & 0xff
    return this
  }

  finish(): Uint8Array {
    return this.bytes.slice(0, this.length)
  }

  private wholeLabel(label: string): void {
    this.u8(label.length)
    for (let index = 0; index < label.length; index++) this.u8(label.charCodeAt(index))
  }

  private grow(more: number): void {
    if (this.length + more <= this.bytes.length) return
    const larger = new Uint8Array(Math.max(2 * this.bytes.length, this.length + more))
    larger.set(this.bytes)
    this.bytes = larger
  }
}

/** @returns the octets of one name, whole, as it is written */
export function nameOctets(name: DnsName): Uint8Array {
  return new WireWriter('whole').wholeName(name).finish()
}
