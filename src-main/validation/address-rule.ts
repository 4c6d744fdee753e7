import ipaddr from 'ipaddr.js'

/** What a validator may connect to: the Internet, private networks too, or anything. */
export type AddressRule = 'public' | 'private' | 'any'

/** Ranges of RFC 1918, RFC 4193 and RFC 6598, as ipaddr.js calls them. */
const privateRanges: ReadonlySet<string> = new Set(['private', 'uniqueLocal', 'carrierGradeNat'])

/**
 * Whether a validator may connect to an address. Without a rule, whoever may ask for a validation could make this machine
 * speak to its own loopback services (RFC 8555 10.4).
 * @returns why not, or null
 */
export function whyNotAddress(address: string, rule: AddressRule): string | null {
  if (rule === 'any') return null
  if (!ipaddr.isValid(address)) return 'it is not an address'
  const range = ipaddr.process(address).range()
  if (range === 'unicast') return null
  if (rule === 'private' && privateRanges.has(range)) return null
  return privateRanges.has(range)
    ? `it lies in a private network (${range}), and only public addresses are connected to`
    : `it is a ${range} address, which a validator does not connect to`
}
