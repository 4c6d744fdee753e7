import { ChanceryError } from '../../../src-shared/errors.ts'

/** One element of BER-TLV as ISO 7816-4 5.2.2 uses it: tags of one to three bytes, lengths up to 65,535. */
export interface Tlv {
  readonly tag: number
  readonly value: Uint8Array
}

/** @returns the element in bytes. */
export function tlv(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  const head: number[] = []
  for (let shift = tag > 0xffff ? 16 : tag > 0xff ? 8 : 0; shift >= 0; shift -= 8) head.push((tag >> shift) & 0xff)
  if (length < 0x80) head.push(length)
  else if (length < 0x100) head.push(0x81, length)
  else head.push(0x82, length >> 8, length & 0xff)
  const bytes = new Uint8Array(head.length + length)
  bytes.set(head)
  let at = head.length
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

/** @returns the elements that stand one after the other. @throws ChanceryError `malformed` */
export function readTlvs(bytes: Uint8Array, what = 'answer of the card'): Tlv[] {
  const found: Tlv[] = []
  let at = 0
  const byte = (): number => {
    const value = bytes[at++]
    if (value === undefined) throw new ChanceryError('malformed', `The ${what} ends inside an element.`)
    return value
  }
  while (at < bytes.length) {
    let tag = byte()
    if ((tag & 0x1f) === 0x1f) {
      let more = byte()
      tag = (tag << 8) | more
      if (more >= 0x80) {
        more = byte()
        tag = (tag << 8) | more
      }
      if (more >= 0x80) throw new ChanceryError('malformed', `The ${what} has a tag of more than three bytes.`)
    }
    let length = byte()
    if (length === 0x81) length = byte()
    else if (length === 0x82) length = byte() * 0x100 + byte()
    else if (length > 0x82) throw new ChanceryError('malformed', `The ${what} has a length that PIV does not use.`)
    if (at + length > bytes.length) throw new ChanceryError('malformed', `The ${what} ends inside an element.`)
    found.push({ tag, value: bytes.subarray(at, at + length) })
    at += length
  }
  return found
}

/** @returns the value of the first element with this tag, or undefined. @throws ChanceryError `malformed` */
export function findTlv(bytes: Uint8Array, tag: number, what?: string): Uint8Array | undefined {
  return readTlvs(bytes, what).find((one) => one.tag === tag)?.value
}
