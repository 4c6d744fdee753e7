import type { z } from 'zod'
import type { timelineEntry } from '../../../src-shared/api/certificates.ts'
import { listAudit, type AuditRow } from '../../store/audit.ts'
import type { CertificateRecord } from '../../store/certificates.ts'
import type { Reader } from '../../store/connection.ts'
import { getOperator } from '../../store/operators.ts'
import { getRequest, listDecisions } from '../../store/requests.ts'

export type TimelineEntry = z.infer<typeof timelineEntry>

/** Audit rows of one certificate that are shown; nothing does that much to one. */
const MOST = 200

const decisionWords = {
  submit: 'Requested',
  approve: 'Approved',
  decline: 'Declined',
  override: 'Content changed by an approver',
  comment: 'Comment',
  cancel: 'Taken back'
} as const

/** What each audited operation means in the life of a certificate. */
const operationWords: Readonly<Record<string, string>> = {
  'certificate.issue': 'Issued',
  'certificate.import': 'Imported',
  'certificate.revoke': 'Revoked',
  'certificate.suspend': 'Put on hold',
  'certificate.reinstate': 'Taken off hold',
  'certificate.annotate': 'Note or archive flag changed',
  'certificate.export-key': 'Private key handed over'
}

/** @returns what happened to a certificate, oldest first: request and decisions from their rows, the rest from the audit log */
export function timelineOf(from: Reader, record: CertificateRecord): TimelineEntry[] {
  const audited = listAudit(from, { objectKind: 'certificate', objectId: String(record.id), outcome: 'ok' }, null, MOST)
  const ordered = [...requestEntries(from, record), ...audited.toReversed().map(auditEntry)]
  // A stable sort: what happened in the same millisecond stays in the order in which it was done.
  return ordered.toSorted((a, b) => a.at - b.at)
}

function requestEntries(from: Reader, record: CertificateRecord): TimelineEntry[] {
  const request = record.requestId === null ? undefined : getRequest(from, record.requestId)
  if (request === undefined) return []
  const decisions = listDecisions(from, request.id).map((row) => ({
    at: row.at,
    event: decisionWords[row.decision],
    by: row.operatorId === null ? request.requesterText : (getOperator(from, row.operatorId)?.name ?? ''),
    text: row.reason
  }))
  return [
    { at: request.createdAt, event: decisionWords.submit, by: request.requesterText, text: request.note },
    ...decisions
  ]
}

function auditEntry(row: AuditRow): TimelineEntry {
  return { at: row.at, event: operationWords[row.operation] ?? row.operation, by: row.actor, text: textOf(row) }
}

function textOf(row: AuditRow): string {
  const detail: unknown = JSON.parse(String(row.detail))
  if (typeof detail !== 'object' || detail === null) return ''
  const words = ['reason' in detail ? detail.reason : null, 'comment' in detail ? detail.comment : null]
  return words.filter((word) => typeof word === 'string' && word !== '').join(': ')
}
