/** Matching of names that are text against the subtrees of RFC 5280 4.2.1.10. */

const lower = (text: string): string => text.toLowerCase().replace(/\.$/, '')

/** @returns whether the DNS name is the base or lies below it; a base that begins with a dot means below only. */
export function dnsWithin(name: string, base: string): boolean {
  const host = lower(name)
  const suffix = lower(base)
  if (suffix === '') return true
  if (suffix.startsWith('.')) return host.endsWith(suffix) && host.length > suffix.length
  return host === suffix || host.endsWith(`.${suffix}`)
}

/** @returns whether a host is the base itself, or lies below a base that begins with a dot (the rule for URIs and mailboxes). */
export function hostWithin(host: string, base: string): boolean {
  const name = lower(host)
  const wanted = lower(base)
  if (wanted === '') return true
  return wanted.startsWith('.') ? name.endsWith(wanted) && name.length > wanted.length : name === wanted
}

/** @returns whether the mailbox is the base mailbox, is on the base host, or on a host below a base with a leading dot. */
export function mailboxWithin(mailbox: string, base: string): boolean {
  const at = mailbox.lastIndexOf('@')
  if (at < 0) return false
  const baseAt = base.lastIndexOf('@')
  if (baseAt > 0) {
    // The local part keeps its case (RFC 5280 7.5).
    return (
      mailbox.slice(0, at) === base.slice(0, baseAt) && lower(mailbox.slice(at + 1)) === lower(base.slice(baseAt + 1))
    )
  }
  return hostWithin(mailbox.slice(at + 1), base)
}

/** @returns the host of an absolute URI, or null where it has none or it is an IP address, which a constraint cannot judge. */
export function hostOfUri(uri: string): string | null {
  const match = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#:[\]]+)(?::\d*)?(?:[/?#]|$)/.exec(uri)
  const host = match?.[1]
  if (host === undefined || /^[\d.]+$/.test(host)) return null
  return host
}
