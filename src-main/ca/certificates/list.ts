import type { CertificateListRow, CertificateWhere } from '../../../src-shared/api/certificates.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { CertificateKind, CertificateRow, CertificateState } from '../../../src-shared/model/certificate.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import { countCertificates } from '../../store/certificate-count.ts'
import { listCertificates as listRecords } from '../../store/certificate-list.ts'
import { both, type CertificateFilter, type Moment } from '../../store/certificate-filter.ts'
import type { CertificateSort } from '../../store/certificate-candidates.ts'
import type { CertificateClass } from '../../store/certificates.ts'
import type { Reader } from '../../store/connection.ts'
import { reader } from '../../store/store.ts'
import { requireAuthority } from '../authorities/find.ts'
import type { CaContext } from '../context.ts'
import { requireProfileRow } from '../profiles/find.ts'
import { conditionFilter, nothing, requireIndexed } from './conditions.ts'
import { kindCondition } from './kind.ts'
import { certificateListRows } from './list-rows.ts'
import { certificateRows } from './rows.ts'

/** What narrows a list; every present field narrows further. */
export interface CertificateFilterInput {
  readonly authority?: Ref | undefined
  readonly profile?: Ref | undefined
  readonly kind?: CertificateKind | undefined
  readonly state?: readonly CertificateState[] | undefined
  readonly certificateClass?: readonly CertificateClass[] | undefined
  readonly keyAlgorithm?: string | undefined
  readonly requester?: string | undefined
  readonly owner?: string | undefined
  readonly tag?: string | undefined
  readonly organization?: string | undefined
  readonly text?: string | undefined
  readonly expiresBefore?: number | undefined
  readonly expiresAfter?: number | undefined
  readonly issuedBefore?: number | undefined
  readonly issuedAfter?: number | undefined
  readonly where?: CertificateWhere | undefined
  readonly archived: boolean
}

export interface CertificateListInput extends CertificateFilterInput {
  readonly sort: 'newest' | 'expiry' | 'subject'
  readonly at?: number | string | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

/** What the orders of the contract are in the store. */
export const orders: Readonly<
  Record<CertificateListInput['sort'], { readonly sort: CertificateSort; readonly descending: boolean }>
> = {
  newest: { sort: 'created', descending: true },
  expiry: { sort: 'notAfter', descending: false },
  subject: { sort: 'subject', descending: false }
}

/** @returns a page of certificates; `total` is null where counting would cost too much. @throws ChanceryError `not-found`, `malformed`, `invalid-input` */
export function listCertificates(
  ca: CaContext,
  input: CertificateListInput
): { rows: CertificateListRow[]; next: string | null; previous: string | null; total: number | null } {
  const from = reader(ca.store)
  const asked = askedFilter(ca, input)
  const page = listRecords(from, {
    ...asked,
    ...orders[input.sort],
    cursor: input.cursor ?? null,
    ...(input.at === undefined ? {} : { at: placeOf(input.at, input.sort) }),
    limit: input.limit
  })
  // A list that fits on its first page has counted itself.
  const whole = input.cursor === undefined && page.next === null && page.previous === null
  const total = whole ? page.rows.length : countCertificates(from, asked.filter, asked, asked.any)
  return {
    rows: certificateListRows(ca, page.rows),
    next: page.next,
    previous: page.previous,
    total
  }
}

/** @throws ChanceryError `invalid-input` for a moment where names are sorted, or the other way round */
function placeOf(at: number | string, sort: CertificateListInput['sort']): number | string {
  if (typeof at === (sort === 'subject' ? 'string' : 'number')) return at
  throw new ChanceryError(
    'invalid-input',
    sort === 'subject'
      ? 'This list is sorted by subject. Give the beginning of a subject to jump to.'
      : 'This list is sorted by time. Give a moment to jump to.'
  )
}

/** A filter as the store takes it, at the present moment. */
export interface AskedFilter extends Moment {
  readonly filter: CertificateFilter
  readonly any: readonly CertificateFilter[]
}

/** @throws ChanceryError `not-found`; `invalid-input` also for a condition that would read every row */
export function askedFilter(ca: CaContext, input: CertificateFilterInput): AskedFilter {
  const from = reader(ca.store)
  const moment = { now: ca.clock.now(), expiringDays: ca.settings().expiringDays }
  const filter = filterOf(from, input)
  const groups = input.where ?? []
  const any = groups.length === 0 ? [{}] : groups.map((group) => conditionFilter(from, group, moment.now))
  for (const each of any.flatMap((one) => both(filter, one) ?? [])) requireIndexed(from, each, moment)
  return { ...moment, filter, any: any.filter((one) => one !== nothing) }
}

/** @returns the newest certificates that hold the text in a name, serial number or fingerprint. @throws ChanceryError `invalid-input` */
export function findCertificates(ca: CaContext, input: { text: string; limit: number }): { rows: CertificateRow[] } {
  const moment = { now: ca.clock.now(), expiringDays: ca.settings().expiringDays }
  const page = listRecords(reader(ca.store), {
    ...moment,
    filter: { text: input.text },
    ...orders.newest,
    cursor: null,
    limit: input.limit
  })
  return { rows: certificateRows(ca, page.rows) }
}

function filterOf(from: Reader, input: CertificateFilterInput): CertificateFilter {
  const given = <Value>(
    value: Value | undefined,
    part: (value: Value) => Partial<CertificateFilter>
  ): Partial<CertificateFilter> => (value === undefined ? {} : part(value))
  return {
    archived: input.archived,
    ...given(input.authority, (ref) => ({ authorityId: requireAuthority(from, ref).id })),
    ...given(input.profile, (ref) => ({ profileId: requireProfileRow(from, ref).id })),
    ...given(input.state, (states) => ({ states })),
    ...given(input.certificateClass, (classes) => ({ classes })),
    ...given(input.kind, (kind) => ({ kind: kindCondition(from, kind) })),
    ...given(input.requester, (requester) => ({ requester })),
    ...given(input.owner, (owner) => ({ owner })),
    ...given(input.tag, (tag) => ({ tag })),
    ...given(input.organization, (organization) => ({ organization })),
    ...given(input.keyAlgorithm, (keyAlgorithm) => ({ keyAlgorithm })),
    ...given(input.text, (text) => ({ text })),
    ...given(input.expiresBefore, (notAfterTo) => ({ notAfterTo })),
    ...given(input.expiresAfter, (notAfterFrom) => ({ notAfterFrom })),
    ...given(input.issuedBefore, (createdTo) => ({ createdTo })),
    ...given(input.issuedAfter, (createdFrom) => ({ createdFrom }))
  }
}
