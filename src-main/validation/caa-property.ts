import type { CaaData } from './dns/record.ts'

/** RFC 8659 4.1: bit 0 is Issuer Critical; the others are ignored. */
const criticalFlag = 0x80

/** Properties that are understood: RFC 8659 4.2-4.4, RFC 9495 3, and the contacts of the CA/Browser Forum BR A.1. */
const knownTags = ['issue', 'issuewild', 'issuemail', 'iodef', 'contactemail', 'contactphone'] as const
export type CaaTag = (typeof knownTags)[number]

export interface CaaProperty {
  readonly critical: boolean
  readonly flags: number
  /** In lower case (RFC 8659 4.1: tags are compared without regard to case). */
  readonly tag: string
  /** Undefined for a property that is not understood. */
  readonly known: CaaTag | undefined
  /** The value as text, octets outside ASCII as U+FFFD. Never trusted as markup. */
  readonly value: string
}

/** What an issue, issuewild or issuemail value says: RFC 8659 4.2. */
export interface IssueValue {
  /** In lower case; empty when nobody may issue. */
  readonly issuer: string
  readonly parameters: readonly { readonly tag: string; readonly value: string }[]
}

export function readProperty(data: CaaData): CaaProperty {
  const tag = data.tag.toLowerCase()
  return {
    critical: (data.flags & criticalFlag) !== 0,
    flags: data.flags,
    tag,
    known: knownTags.find((known) => known === tag),
    value: Array.from(data.value, (octet) => (octet < 0x80 ? String.fromCharCode(octet) : '\u{fffd}')).join('')
  }
}

/** ABNF of RFC 8659 4.2: label and tag are letters and digits, hyphens between them; value is visible but for `;`. */
const word = '[A-Za-z0-9](?:-*[A-Za-z0-9])*'
const issuerName = new RegExp(`^${word}(?:\\.${word})*$`)
const parameter = new RegExp(`^(${word})[ \\t]*=[ \\t]*([!-:<-~]*)$`)

/** @returns undefined for a value that is not of the syntax: it then forbids, as an empty issuer does (RFC 8659 4.2) */
export function readIssueValue(value: string): IssueValue | undefined {
  const [head = '', ...rest] = value.split(';').map((part) => part.replace(/^[ \t]+|[ \t]+$/g, ''))
  if (head !== '' && !issuerName.test(head)) return undefined
  // One semicolon may stand alone or at the end; between parameters none may be empty.
  const parts = rest.at(-1) === '' ? rest.slice(0, -1) : rest
  const parameters: { tag: string; value: string }[] = []
  for (const part of parts) {
    const match = parameter.exec(part)
    if (match?.[1] === undefined) return undefined
    parameters.push({ tag: match[1].toLowerCase(), value: match[2] ?? '' })
  }
  return { issuer: head.toLowerCase(), parameters }
}

/** Who asks, for the parameters of RFC 8657. */
export interface CaaAsker {
  /** URI of the account that asks; absent where there is none. */
  readonly accountUri?: string
  /** ACME name of the method by which control was proved (RFC 8657 4), or `ca-…` for one of our own. */
  readonly validationMethod?: string
}

/** @returns why the parameters forbid this asker, or undefined. Parameters of other names are ours to ignore (RFC 8659 4.2). */
export function unmetParameter(issue: IssueValue, asker: CaaAsker): string | undefined {
  const accounts = issue.parameters.filter(({ tag }) => tag === 'accounturi')
  const [account] = accounts
  // RFC 8657 3: several, or one that is no URI, can never be met.
  if (accounts.length > 1) return 'it names accounturi more than once (RFC 8657 3)'
  if (account !== undefined && account.value !== asker.accountUri)
    return asker.accountUri === undefined
      ? `it allows the account ${account.value} only, and the request comes from no account (RFC 8657 3)`
      : `it allows the account ${account.value} only, not ${asker.accountUri} (RFC 8657 3)`
  const lists = issue.parameters.filter(({ tag }) => tag === 'validationmethods')
  const [list] = lists
  if (lists.length > 1) return 'it names validationmethods more than once (RFC 8657 4)'
  if (list === undefined) return undefined
  if (!/^(?:[A-Za-z0-9-]+(?:,[A-Za-z0-9-]+)*)?$/.test(list.value))
    return `"${list.value}" is not a list of methods (RFC 8657 4)`
  const methods = list.value.toLowerCase().split(',')
  if (asker.validationMethod !== undefined && methods.includes(asker.validationMethod.toLowerCase())) return undefined
  return `it allows the methods ${list.value} only, not ${asker.validationMethod ?? 'none'} (RFC 8657 4)`
}
