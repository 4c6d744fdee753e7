import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { readDnsName } from '../profile/dns-name.ts'

/** What is asked for: a DNS name, with `*.` in front for a wildcard, an address, a mail address, or a device. */
export interface WantedName {
  readonly type: 'dns' | 'ip' | 'email' | 'permanent-identifier'
  readonly value: string
}

/**
 * Brings approved names into the form in which they are compared: lower-case A-labels, canonical addresses.
 * @throws ChanceryError `invalid-input` with each that is neither a DNS name nor an address or range
 */
export function readApprovedNames(texts: readonly string[]): string[] {
  const reasons: { where: string; rule: string; message: string }[] = []
  const read = texts.flatMap((text) => {
    const value = approvedForm(text.trim())
    if (value !== null) return [value]
    reasons.push({
      where: text,
      rule: 'acme.approved-name',
      message: `"${text}" is neither a DNS name nor an address or a range of addresses.`
    })
    return []
  })
  if (reasons.length > 0) throw new ChanceryError('invalid-input', reasons[0]?.message ?? '', { reasons })
  return [...new Set(read)]
}

function approvedForm(text: string): string | null {
  if (isIP(text) !== 0) return canonicalAddress(text)
  if (text.includes('/')) {
    try {
      const [network, bits] = ipaddr.parseCIDR(text)
      return `${network.toString()}/${bits}`
    } catch {
      return null
    }
  }
  const name = readDnsName(text)
  return 'value' in name ? name.value : null
}

/** @returns the one text of an address (RFC 5952 for version 6) */
export function canonicalAddress(text: string): string {
  const address = ipaddr.parse(text)
  return address.kind() === 'ipv6' ? (address as ipaddr.IPv6).toRFC5952String() : address.toString()
}

/**
 * @param approved as `readApprovedNames` gave them; `*.example.test` stands for example.test, all below it, and wildcards
 * @returns the approved name that covers what is wanted, or null
 */
export function approvedBy(approved: readonly string[], wanted: WantedName): string | null {
  // Approved names are hosts: who has a mailbox below one is another question, and a device attests itself in any case.
  if (wanted.type === 'email' || wanted.type === 'permanent-identifier') return null
  return (
    approved.find((one) => (wanted.type === 'ip' ? coversAddress(one, wanted.value) : coversName(one, wanted.value))) ??
    null
  )
}

function coversName(approved: string, wanted: string): boolean {
  if (!approved.startsWith('*.')) return approved === wanted
  const domain = approved.slice(2)
  return wanted === domain || wanted.endsWith(`.${domain}`)
}

function coversAddress(approved: string, wanted: string): boolean {
  if (approved === wanted) return true
  if (!approved.includes('/')) return false
  const [network, bits] = ipaddr.parseCIDR(approved)
  const address = ipaddr.parse(wanted)
  return address.kind() === network.kind() && address.match(network, bits)
}
