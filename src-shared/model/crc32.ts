/** The polynomial of CRC-32 as Ethernet and ZIP have it (ISO 3309), bits reversed. */
const polynomial = 0xedb88320

const table = Uint32Array.from({ length: 256 }, (_, octet) => {
  let value = octet
  for (let bit = 0; bit < 8; bit++) value = (value & 1) === 1 ? (value >>> 1) ^ polynomial : value >>> 1
  return value >>> 0
})

/** @returns CRC-32 of the parts, one after the other */
export function crc32(parts: readonly Uint8Array[]): number {
  let sum = 0xffffffff
  for (const part of parts) for (const octet of part) sum = (table[(sum ^ octet) & 0xff] ?? 0) ^ (sum >>> 8)
  return (sum ^ 0xffffffff) >>> 0
}
