import { malformed, type WireReader } from './wire-reader.ts'

/** The type bit maps field to its end: RFC 4034 4.1.2, windows ascending, none empty. @returns types ascending */
export function readTypeBitmap(reader: WireReader): number[] {
  const types: number[] = []
  let last = -1
  while (reader.left > 0) {
    const window = reader.u8()
    const length = reader.u8()
    if (window <= last) malformed('the windows of a type bit map are out of order (RFC 4034 4.1.2)')
    if (length < 1 || length > 32) malformed('a window of a type bit map has a wrong length (RFC 4034 4.1.2)')
    last = window
    for (const [index, octet] of reader.take(length).entries())
      for (let bit = 0; bit < 8; bit++) if ((octet & (0x80 >> bit)) !== 0) types.push(window * 256 + index * 8 + bit)
  }
  return types
}

export function writeTypeBitmap(types: readonly number[]): Uint8Array {
  const windows = new Map<number, Uint8Array>()
  for (const type of types) {
    const octets = windows.get(type >> 8) ?? new Uint8Array(32)
    const index = (type & 0xff) >> 3
    octets[index] = (octets[index] ?? 0) | (0x80 >> (type & 7))
    windows.set(type >> 8, octets)
  }
  const parts = [...windows]
    .sort(([a], [b]) => a - b)
    .map(([window, octets]) => {
      const length = octets.findLastIndex((octet) => octet !== 0) + 1
      return [window, length, ...octets.subarray(0, length)]
    })
  return Uint8Array.from(parts.flat())
}
