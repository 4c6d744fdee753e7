/** @returns what is wrong with the content of a BIT STRING, or null. X.690 8.6.2, 11.2.1. */
export function checkBitString(bytes: Uint8Array, start: number, end: number): string | null {
  if (start >= end) return 'a BIT STRING has no octet for its unused bits'
  const unused = bytes[start]!
  if (unused > 7) return `a BIT STRING claims ${unused} unused bits`
  if (unused === 0) return null
  if (end - start === 1) return 'an empty BIT STRING claims unused bits'
  return (bytes[end - 1]! & ((1 << unused) - 1)) === 0 ? null : 'unused bits of a BIT STRING are not zero'
}

/** @returns the numbers of the bits that are set, first bit 0, of a checked BIT STRING content (a NamedBitList). */
export function setBits(bytes: Uint8Array, start: number, end: number): number[] {
  const bits: number[] = []
  for (let at = start + 1; at < end; at++) {
    for (let bit = 0; bit < 8; bit++) if ((bytes[at]! & (0x80 >> bit)) !== 0) bits.push((at - start - 1) * 8 + bit)
  }
  return bits
}

/** @returns the content of a BIT STRING with these bits set and no trailing zero bits (X.690 11.2.2). */
export function namedBits(bits: readonly number[]): Uint8Array {
  if (bits.length === 0) return Uint8Array.of(0)
  const last = Math.max(...bits)
  const content = new Uint8Array(2 + (last >> 3))
  content[0] = 7 - (last & 7)
  for (const bit of bits) content[1 + (bit >> 3)]! |= 0x80 >> (bit & 7)
  return content
}
