import { assertNever } from '../../../src-shared/assert-never.ts'
import { conditionFields, type CertificateCondition } from '../../../src-shared/api/certificates.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { certificateClass, certificateKind, certificateState } from '../../../src-shared/model/certificate.ts'
import { both, type CertificateFilter, type Moment } from '../../store/certificate-filter.ts'
import { byProfile, fewRows, narrowest } from '../../store/certificate-plan.ts'
import type { Reader } from '../../store/connection.ts'
import { requireAuthority } from '../authorities/find.ts'
import { requireProfileRow } from '../profiles/find.ts'
import { kindCondition } from './kind.ts'

const dayMs = 86_400_000

/** What a group of conditions that contradict each other lets through. */
export const nothing: CertificateFilter = { states: [], classes: [], createdFrom: 1, createdTo: 0 }

/**
 * @returns what all conditions of a group let through; `nothing` where they contradict each other
 * @throws ChanceryError `invalid-input` for a comparison that the field does not know or a value that is none of it; `not-found`
 */
export function conditionFilter(from: Reader, group: readonly CertificateCondition[], now: number): CertificateFilter {
  let all: CertificateFilter = {}
  for (const condition of group) {
    const more = both(all, oneCondition(from, condition, now))
    if (more === null) return nothing
    all = more
  }
  return all
}

function oneCondition(from: Reader, condition: CertificateCondition, now: number): CertificateFilter {
  const { field, is, value } = condition
  const known: readonly string[] = conditionFields[field]
  if (!known.includes(is))
    throw new ChanceryError('invalid-input', `The field ${field} is compared with: ${known.join(', ')}.`)
  switch (field) {
    case 'name':
      return { text: value }
    case 'state':
      return { states: options(certificateState.options, field, is, value) }
    case 'class':
      return { classes: options(certificateClass.options, field, is, value) }
    case 'kind': {
      const [kind] = options(certificateKind.options, field, is, value)
      return kind === undefined ? nothing : { kind: kindCondition(from, kind) }
    }
    case 'authority':
      return { authorityId: requireAuthority(from, numberOrName(value)).id }
    case 'profile':
      return { profileId: requireProfileRow(from, numberOrName(value)).id }
    case 'key':
      return { keyAlgorithm: value }
    case 'requester':
      return { requester: value }
    case 'owner':
      return { owner: value }
    case 'tag':
      return { tag: value }
    case 'organization':
      return { organization: value }
    case 'expires': {
      const at = momentOf(field, value)
      // Bounds on both sides let the index narrow.
      return is === 'before' ? { notAfterFrom: 0, notAfterTo: at } : { notAfterFrom: at, notAfterTo: farthest(now) }
    }
    case 'issued': {
      const at = momentOf(field, value)
      return is === 'before' ? { createdTo: at } : { createdFrom: at }
    }
    case 'signature':
      return { signatureAlgorithm: value }
    case 'note':
      return { note: value }
    default:
      return assertNever(field)
  }
}

/** RFC 5280 4.1.2.5: no certificate ends after the year 9999. */
function farthest(now: number): number {
  return Math.max(now, Date.UTC(10_000, 0, 1))
}

function options<Value extends string>(
  all: readonly Value[],
  field: string,
  is: CertificateCondition['is'],
  value: string
): Value[] {
  const found = all.find((option) => option === value)
  if (found === undefined)
    throw new ChanceryError('invalid-input', `The field ${field} is one of: ${all.join(', ')}; not ${value}.`)
  return is === 'is-not' ? all.filter((option) => option !== found && !covers(found, option)) : [found]
}

/** What is expiring is active too. */
function covers(one: string, other: string): boolean {
  return (one === 'active' && other === 'expiring') || (one === 'expiring' && other === 'active')
}

function numberOrName(value: string): number | string {
  return /^\d{1,15}$/.test(value) ? Number(value) : value
}

function momentOf(field: string, value: string): number {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(at) || at % dayMs !== 0)
    throw new ChanceryError('invalid-input', `The field ${field} takes a day as YYYY-MM-DD, not ${value}.`)
  return at
}

/**
 * Signature algorithms and notes are not indexed: they are looked at row by row, which is done for few rows only.
 * @throws ChanceryError `invalid-input` where nothing else leaves few
 */
export function requireIndexed(from: Reader, filter: CertificateFilter, moment: Moment): void {
  const field = filter.note === undefined ? 'signature algorithm' : 'note'
  if (filter.note === undefined && filter.signatureAlgorithm === undefined) return
  const parts = byProfile(from, filter, { sort: 'created' })
  if (parts.every((part) => (narrowest(from, part, moment)?.n ?? Infinity) <= fewRows)) return
  throw new ChanceryError(
    'invalid-input',
    `The ${field} is not indexed, so that every certificate would be read. Add a condition that leaves at most ${fewRows} of them, such as a tag, an owner, a requester, a profile or the days of expiry.`
  )
}
