import { ChanceryError } from '../../src-shared/errors.ts'

/** @returns 4 or 16 octets of an address written as dotted text or as RFC 4291 2.2, or null when it is neither. No zone ids. */
export function ipOctets(text: string): Uint8Array | null {
  return text.includes(':') ? ipv6Octets(text) : ipv4Octets(text)
}

function ipv4Octets(text: string): Uint8Array | null {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9][0-9]{0,2})$/.test(part) && Number(part) <= 255))
    return null
  return Uint8Array.from(parts, Number)
}

function ipv6Octets(text: string): Uint8Array | null {
  if (text.length > 45) return null
  let rest = text
  let tail: Uint8Array | null = null
  const lastColon = text.lastIndexOf(':')
  if (text.includes('.')) {
    tail = ipv4Octets(text.slice(lastColon + 1))
    if (tail === null) return null
    rest = `${text.slice(0, lastColon + 1)}0:0`
  }
  const halves = rest.split('::')
  if (halves.length > 2) return null
  const [head = [], end = []] = halves.map((half) => (half === '' ? [] : half.split(':')))
  const groups = head.length + end.length
  if (halves.length === 1 ? groups !== 8 : groups > 7) return null
  if (![...head, ...end].every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return null
  const all = [...head, ...Array.from({ length: 8 - groups }, () => '0'), ...end].map((group) =>
    Number.parseInt(group, 16)
  )
  const octets = Uint8Array.from(all.flatMap((group) => [group >> 8, group & 0xff]))
  if (tail !== null) octets.set(tail, 12)
  return octets
}

/** @returns the text of 4 or 16 octets, IPv6 as RFC 5952 writes it. */
export function ipText(octets: Uint8Array): string {
  if (octets.length === 4) return octets.join('.')
  const groups = Array.from({ length: 8 }, (_, i) => (octets[2 * i]! << 8) | octets[2 * i + 1]!)
  let [best, bestLength] = [-1, 1]
  for (let i = 0; i < 8; i++) {
    let length = 0
    while (i + length < 8 && groups[i + length] === 0) length++
    if (length > bestLength) [best, bestLength] = [i, length]
    i += length
  }
  const hex = groups.map((group) => group.toString(16))
  if (best < 0) return hex.join(':')
  return `${hex.slice(0, best).join(':')}::${hex.slice(best + bestLength).join(':')}`
}

/**
 * @returns address and mask (8 or 32 octets) of a range as name constraints carry it (RFC 5280 4.2.1.10), from
 * `10.0.0.0/8`, `10.0.0.0/255.0.0.0` or `2001:db8::/32`. @throws ChanceryError `invalid-input`.
 */
export function ipRangeOctets(text: string): Uint8Array {
  const slash = text.indexOf('/')
  const address = slash < 0 ? null : ipOctets(text.slice(0, slash))
  const mask = address === null ? null : maskOctets(text.slice(slash + 1), address.length)
  if (address === null || mask === null)
    throw new ChanceryError(
      'invalid-input',
      `“${text.slice(0, 100)}” is not an address range. Write it like 10.0.0.0/8 or 2001:db8::/32.`
    )
  const range = new Uint8Array(address.length * 2)
  range.set(address)
  range.set(mask, address.length)
  return range
}

function maskOctets(text: string, length: number): Uint8Array | null {
  if (!/^[0-9]{1,3}$/.test(text)) {
    const mask = ipOctets(text)
    return mask !== null && mask.length === length ? mask : null
  }
  const bits = Number(text)
  if (bits > length * 8) return null
  return Uint8Array.from({ length }, (_, i) => 0xff & ~(0xff >> Math.max(0, Math.min(8, bits - 8 * i))))
}

/** @returns the text of 8 or 32 octets of address and mask: prefix length where the mask is one, else the mask. */
export function ipRangeText(octets: Uint8Array): string {
  const half = octets.length / 2
  const mask = octets.subarray(half)
  const bits = mask.reduce((sum, octet) => sum + (octet.toString(2).match(/1/g)?.length ?? 0), 0)
  const prefix = maskOctets(String(bits), half)
  const isPrefix = prefix !== null && prefix.every((octet, i) => octet === mask[i])
  return `${ipText(octets.subarray(0, half))}/${isPrefix ? bits : ipText(mask)}`
}
