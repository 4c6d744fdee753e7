/** Matching of names that are text against the subtrees of RFC 5280 4.2.1.10. */

const lower = (text: string): string => text.toLowerCase().replace(/\.$/, '')

/** Characters of host names as they are in use, with those of wildcards and of a leading dot. */
const hostText = /^[a-z0-9_.*-]*$/i

/**
 * @returns whether the DNS name is the base or lies below it; a base that begins with a dot means below only. null for a
 * text that is no host name, such as one with a NUL in it: verifiers differ in where it ends.
 */
export function dnsWithin(name: string, base: string): boolean | null {
  if (!hostText.test(name) || !hostText.test(base)) return null
  const host = lower(name)
  const suffix = lower(base)
  if (suffix === '') return true
  if (suffix.startsWith('.')) return host.endsWith(suffix) && host.length > suffix.length
  return host === suffix || host.endsWith(`.${suffix}`)
}

/** @returns whether a wildcard stands for the base itself among others: it takes the place of one label (RFC 6125 6.4.3). */
export function wildcardCovers(name: string, base: string): boolean {
  const [first, ...rest] = lower(name).split('.')
  const [label, ...above] = lower(base).split('.')
  return first?.includes('*') === true && label !== undefined && label !== '' && rest.join('.') === above.join('.')
}

/** @returns whether a host is the base itself, or lies below a base that begins with a dot (the rule for URIs and mailboxes). */
export function hostWithin(host: string, base: string): boolean {
  const name = lower(host)
  const wanted = lower(base)
  if (wanted === '') return true
  return wanted.startsWith('.') ? name.endsWith(wanted) && name.length > wanted.length : name === wanted
}

/**
 * @returns whether the mailbox is the base mailbox, is on the base host, or on a host below a base with a leading dot; null
 * for what is no mailbox.
 */
export function mailboxWithin(mailbox: string, base: string): boolean | null {
  const at = mailbox.lastIndexOf('@')
  if (at < 0) return null
  const baseAt = base.lastIndexOf('@')
  if (baseAt === 0) return null
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
  // An escaped host is another text for the same host.
  if (host === undefined || /^[\d.]+$/.test(host) || !hostText.test(host)) return null
  return host
}
