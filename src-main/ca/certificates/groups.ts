import { assertNever } from '../../../src-shared/assert-never.ts'
import type { Grouping } from '../../../src-shared/api/certificates.ts'
import {
  certificateMembers,
  endsByMonth,
  requesterCounts,
  type CertificateMember
} from '../../store/certificate-groups.ts'
import { reader } from '../../store/store.ts'
import { countByAuthority, countByProfile } from '../../store/tallies.ts'
import { readKinds } from '../../store/tallies-kinds.ts'
import type { CaContext } from '../context.ts'
import { attributeTexts, unescaped } from '../dashboard/shape.ts'
import { askedFilter, type CertificateFilterInput } from './list.ts'
import { nameLookup } from './rows.ts'

export interface CertificateGroup {
  readonly key: string
  readonly label: string
  readonly n: number
  readonly capped: boolean
}

/** Rows that are counted where something filters: about 10 ms. */
const mostCounted = 4000
const mostGroups = 200

/**
 * Counts the groups of a list, the largest first; months in their order. Where nothing filters all certificates are
 * counted, archived ones too, from figures that are kept; a filtered list is counted over its newest rows.
 * @throws ChanceryError as the list does
 */
export function groupCertificates(
  ca: CaContext,
  input: CertificateFilterInput & { readonly by: Grouping }
): { groups: CertificateGroup[]; newest: number | null } {
  const { by, archived, ...narrowing } = input
  const filters = Object.values(narrowing).some(
    (value) => value !== undefined && !(Array.isArray(value) && !value.length)
  )
  const counts = filters || archived ? null : wholeCounts(ca, by)
  if (counts !== null) return { groups: labelled(ca, by, counts), newest: null }
  const { rows, more } = certificateMembers(reader(ca.store), askedFilter(ca, input), mostCounted)
  const found = new Map<string, number>()
  for (const row of rows) {
    const key = keyOf(by, row)
    if (key !== '') found.set(key, (found.get(key) ?? 0) + 1)
  }
  const groups = labelled(
    ca,
    by,
    [...found].map(([key, n]) => ({ key, n, capped: false }))
  )
  return { groups, newest: more ? rows.length : null }
}

interface Counted {
  readonly key: string
  readonly n: number
  readonly capped: boolean
}

function wholeCounts(ca: CaContext, by: Grouping): Counted[] {
  const from = reader(ca.store)
  const exact = (key: string | number | null, n: number): Counted => ({ key: String(key ?? ''), n, capped: false })
  switch (by) {
    case 'authority':
      return countByAuthority(from).map((row) => exact(row.authorityId, row.active + row.suspended + row.revoked))
    case 'profile':
      return countByProfile(from).map((row) => exact(row.profileId, row.active + row.suspended + row.revoked))
    case 'requester':
      return requesterCounts(from, mostGroups)
    case 'expiry-month':
      return endsByMonth(from).map(({ month, n }) => exact(month, n))
    case 'organization': {
      const sums = new Map<string, number>()
      for (const { organization, all } of readKinds(from, ca.clock.now(), 1))
        if (organization !== '') sums.set(organization, (sums.get(organization) ?? 0) + all)
      return [...sums].map(([key, n]) => exact(key, n))
    }
    default:
      return assertNever(by)
  }
}

function keyOf(by: Grouping, row: CertificateMember): string {
  switch (by) {
    case 'authority':
      return String(row.authorityId ?? '')
    case 'profile':
      return String(row.profileId ?? '')
    case 'requester':
      return row.requesterText
    case 'expiry-month':
      return new Date(row.notAfter).toISOString().slice(0, 7)
    case 'organization':
      return attributeTexts(row.subject, 'O')[0] ?? ''
    default:
      return assertNever(by)
  }
}

/** Names for people; certificates that belong to no group are left out. */
function labelled(ca: CaContext, by: Grouping, counts: readonly Counted[]): CertificateGroup[] {
  const names = nameLookup(reader(ca.store))
  const labelOf = (key: string): string => {
    if (by === 'authority') return names.authority(Number(key)) ?? key
    if (by === 'profile') return names.profile(Number(key)) ?? key
    return by === 'organization' ? unescaped(key) : key
  }
  const groups = counts
    .filter(({ key, n }) => key !== '' && n > 0)
    .map((each) => ({ ...each, label: labelOf(each.key) }))
  const byMonth = (a: Counted, b: Counted): number => (a.key < b.key ? -1 : 1)
  return groups.toSorted(by === 'expiry-month' ? byMonth : (a, b) => b.n - a.n).slice(0, mostGroups)
}
