import type { CertificateRow, CertificateState } from '../../../src-shared/model/certificate.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import { countCertificates, listCertificates as listRecords } from '../../store/certificate-list.ts'
import type { CertificateFilter } from '../../store/certificate-filter.ts'
import type { CertificateSort } from '../../store/certificate-plan.ts'
import type { CertificateClass } from '../../store/certificates.ts'
import type { Reader } from '../../store/connection.ts'
import { reader } from '../../store/store.ts'
import { requireAuthority } from '../authorities/find.ts'
import type { CaContext } from '../context.ts'
import { requireProfileRow } from '../profiles/find.ts'
import { certificateRows } from './rows.ts'

export interface CertificateListInput {
  readonly authority?: Ref | undefined
  readonly profile?: Ref | undefined
  readonly state?: readonly CertificateState[] | undefined
  readonly certificateClass?: readonly CertificateClass[] | undefined
  readonly keyAlgorithm?: string | undefined
  readonly text?: string | undefined
  readonly expiresBefore?: number | undefined
  readonly expiresAfter?: number | undefined
  readonly issuedBefore?: number | undefined
  readonly issuedAfter?: number | undefined
  readonly archived: boolean
  readonly sort: 'newest' | 'expiry' | 'subject'
  readonly cursor?: string | undefined
  readonly limit: number
}

const orders: Readonly<
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
): { rows: CertificateRow[]; next: string | null; total: number | null } {
  const from = reader(ca.store)
  const moment = { now: ca.clock.now(), expiringDays: ca.settings().expiringDays }
  const filter = filterOf(from, input)
  const page = listRecords(from, {
    ...moment,
    filter,
    ...orders[input.sort],
    cursor: input.cursor ?? null,
    limit: input.limit
  })
  // A list that fits on its first page has counted itself.
  const whole = input.cursor === undefined && page.next === null
  const total = whole ? { n: page.rows.length, capped: false } : countCertificates(from, filter, moment)
  return { rows: certificateRows(ca, page.rows), next: page.next, total: total.capped ? null : total.n }
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

function filterOf(from: Reader, input: CertificateListInput): CertificateFilter {
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
    ...given(input.keyAlgorithm, (keyAlgorithm) => ({ keyAlgorithm })),
    ...given(input.text, (text) => ({ text })),
    ...given(input.expiresBefore, (notAfterTo) => ({ notAfterTo })),
    ...given(input.expiresAfter, (notAfterFrom) => ({ notAfterFrom })),
    ...given(input.issuedBefore, (createdTo) => ({ createdTo })),
    ...given(input.issuedAfter, (createdFrom) => ({ createdFrom }))
  }
}
