import { columns } from './columns.ts'
import { allRows, run, type Reader, type Writer } from './connection.ts'

/** What a check of a request found; a green mark needs such a row behind it. */
export interface EvidenceRow {
  readonly id: number
  readonly requestId: number
  readonly kind: string
  readonly outcome: 'verified' | 'failed' | 'not-required' | 'not-performed' | 'expired'
  readonly reason: string
  readonly detail: unknown
  readonly at: number
  readonly expiresAt: number | null
}

const evidence = columns<EvidenceRow>('evidence', {
  id: 'plain',
  requestId: 'plain',
  kind: 'plain',
  outcome: 'plain',
  reason: 'plain',
  detail: 'json',
  at: 'plain',
  expiresAt: 'plain'
})

export function insertEvidence(writer: Writer, row: Omit<EvidenceRow, 'id'>): number {
  return run(writer, evidence.insert, evidence.inOrder(row)).id
}

/** Oldest first. */
export function listEvidence(reader: Reader, requestId: number): EvidenceRow[] {
  return allRows(reader, `SELECT ${evidence.list()} FROM evidence WHERE request_id = ? ORDER BY id`, [requestId]).map(
    evidence.decode
  )
}
