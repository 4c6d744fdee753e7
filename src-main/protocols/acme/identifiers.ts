import { isIP } from 'node:net'
import { canonicalAddress } from '../../ca/acme/approved-names.ts'
import { readEmailAddress } from '../../ca/profile/email-address.ts'
import { deviceIdentifier, type AcmeSettings } from '../../../src-shared/model/acme.ts'
import { readDnsName } from '../../ca/profile/dns-name.ts'
import type { AcmeIdentifier } from '../../store/acme.ts'
import { Problem, type Subproblem } from './problem.ts'

/** An identifier of an order, with the ancestor to be proven in its place where one was named (RFC 9444 4). */
export interface OrderedIdentifier extends AcmeIdentifier {
  readonly ancestor: string | null
}

/** What a service certifies beside names and addresses. */
export interface TakenTypes {
  readonly mail: boolean
  readonly devices: boolean
}

/** @returns the same by the challenges that a service offers: each of these types has one, and no other */
export function takenTypes({ challenges }: Pick<AcmeSettings, 'challenges'>): TakenTypes {
  return { mail: challenges.includes('email-reply-00'), devices: challenges.includes('device-attest-01') }
}

/**
 * Reads the identifiers of an order: DNS names as lower-case A-labels, addresses in canonical form (RFC 8738 3), mail
 * addresses (RFC 8823), devices (draft-ietf-acme-device-attest 3). A device stands alone in its order.
 * @param takes what the service certifies beside names and addresses
 * @throws Problem `malformed`, `unsupportedIdentifier`, `rejectedIdentifier`, with a subproblem for each where several are wrong
 */
export function readIdentifiers(value: unknown, most: number, takes: TakenTypes): readonly OrderedIdentifier[] {
  if (!Array.isArray(value) || value.length === 0)
    throw new Problem('malformed', 'identifiers is a list of at least one identifier.')
  if (value.length > most)
    throw new Problem('malformed', `An order has at most ${most} identifiers here; this one has ${value.length}.`)
  const wrong: Subproblem[] = []
  const read = value.flatMap((one: unknown): OrderedIdentifier[] => {
    const identifier = readIdentifier(one, takes)
    if (!('detail' in identifier)) return [identifier]
    wrong.push(identifier)
    return []
  })
  throwAll(wrong)
  if (takes.devices && read.length > 1 && read.some(({ type }) => type === 'permanent-identifier'))
    throw new Problem(
      'malformed',
      'A device is certified by an order of its own here; order other names apart from it.'
    )
  const seen = new Set<string>()
  return read.filter(({ type, value: name }) => !seen.has(`${type}:${name}`) && seen.add(`${type}:${name}`).size > 0)
}

/** @throws Problem with the subproblems where there are any; one alone is the problem itself */
export function throwAll(wrong: readonly Subproblem[]): void {
  const [first] = wrong
  if (first === undefined) return
  const sameType = wrong.every(({ type }) => type === first.type)
  throw new Problem(
    wrong.length === 1 || sameType ? first.type : 'compound',
    wrong.length === 1 ? first.detail : `${wrong.length} identifiers are refused.`,
    {
      subproblems: wrong
    }
  )
}

function readIdentifier(value: unknown, takes: TakenTypes): OrderedIdentifier | Subproblem {
  const members: Readonly<Record<string, unknown>> = typeof value === 'object' && value !== null ? { ...value } : {}
  const { type, value: text, ancestorDomain } = members
  if (typeof type !== 'string' || typeof text !== 'string' || text.length > 300)
    return { type: 'malformed', detail: 'An identifier has the members type and value, both text.' }
  if (type === 'ip') return readAddress(text)
  if (type === 'email' && takes.mail) return readMailAddress(text)
  if (type === 'permanent-identifier' && takes.devices) return readDevice(text)
  if (type !== 'dns')
    return {
      type: 'unsupportedIdentifier',
      detail: `Identifiers of type "${type.slice(0, 40)}" are not certified here.`
    }
  const refused = (detail: string): Subproblem => ({
    type: 'malformed',
    detail,
    identifier: { type: 'dns', value: text }
  })
  if (isIP(text) !== 0) return refused(`"${text}" is an address; order it with the type "ip" (RFC 8738 3).`)
  const name = readDnsName(text)
  if ('problem' in name) return refused(`"${text}" cannot be certified: ${name.problem}.`)
  if (ancestorDomain === undefined) return { type: 'dns', value: name.value, ancestor: null }
  const ancestor = typeof ancestorDomain === 'string' ? readDnsName(ancestorDomain) : null
  const below = name.value.replace(/^\*\./, '')
  if (
    ancestor === null ||
    'problem' in ancestor ||
    ancestor.value.startsWith('*.') ||
    !(below === ancestor.value || below.endsWith(`.${ancestor.value}`))
  )
    return refused(`ancestorDomain of "${text}" is not an ancestor of it (RFC 9444 4).`)
  return { type: 'dns', value: name.value, ancestor: ancestor.value }
}

function readAddress(text: string): OrderedIdentifier | Subproblem {
  const canonical = isIP(text) === 0 || text.includes('%') ? null : canonicalAddress(text)
  return canonical === null
    ? {
        type: 'malformed',
        detail: `"${text}" is not an address in the form of RFC 8738 3.`,
        identifier: { type: 'ip', value: text }
      }
    : { type: 'ip', value: canonical, ancestor: null }
}

/** RFC 8823 3 and 5: an ASCII mailbox, never with an asterisk; its domain becomes lower-case A-labels. */
function readMailAddress(text: string): OrderedIdentifier | Subproblem {
  const refused = (detail: string): Subproblem => ({
    type: 'malformed',
    detail,
    identifier: { type: 'email', value: text }
  })
  if (text.includes('*')) return refused(`"${text}" has an asterisk, which a mail address here has not (RFC 8823 3).`)
  const read = readEmailAddress(text)
  if ('problem' in read) return refused(`"${text}" cannot be certified: ${read.problem}.`)
  return read.value.kind === 'email'
    ? { type: 'email', value: read.value.value, ancestor: null }
    : {
        type: 'unsupportedIdentifier',
        detail: `"${text}" has a local part that is not ASCII, which is not certified through ACME here.`,
        identifier: { type: 'email', value: text }
      }
}

/** draft-ietf-acme-device-attest 3.1, without an assigner: neither format attests one. */
function readDevice(text: string): OrderedIdentifier | Subproblem {
  const identifier = { type: 'permanent-identifier', value: text } as const
  if (text.includes('/'))
    return {
      type: 'rejectedIdentifier',
      detail: `"${text}" names an assigner. Order the serial number or UDID alone, as the device attests it.`,
      identifier
    }
  return deviceIdentifier.safeParse(text).success
    ? { ...identifier, ancestor: null }
    : { type: 'malformed', detail: `"${text}" is no serial number and no UDID.`, identifier }
}

/** @returns the same text for the same set of identifiers */
export function namesKey(identifiers: readonly AcmeIdentifier[]): string {
  return identifiers
    .map(({ type, value }) => `${type}:${value}`)
    .toSorted()
    .join(' ')
}

/** @returns name without asterisk, and whether there was one */
export function baseOf(identifier: AcmeIdentifier): { readonly value: string; readonly wildcard: boolean } {
  return identifier.value.startsWith('*.')
    ? { value: identifier.value.slice(2), wildcard: true }
    : { value: identifier.value, wildcard: false }
}
