import { assertNever } from '../../src-shared/assert-never.ts'
import { filterConditions, type CertificateFilter, type Moment } from './certificate-filter.ts'
import { certificateColumns, type CertificateRecord } from './certificates.ts'
import { allRows, getNumber, getRow, type Bindable, type Reader } from './connection.ts'

/** Certificates that have one thing in common; each but `filter` and `signature` is found along an index. */
export type CertificateSelection =
  | { readonly by: 'key'; readonly spkiSha256: string }
  | { readonly by: 'requester'; readonly requester: string }
  /** Made for one requester between two moments, both included. */
  | { readonly by: 'batch'; readonly requester: string; readonly from: number; readonly to: number }
  | { readonly by: 'revision'; readonly profileId: number; readonly revisionId: number }
  /** Whose requests rest on this proof. */
  | { readonly by: 'evidence'; readonly evidenceId: number }
  | { readonly by: 'account'; readonly accountId: number }
  | { readonly by: 'signature'; readonly authorityId: number; readonly algorithm: string }
  | { readonly by: 'certificates'; readonly ids: readonly number[] }
  | { readonly by: 'filter'; readonly filter: Omit<CertificateFilter, 'text'> }

export interface SelectionQuery extends Moment {
  readonly selection: CertificateSelection
  /** Those only that could still be revoked: not revoked, not expired. */
  readonly live: boolean
}

interface Condition {
  readonly sql: string
  readonly bound: Readonly<Record<string, Bindable>>
}

/** The next certificates behind an id, in the order of ids. */
export function selectCertificates(
  reader: Reader,
  query: SelectionQuery,
  after: number,
  limit: number
): CertificateRecord[] {
  const { sql, bound } = conditionOf(query)
  return allRows(
    reader,
    `SELECT ${certificateColumns.list()} FROM certificate WHERE ${sql} AND id > @after ORDER BY id LIMIT @limit`,
    { ...bound, after, limit }
  ).map(certificateColumns.decode)
}

/** @returns how many match, counted to `most` and no further */
export function countSelection(reader: Reader, query: SelectionQuery, most: number): number {
  const { sql, bound } = conditionOf(query)
  return getNumber(reader, `SELECT count(*) FROM (SELECT 1 FROM certificate WHERE ${sql} LIMIT @most)`, {
    ...bound,
    most
  })
}

/** @returns the proofs of control on which the request of a certificate rests, each as what was first seen */
export function proofsOfRequest(
  reader: Reader,
  requestId: number
): { readonly id: number; readonly kind: string; readonly subject: string }[] {
  return allRows(
    reader,
    `SELECT DISTINCT proof.id AS id, proof.kind AS kind, proof.subject AS subject
     FROM evidence AS used JOIN evidence AS proof ON proof.id = coalesce(used.rests_on, used.id)
     WHERE used.request_id = ? AND used.outcome = 'verified' AND proof.subject <> '' ORDER BY proof.id LIMIT 50`,
    [requestId]
  ) as { id: number; kind: string; subject: string }[]
}

/** @returns the ACME account that ordered a certificate, and its service */
export function accountOf(
  reader: Reader,
  certificateId: number
): { readonly id: number; readonly service: string } | undefined {
  return getRow(
    reader,
    `SELECT acme_order.account_id AS id, acme_service.name AS service FROM acme_order
     JOIN acme_service ON acme_service.id = acme_order.service_id WHERE acme_order.certificate_id = ? LIMIT 1`,
    [certificateId]
  ) as { id: number; service: string } | undefined
}

function conditionOf(query: SelectionQuery): Condition {
  const one = selected(query.selection, query)
  if (!query.live) return one
  return { sql: `${one.sql} AND state <> 'revoked' AND not_after >= @live`, bound: { ...one.bound, live: query.now } }
}

function selected(selection: CertificateSelection, moment: Moment): Condition {
  switch (selection.by) {
    case 'key':
      return { sql: 'spki_sha256 = @key', bound: { key: selection.spkiSha256 } }
    case 'requester':
      return { sql: 'requester_text = @requester', bound: { requester: selection.requester } }
    case 'batch':
      return {
        sql: 'requester_text = @requester AND created_at BETWEEN @from AND @to',
        bound: { requester: selection.requester, from: selection.from, to: selection.to }
      }
    case 'revision':
      return {
        sql: 'profile_id = @profile AND profile_revision_id = @revision',
        bound: { profile: selection.profileId, revision: selection.revisionId }
      }
    case 'evidence':
      return {
        sql: 'request_id IN (SELECT request_id FROM evidence WHERE (id = @evidence OR rests_on = @evidence) AND request_id IS NOT NULL)',
        bound: { evidence: selection.evidenceId }
      }
    case 'account':
      return {
        sql: 'id IN (SELECT certificate_id FROM acme_order WHERE account_id = @account AND certificate_id IS NOT NULL)',
        bound: { account: selection.accountId }
      }
    case 'signature':
      return {
        sql: 'authority_id = @authority AND signature_algorithm = @algorithm',
        bound: { authority: selection.authorityId, algorithm: selection.algorithm }
      }
    case 'certificates':
      return { sql: 'id IN (SELECT value FROM json_each(@ids))', bound: { ids: JSON.stringify(selection.ids) } }
    case 'filter': {
      const { where, bound } = filterConditions(selection.filter, moment)
      return { sql: where.length === 0 ? '1' : where.join(' AND '), bound }
    }
    default:
      return assertNever(selection)
  }
}
