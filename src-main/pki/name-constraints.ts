import type { GeneralName, GeneralNameKind } from '../../src-shared/model/general-name.ts'
import type { NameValue } from '../../src-shared/model/name.ts'
import { otherNameIds } from './general-name.ts'
import type { GeneralSubtree, Name, NameConstraints } from './model.ts'
import { directoryWithin } from './name-constraints/directory.ts'
import { ipWithin } from './name-constraints/ip.ts'
import { dnsWithin, hostOfUri, hostWithin, mailboxWithin, wildcardCovers } from './name-constraints/text.ts'

/**
 * Name constraints of RFC 5280 4.2.1.10, gathered down a path. The permitted subtrees of each certificate stay a list
 * of their own: a name is inside the intersection exactly when it is inside one subtree of every list.
 */
export interface NameConstraintState {
  readonly permitted: readonly (readonly GeneralSubtree[])[]
  readonly excluded: readonly GeneralSubtree[]
}

/** No name is constrained: the state at the trust anchor. */
export const unconstrained: NameConstraintState = { permitted: [], excluded: [] }

/** @returns the state below a certificate that carries `constraints` (RFC 5280 6.1.4 (g)). */
export function addConstraints(state: NameConstraintState, constraints: NameConstraints): NameConstraintState {
  return {
    permitted: constraints.permitted.length === 0 ? state.permitted : [...state.permitted, constraints.permitted],
    excluded: [...state.excluded, ...constraints.excluded]
  }
}

/** One name that a path does not allow. */
export interface NameViolation {
  readonly name: GeneralName
  readonly kind: 'excluded' | 'not-permitted' | 'not-understood'
  /** The subtrees that say so, in words. */
  readonly subtrees: string
}

const emailAddressOid = '1.2.840.113549.1.9.1'

/**
 * Applies the constraints to the names of one certificate: its subject where not empty, every alternative name, and
 * the subject's emailAddress where there is no mailbox among the alternative names.
 * @returns every name that is refused, in the order met.
 */
export function violations(
  state: NameConstraintState,
  subject: Pick<Name, 'value' | 'isEmpty'>,
  alternativeNames: readonly GeneralName[]
): NameViolation[] {
  if (state.permitted.length === 0 && state.excluded.length === 0) return []
  const names: GeneralName[] = []
  if (!subject.isEmpty) names.push({ kind: 'directory', value: subject.value })
  names.push(...alternativeNames)
  if (!alternativeNames.some((name) => name.kind === 'email')) names.push(...mailboxesOf(subject.value))
  const found: NameViolation[] = []
  for (const name of names) {
    const violation = violationOf(state, name)
    if (violation !== null) found.push(violation)
  }
  return found
}

function mailboxesOf(subject: NameValue): GeneralName[] {
  return subject
    .flat()
    .filter((attribute) => attribute.oid === emailAddressOid && attribute.raw !== true)
    .map((attribute) => ({ kind: 'email', value: attribute.value }))
}

function violationOf(state: NameConstraintState, name: GeneralName): NameViolation | null {
  const kind = constraintKind(name)
  for (const subtree of state.excluded) {
    if (constraintKind(subtree.base) !== kind) continue
    const inside = isWithin(name, subtree)
    if (inside === null) return { name, kind: 'not-understood', subtrees: describeSubtree(subtree) }
    if (inside || standsFor(name, subtree)) return { name, kind: 'excluded', subtrees: describeSubtree(subtree) }
  }
  for (const list of state.permitted) {
    const relevant = list.filter((subtree) => constraintKind(subtree.base) === kind)
    if (relevant.length === 0) continue
    const answers = relevant.map((subtree) => isWithin(name, subtree))
    if (answers.includes(true)) continue
    const kindOfViolation = answers.includes(null) ? 'not-understood' : 'not-permitted'
    return { name, kind: kindOfViolation, subtrees: relevant.map(describeSubtree).join(', ') }
  }
  return null
}

/**
 * SmtpUTF8Mailbox names obey the constraints on mailboxes (RFC 9598 section 6). One of a known form that is written as
 * another type of string is of that form still: what it says cannot be judged, and must not slip by.
 */
function constraintKind(name: GeneralName): GeneralNameKind {
  if (name.kind === 'smtp-utf8' || (name.kind === 'other' && name.oid === otherNameIds.smtpUtf8)) return 'email'
  return name.kind === 'other' && name.oid === otherNameIds.upn ? 'upn' : name.kind
}

/** A wildcard of which one name is excluded is excluded. */
function standsFor(name: GeneralName, { base }: GeneralSubtree): boolean {
  return name.kind === 'dns' && base.kind === 'dns' && wildcardCovers(name.value, base.value)
}

/** @returns whether `name` lies in the subtree; null where this form of name or range is not one we can judge. */
function isWithin(name: GeneralName, subtree: GeneralSubtree): boolean | null {
  const base = subtree.base
  // RFC 5280 4.2.1.10: minimum is 0 and maximum absent within this profile; others are not understood.
  if (subtree.minimum !== 0 || subtree.maximum !== null) return null
  switch (name.kind) {
    case 'dns':
      return base.kind === 'dns' ? dnsWithin(name.value, base.value) : null
    case 'email':
    case 'smtp-utf8':
      return base.kind === 'email' || base.kind === 'smtp-utf8' ? mailboxWithin(name.value, base.value) : null
    case 'upn':
      return base.kind === 'upn' ? mailboxWithin(name.value, base.value.replace(/^@/, '')) : null
    case 'uri': {
      const host = hostOfUri(name.value)
      return base.kind === 'uri' && host !== null ? hostWithin(host, base.value) : null
    }
    case 'ip':
      return base.kind === 'ip' ? ipWithin(name.value, base.value) : null
    case 'directory':
      return base.kind === 'directory' ? directoryWithin(name.value, base.value) : null
    case 'other':
      // Constraints on other forms of otherName bind only names of the same type.
      return base.kind === 'other' && base.oid !== name.oid ? false : null
    case 'rid':
    case 'x400':
    case 'edi':
      return null
  }
}

function describeSubtree(subtree: GeneralSubtree): string {
  const { base } = subtree
  if (base.kind !== 'directory') return base.value === '' ? `every ${base.kind} name` : base.value
  return base.value.map((rdn) => rdn.map((attribute) => attribute.value).join('+')).join(', ')
}
