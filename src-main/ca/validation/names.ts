import { getPublicSuffix, parse } from 'tldts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { readDnsName } from '../profile/dns-name.ts'
import { readEmailAddress } from '../profile/email-address.ts'

/**
 * @returns a domain in lower-case A-labels that somebody can control: neither a wildcard nor a suffix under which the
 *   public registers names (BR 3.2.2.6; ICANN and private sections of the public suffix list)
 * @throws ChanceryError `invalid-input`
 */
export function readDomain(text: string): string {
  const read = readDnsName(text.trim().replace(/\.$/, ''))
  if ('problem' in read) throw new ChanceryError('invalid-input', `"${text}" is not a domain: ${read.problem}.`)
  if (read.value.startsWith('*.'))
    throw new ChanceryError(
      'invalid-input',
      `Prove ${read.value.slice(2)} itself: a proof by TXT record covers the wildcard too.`
    )
  const facts = parse(read.value, { allowPrivateDomains: true, validateHostname: false })
  const known = facts.isIcann === true || facts.isPrivate === true
  if (known && getPublicSuffix(read.value, { allowPrivateDomains: true }) === read.value)
    throw new ChanceryError(
      'invalid-input',
      `${read.value} is a public suffix: names below it belong to many, so nobody proves it as a whole (BR 3.2.2.6).`
    )
  return read.value
}

/** @returns a mailbox, its domain in lower-case A-labels. @throws ChanceryError `invalid-input` */
export function readMailbox(text: string): string {
  const read = readEmailAddress(text.trim())
  if ('problem' in read) throw new ChanceryError('invalid-input', `"${text}" is not a mail address: ${read.problem}.`)
  const { value } = read
  if (value.kind !== 'email' && value.kind !== 'smtp-utf8')
    throw new ChanceryError('invalid-input', `"${text}" is not a mail address.`)
  return value.value
}

/** @returns the name and all names above it, without the root */
export function withAncestors(name: string): string[] {
  const labels = name.split('.')
  return labels.map((_, index) => labels.slice(index).join('.'))
}

/** @returns the domain of a mailbox */
export function domainOf(mailbox: string): string {
  return mailbox.slice(mailbox.lastIndexOf('@') + 1)
}
