import { assertNever } from '../../../src-shared/assert-never.ts'
import type { Selection } from '../../../src-shared/api/understanding.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { CertificateFilter } from '../../store/certificate-filter.ts'
import {
  selectCertificates,
  type CertificateSelection,
  type SelectionQuery
} from '../../store/certificate-selection.ts'
import type { CertificateRecord } from '../../store/certificates.ts'
import type { Reader } from '../../store/connection.ts'
import { reader } from '../../store/store.ts'
import { requireAuthority } from '../authorities/find.ts'
import { requireCertificate } from '../certificates/find.ts'
import type { CaContext } from '../context.ts'
import { requireProfile, requireProfileRow } from '../profiles/find.ts'
import { atRevision } from '../profiles/view.ts'

/** Rows that are read in one go; between two goes the event loop is free. */
const SLICE = 1000
/** Certificates that one selection may hold: more than a CRL of a small authority should ever take at once. */
export const MOST_SELECTED = 200_000

/** @returns the selection with what it names found. @throws ChanceryError `not-found` */
export function resolved(from: Reader, selection: Selection): CertificateSelection {
  switch (selection.by) {
    case 'key':
      return { by: 'key', spkiSha256: requireCertificate(from, selection.certificate).spkiSha256 }
    case 'batch': {
      const record = requireCertificate(from, selection.certificate)
      const span = selection.minutes * 60_000
      return {
        by: 'batch',
        requester: record.requesterText,
        from: record.createdAt - span,
        to: record.createdAt + span
      }
    }
    case 'revision': {
      const { row, revision } = atRevision(from, requireProfile(from, selection.profile), selection.revision)
      return { by: 'revision', profileId: row.id, revisionId: revision.id }
    }
    case 'requester':
      return selection
    case 'evidence':
      return { by: 'evidence', evidenceId: selection.evidence }
    case 'account':
      return { by: 'account', accountId: selection.account }
    case 'signature':
      return {
        by: 'signature',
        authorityId: requireAuthority(from, selection.authority).id,
        algorithm: selection.algorithm
      }
    case 'certificates':
      return { by: 'certificates', ids: selection.certificates }
    case 'filter':
      return { by: 'filter', filter: filterOf(from, selection) }
    default:
      return assertNever(selection)
  }
}

function filterOf(from: Reader, chosen: Extract<Selection, { by: 'filter' }>): Omit<CertificateFilter, 'text'> {
  const { by: _by, authority, profile, certificateClass, state, keyAlgorithm, requester, ...span } = chosen
  if (
    [authority, profile, certificateClass, state, keyAlgorithm, requester, ...Object.values(span)].every(
      (one) => one === undefined
    )
  )
    throw new ChanceryError('invalid-input', 'The filter chooses every certificate there is. Narrow it by something.')
  return {
    ...(authority === undefined ? {} : { authorityId: requireAuthority(from, authority).id }),
    ...(profile === undefined ? {} : { profileId: requireProfileRow(from, profile).id }),
    ...(certificateClass === undefined ? {} : { classes: certificateClass }),
    ...(state === undefined ? {} : { states: state }),
    ...(keyAlgorithm === undefined ? {} : { keyAlgorithm }),
    ...(requester === undefined ? {} : { requester }),
    ...(span.issuedAfter === undefined ? {} : { createdFrom: span.issuedAfter }),
    ...(span.issuedBefore === undefined ? {} : { createdTo: span.issuedBefore }),
    ...(span.expiresAfter === undefined ? {} : { notAfterFrom: span.expiresAfter }),
    ...(span.expiresBefore === undefined ? {} : { notAfterTo: span.expiresBefore })
  }
}

/** @returns the question for the store, at this moment */
export function queryOf(ca: CaContext, selection: CertificateSelection, live: boolean): SelectionQuery {
  return { selection, live, now: ca.clock.now(), expiringDays: ca.settings().expiringDays }
}

/**
 * Reads every certificate of a selection, a slice at a time so that the event loop stays free.
 * @throws ChanceryError `too-large` beyond `MOST_SELECTED`; `cancelled`
 */
export async function everySelected(
  ca: CaContext,
  query: SelectionQuery,
  signal?: AbortSignal
): Promise<CertificateRecord[]> {
  const all: CertificateRecord[] = []
  for (;;) {
    if (signal?.aborted === true) throw new ChanceryError('cancelled', 'The work was stopped.')
    const slice = selectCertificates(reader(ca.store), query, all.at(-1)?.id ?? 0, SLICE)
    all.push(...slice)
    if (slice.length < SLICE) return all
    if (all.length >= MOST_SELECTED)
      throw new ChanceryError(
        'too-large',
        `More than ${MOST_SELECTED} certificates are chosen. Split them, for example by the month of their issue.`
      )
    await breathe()
  }
}

/** Lets everything else that waits have its turn. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
