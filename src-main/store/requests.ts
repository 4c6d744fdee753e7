import { ChanceryError } from '../../src-shared/errors.ts'
import type { RequestKind, RequestState } from '../../src-shared/model/request.ts'
import { columns, one, rowById, updateRow } from './columns.ts'
import { allRows, getNumber, getRow, run, type Reader, type Writer } from './connection.ts'

export interface RequestRecord {
  readonly id: number
  readonly state: RequestState
  readonly channel: string
  /** Who asks, as the channel knows them. */
  readonly requester: unknown
  /** The same in one line, for lists and search. */
  readonly requesterText: string
  readonly operatorId: number | null
  readonly profileId: number
  readonly profileRevisionId: number
  readonly authorityId: number
  readonly kind: RequestKind
  readonly csr: Uint8Array | null
  readonly spkiSha256: string
  /** Kind and size of the public key, for lists. */
  readonly keyDescription: string
  /** Set where Chancery made the key. */
  readonly keyId: number | null
  readonly asked: unknown
  /** What approvers put in place of what was asked; null without any. */
  readonly overrides: unknown
  /** What will be in the certificate. */
  readonly candidate: unknown
  /** Why it was refused or failed. */
  readonly reasons: unknown
  readonly subject: string
  readonly names: string
  /** The caller's own name for the request: repeating it finds the first answer. */
  readonly transactionId: string | null
  readonly previousCertificateId: number | null
  readonly certificateId: number | null
  readonly approvalsNeeded: number
  readonly note: string
  readonly createdAt: number
  readonly updatedAt: number
  readonly decidedAt: number | null
  /** Raised when what will be certified changes; approvals count for one content only. */
  readonly contentVersion: number
  readonly version: number
}

/** Columns of a request, for the files of this folder. */
export const requestColumns = columns<RequestRecord>('request', {
  id: 'plain',
  state: 'plain',
  channel: 'plain',
  requester: 'json',
  requesterText: 'plain',
  operatorId: 'plain',
  profileId: 'plain',
  profileRevisionId: 'plain',
  authorityId: 'plain',
  kind: 'plain',
  csr: 'plain',
  spkiSha256: 'plain',
  keyDescription: 'plain',
  keyId: 'plain',
  asked: 'json',
  overrides: 'json',
  candidate: 'json',
  reasons: 'json',
  subject: 'plain',
  names: 'plain',
  transactionId: 'plain',
  previousCertificateId: 'plain',
  certificateId: 'plain',
  approvalsNeeded: 'plain',
  note: 'plain',
  createdAt: 'plain',
  updatedAt: 'plain',
  decidedAt: 'plain',
  contentVersion: 'plain',
  version: 'plain'
})

export function getRequest(reader: Reader, id: number): RequestRecord | undefined {
  return rowById(reader, requestColumns, id)
}

export function getRequestByTransaction(reader: Reader, transactionId: string): RequestRecord | undefined {
  return one(
    requestColumns,
    getRow(reader, `SELECT ${requestColumns.list()} FROM request WHERE transaction_id = ?`, [transactionId])
  )
}

/** Requests for this public key, the newest first: those of its certificates, and those that have none. */
export function listRequestsByKey(reader: Reader, spkiSha256: string, most = 100): RequestRecord[] {
  return allRows(
    reader,
    `SELECT ${requestColumns.list()} FROM request WHERE id IN (
      SELECT request_id FROM certificate WHERE spki_sha256 = @spki AND request_id IS NOT NULL
      UNION ALL SELECT id FROM request WHERE spki_sha256 = @spki AND certificate_id IS NULL
    ) ORDER BY id DESC LIMIT @most`,
    { spki: spkiSha256, most }
  ).map(requestColumns.decode)
}

/** @returns requests that wait for a key, the oldest first */
export function listWaitingForKey(
  reader: Reader,
  most: number
): { readonly id: number; readonly authorityId: number }[] {
  return allRows(
    reader,
    `SELECT id, authority_id AS authorityId FROM request WHERE state = 'signing-queued' ORDER BY id LIMIT ?`,
    [most]
  ) as { id: number; authorityId: number }[]
}

/** @throws `conflict` where the transaction id was used before: look it up first and give the earlier answer */
export function insertRequest(writer: Writer, row: Omit<RequestRecord, 'id' | 'version' | 'contentVersion'>): number {
  if (
    row.transactionId !== null &&
    getRow(writer, 'SELECT 1 FROM request WHERE transaction_id = ?', [row.transactionId]) !== undefined
  ) {
    throw new ChanceryError('conflict', `A request with the transaction id ${row.transactionId} exists already.`)
  }
  return run(writer, requestColumns.insert, requestColumns.inOrder({ ...row, version: 1, contentVersion: 1 })).id
}

/** What may change in a request. */
export type RequestChanges = Partial<
  Omit<RequestRecord, 'id' | 'version' | 'contentVersion' | 'createdAt' | 'transactionId' | 'channel' | 'kind'>
>

/**
 * @param version the version that the caller saw
 * @param contentChanged true where what will be certified changed: earlier approvals no longer count
 * @throws `not-found`; `conflict` where it was changed meanwhile
 */
export function updateRequest(
  writer: Writer,
  id: number,
  version: number,
  changes: RequestChanges,
  contentChanged = false
): void {
  updateRow(writer, requestColumns, id, changes, version)
  if (contentChanged) run(writer, 'UPDATE request SET content_version = content_version + 1 WHERE id = ?', [id])
}

export interface RequestDecisionRow {
  readonly id: number
  readonly requestId: number
  /** The content that was decided on. */
  readonly contentVersion: number
  /** Null for the engine and for requesters without an account. */
  readonly operatorId: number | null
  readonly decision: 'submit' | 'approve' | 'decline' | 'override' | 'comment' | 'cancel'
  readonly reason: string
  /** For an override: what was before and after. */
  readonly changes: unknown
  readonly at: number
}

const decision = columns<RequestDecisionRow>('request_decision', {
  id: 'plain',
  requestId: 'plain',
  contentVersion: 'plain',
  operatorId: 'plain',
  decision: 'plain',
  reason: 'plain',
  changes: 'json',
  at: 'plain'
})

/**
 * Records a decision on the request's present content.
 * @throws `not-found`; `conflict` where this operator has approved this content before
 */
export function insertDecision(writer: Writer, row: Omit<RequestDecisionRow, 'id' | 'contentVersion'>): number {
  const contentVersion = getNumber(writer, 'SELECT content_version FROM request WHERE id = ?', [row.requestId])
  if (contentVersion === 0) throw new ChanceryError('not-found', `There is no request with number ${row.requestId}.`)
  if (row.decision === 'approve' && row.operatorId !== null) {
    const before = getRow(
      writer,
      `SELECT 1 FROM request_decision WHERE request_id = ? AND content_version = ? AND operator_id = ? AND decision = 'approve'`,
      [row.requestId, contentVersion, row.operatorId]
    )
    if (before !== undefined)
      throw new ChanceryError('conflict', 'You have approved this request already; another operator has to.')
  }
  return run(writer, decision.insert, decision.inOrder({ ...row, contentVersion })).id
}

/** Oldest first. */
export function listDecisions(reader: Reader, requestId: number): RequestDecisionRow[] {
  return allRows(reader, `SELECT ${decision.list()} FROM request_decision WHERE request_id = ? ORDER BY id`, [
    requestId
  ]).map(decision.decode)
}

/** @returns how many operators have approved the request as it stands now */
export function countApprovals(reader: Reader, requestId: number): number {
  return getNumber(
    reader,
    `SELECT count(DISTINCT d.operator_id) FROM request_decision d JOIN request r ON r.id = d.request_id
    WHERE d.request_id = ? AND d.decision = 'approve' AND d.content_version = r.content_version`,
    [requestId]
  )
}
