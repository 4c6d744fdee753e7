/** Eight octets that come twice: by chance once in 2^50 moduli of 512 octets. */
const windowBytes = 8

/**
 * Is the number written with a pattern, as only a faulty or playful generator does: one octet far too often
 * (long runs of zeros), or the same eight octets more than once?
 * @returns what stands out, or null.
 */
export function bytePattern(bytes: Uint8Array): string | null {
  const counts = new Uint16Array(256)
  for (const octet of bytes) counts[octet]!++
  const most = Math.max(...counts)
  // An octet comes once in 256; sixteen times or more in 256 octets has a chance below 10^-11 for all octets together.
  const limit = Math.max(16, bytes.length / 12)
  if (most >= limit) return `the octet ${hex(counts.indexOf(most))} comes ${most} times in ${bytes.length} octets`
  const seen = new Set<bigint>()
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  for (let start = 0; start + windowBytes <= bytes.length; start++) {
    const window = view.getBigUint64(start)
    if (seen.has(window)) return `the octets ${window.toString(16).padStart(16, '0')} come more than once`
    seen.add(window)
  }
  return null
}

const hex = (octet: number): string => octet.toString(16).padStart(2, '0')
