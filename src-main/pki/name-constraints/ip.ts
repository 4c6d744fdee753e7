import ipaddr from 'ipaddr.js'

/**
 * @param address dotted or colon text.
 * @param range address `/` prefix length or mask, as general names within constraints are written.
 * @returns whether the address lies in the range; an address of the other family does not; null for a malformed range.
 */
export function ipWithin(address: string, range: string): boolean | null {
  const slash = range.lastIndexOf('/')
  if (slash < 0 || !ipaddr.isValid(address)) return null
  const network = range.slice(0, slash)
  const maskText = range.slice(slash + 1)
  if (!ipaddr.isValid(network)) return null
  const bytes = ipaddr.parse(address).toByteArray()
  const base = ipaddr.parse(network).toByteArray()
  const mask = maskOf(maskText, base.length)
  if (mask === null) return null
  if (bytes.length !== base.length) return false
  return bytes.every((byte, index) => (byte & (mask[index] ?? 0)) === ((base[index] ?? 0) & (mask[index] ?? 0)))
}

function maskOf(text: string, octets: number): number[] | null {
  if (/^\d{1,3}$/.test(text)) {
    const bits = Number(text)
    if (bits > octets * 8) return null
    return Array.from({ length: octets }, (_, index) => 0xff & ~(0xff >> Math.min(8, Math.max(0, bits - index * 8))))
  }
  if (!ipaddr.isValid(text)) return null
  const mask = ipaddr.parse(text).toByteArray()
  return mask.length === octets ? mask : null
}
