import ipaddr from 'ipaddr.js'

/** What a validator may connect to: the Internet, private networks too, or anything. */
export type AddressRule = 'public' | 'private' | 'any'

/** Ranges of RFC 1918, RFC 4193 and RFC 6598, as ipaddr.js calls them. */
const privateRanges: ReadonlySet<string> = new Set(['private', 'uniqueLocal', 'carrierGradeNat'])

/** Only these of version 6 are handed out for the Internet (RFC 4291 2.4, IANA); ::/96, once for version 4, is among the rest. */
const globalUnicast = ipaddr.parseCIDR('2000::/3')

/**
 * Where clouds tell a machine who it is and give it credentials, outside of the link-local range: Alibaba, AWS, Google and
 * Scaleway over version 6, Azure.
 */
const cloudServices: ReadonlySet<string> = new Set(
  ['100.100.100.200', 'fd00:ec2::254', 'fd20:ce::254', 'fd00:42::42', '168.63.129.16'].map((one) =>
    ipaddr.parse(one).toNormalizedString()
  )
)

/**
 * Whether a validator may connect to an address. Without a rule, whoever may ask for a validation could make this machine
 * speak to its own loopback services (RFC 8555 10.4).
 * @returns why not, or null
 */
export function whyNotAddress(address: string, rule: AddressRule): string | null {
  if (rule === 'any') return null
  if (!ipaddr.isValid(address)) return 'it is not an address'
  const parsed = ipaddr.process(address)
  if (cloudServices.has(parsed.toNormalizedString()))
    return 'it belongs to the cloud that a machine runs in, which a validator does not connect to'
  const range = parsed.range()
  if (range === 'unicast')
    return parsed.kind() === 'ipv4' || parsed.match(globalUnicast)
      ? null
      : 'it is not an address of the Internet, which a validator does not connect to'
  if (rule === 'private' && privateRanges.has(range)) return null
  return privateRanges.has(range)
    ? `it lies in a private network (${range}), and only public addresses are connected to`
    : `it is a ${range} address, which a validator does not connect to`
}
