import { getPublicSuffix, parse } from 'tldts'
import { toASCII } from 'tr46'
import { unusable, type Named } from './named.ts'

/** RFC 1034 3.1: 255 octets on the wire are 253 characters of text. */
const MAX_NAME = 253
const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
/** Preferred name syntax of RFC 1034 3.5 as changed by RFC 1123 2.1. */
const preferred = new RegExp(`^${label}(?:\\.${label})*$`)
const clause = 'RFC 5280 4.2.1.6'

/**
 * Reads a DNS name as people write it and gives it in the form of certificates: lower-case A-labels (RFC 5280 7.2, UTS 46
 * without transitional processing), letters, digits and hyphens, no dot at the end.
 * @param text may begin with `*.`; whether that is allowed is the profile's affair.
 */
export function readDnsName(text: string): Named<string> {
  if (text.length > 1000) return unusable('the name is longer than any DNS name', clause)
  const wildcard = text.startsWith('*.')
  const rest = wildcard ? text.slice(2) : text
  if (rest.includes('*')) return unusable('an asterisk may only be the whole first label', 'RFC 9525 6.3')
  const ascii = toALabels(rest)
  if (ascii === null) return unusable('it is not a DNS name of letters, digits and hyphens', clause)
  if (/(?:^|\.)\d+$/.test(ascii))
    return unusable('a DNS name does not end in a number; give an address as an IP address', 'RFC 1123 2.1')
  if (wildcard && !ascii.includes('.'))
    return unusable('a wildcard needs a domain of at least two labels below it', 'RFC 9525 6.3')
  const name = wildcard ? `*.${ascii}` : ascii
  return name.length > MAX_NAME
    ? unusable(`it has ${name.length} characters, a DNS name at most ${MAX_NAME}`, clause)
    : { value: name }
}

function toALabels(text: string): string | null {
  const lower = text.toLowerCase()
  if (preferred.test(lower) && !/(?:^|\.)..--/.test(lower)) return lower
  const ascii = toASCII(text, {
    checkBidi: true,
    checkHyphens: true,
    checkJoiners: true,
    useSTD3ASCIIRules: true,
    verifyDNSLength: true,
    transitionalProcessing: false
  })
  return ascii !== null && preferred.test(ascii) ? ascii : null
}

/** @returns whether the text is a DNS name with at least two labels, as a commonName would have one. */
export function looksLikeDnsName(text: string): boolean {
  return text.includes('.') && !text.includes(' ') && 'value' in readDnsName(text)
}

/** @returns the registrable domain (public suffix and one label, private suffixes counted), or the name itself. */
export function registrableDomain(name: string): string {
  const host = name.startsWith('*.') ? name.slice(2) : name
  return parse(host, { allowPrivateDomains: true, validateHostname: false }).domain ?? host
}

/** @returns whether a wildcard stands directly on a suffix under which the public registers names (BR 3.2.2.6). */
export function wildcardOnPublicSuffix(name: string): boolean {
  if (!name.startsWith('*.')) return false
  const host = name.slice(2)
  const facts = parse(host, { allowPrivateDomains: true, validateHostname: false })
  return (
    (facts.isIcann === true || facts.isPrivate === true) &&
    getPublicSuffix(host, { allowPrivateDomains: true }) === host
  )
}
