import type { ProposalState, StepUp } from '../../src-shared/model/quorum.ts'
import { columns, one, rowById, updateRow } from './columns.ts'
import { allRows, getNumber, getRow, run, type Bindable, type Reader, type Writer } from './connection.ts'
import { decodeCursor, encodeCursor, type Page } from './cursor.ts'

export interface QuorumRuleRow {
  readonly id: number
  readonly operation: string
  /** The caller parses it; null where the rule was removed. */
  readonly terms: unknown
  readonly revision: number
  readonly updatedAt: number
  readonly updatedBy: string
}

const rule = columns<QuorumRuleRow>('quorum_rule', {
  id: 'plain',
  operation: 'plain',
  terms: 'json',
  revision: 'plain',
  updatedAt: 'plain',
  updatedBy: 'plain'
})

export function getQuorumRule(reader: Reader, operation: string): QuorumRuleRow | undefined {
  return one(rule, getRow(reader, `SELECT ${rule.list()} FROM quorum_rule WHERE operation = ?`, [operation]))
}

/** @returns the rules that stand, by operation */
export function listQuorumRules(reader: Reader): QuorumRuleRow[] {
  return allRows(reader, `SELECT ${rule.list()} FROM quorum_rule WHERE terms IS NOT NULL ORDER BY operation`).map(
    rule.decode
  )
}

/** Writes the next revision of a rule; terms null removes it. */
export function putQuorumRule(
  writer: Writer,
  row: { readonly operation: string; readonly terms: unknown; readonly updatedAt: number; readonly updatedBy: string }
): void {
  const before = getQuorumRule(writer, row.operation)
  if (before === undefined) run(writer, rule.insert, rule.inOrder({ ...row, revision: 1 }))
  else updateRow(writer, rule, before.id, { ...row, revision: before.revision + 1 })
}

export interface HeadCountRow {
  readonly id: number
  readonly role: string
  readonly minimum: number
  readonly maximum: number | null
}

const headCount = columns<HeadCountRow>('quorum_head_count', {
  id: 'plain',
  role: 'plain',
  minimum: 'plain',
  maximum: 'plain'
})

export function listHeadCounts(reader: Reader): HeadCountRow[] {
  return allRows(reader, `SELECT ${headCount.list()} FROM quorum_head_count ORDER BY role`).map(headCount.decode)
}

/** Sets the limits of a role; both at their widest remove them. */
export function putHeadCount(writer: Writer, row: Omit<HeadCountRow, 'id'>): void {
  run(writer, 'DELETE FROM quorum_head_count WHERE role = ?', [row.role])
  if (row.minimum > 0 || row.maximum !== null) run(writer, headCount.insert, headCount.inOrder(row))
}

/** A public key by which an operator approves. */
export interface QuorumKeyRow {
  readonly id: number
  readonly operatorId: number
  readonly label: string
  readonly spki: Uint8Array
  readonly spkiSha256: string
  readonly certificate: Uint8Array | null
  readonly notAfter: number | null
  readonly createdAt: number
  readonly removedAt: number | null
}

const key = columns<QuorumKeyRow>('quorum_key', {
  id: 'plain',
  operatorId: 'plain',
  label: 'plain',
  spki: 'plain',
  spkiSha256: 'plain',
  certificate: 'plain',
  notAfter: 'plain',
  createdAt: 'plain',
  removedAt: 'plain'
})

export function getQuorumKey(reader: Reader, id: number): QuorumKeyRow | undefined {
  return rowById(reader, key, id)
}

/** @returns keys that were not removed, of one operator or of all */
export function listQuorumKeys(reader: Reader, operatorId?: number): QuorumKeyRow[] {
  const of = operatorId === undefined ? '' : ' AND operator_id = ?'
  return allRows(
    reader,
    `SELECT ${key.list()} FROM quorum_key WHERE removed_at IS NULL${of} ORDER BY id`,
    operatorId === undefined ? [] : [operatorId]
  ).map(key.decode)
}

/** @returns whether a key, or one that was removed, was ever registered */
export function findQuorumKey(reader: Reader, spkiSha256: string): QuorumKeyRow | undefined {
  return one(
    key,
    getRow(reader, `SELECT ${key.list()} FROM quorum_key WHERE spki_sha256 = ? ORDER BY id DESC LIMIT 1`, [spkiSha256])
  )
}

export function insertQuorumKey(writer: Writer, row: Omit<QuorumKeyRow, 'id'>): number {
  return run(writer, key.insert, key.inOrder(row)).id
}

export function removeQuorumKey(writer: Writer, id: number, removedAt: number): void {
  updateRow(writer, key, id, { removedAt })
}

export interface QuorumProposalRow {
  readonly id: number
  readonly operation: string
  /** Canonical JSON without secrets. */
  readonly input: string
  readonly inputSha256: string
  readonly sealed: Uint8Array | null
  /** The caller parses them. */
  readonly requirements: unknown
  readonly digest: string
  readonly nonce: string
  readonly proposerId: number
  readonly proposer: string
  readonly channel: 'desk' | 'cli'
  readonly reason: string
  readonly state: ProposalState
  readonly createdAt: number
  readonly expiresAt: number
  readonly endedAt: number | null
  readonly executedBy: string | null
  readonly executedAt: number | null
  readonly outcome: unknown
  readonly result: Uint8Array | null
}

const proposal = columns<QuorumProposalRow>('quorum_proposal', {
  id: 'plain',
  operation: 'plain',
  input: 'plain',
  inputSha256: 'plain',
  sealed: 'plain',
  requirements: 'json',
  digest: 'plain',
  nonce: 'plain',
  proposerId: 'plain',
  proposer: 'plain',
  channel: 'plain',
  reason: 'plain',
  state: 'plain',
  createdAt: 'plain',
  expiresAt: 'plain',
  endedAt: 'plain',
  executedBy: 'plain',
  executedAt: 'plain',
  outcome: 'json',
  result: 'plain'
})

export function getProposal(reader: Reader, id: number): QuorumProposalRow | undefined {
  return rowById(reader, proposal, id)
}

export function insertProposal(writer: Writer, row: Omit<QuorumProposalRow, 'id'>): number {
  return run(writer, proposal.insert, proposal.inOrder(row)).id
}

export function updateProposal(
  writer: Writer,
  id: number,
  changes: Partial<
    Pick<
      QuorumProposalRow,
      'state' | 'sealed' | 'reason' | 'endedAt' | 'executedBy' | 'executedAt' | 'outcome' | 'result'
    >
  >
): void {
  updateRow(writer, proposal, id, changes)
}

/** @returns proposals in some states, the oldest first */
export function listProposalsIn(reader: Reader, states: readonly ProposalState[]): QuorumProposalRow[] {
  return allRows(
    reader,
    `SELECT ${proposal.list()} FROM quorum_proposal WHERE state IN (${states.map(() => '?').join(', ')}) ORDER BY id`,
    states
  ).map(proposal.decode)
}

/** @returns how many proposals of one operator wait */
export function countWaitingProposals(reader: Reader, proposerId: number): number {
  return getNumber(
    reader,
    "SELECT count(*) FROM quorum_proposal WHERE proposer_id = ? AND state IN ('open', 'approved')",
    [proposerId]
  )
}

/** @returns when the next waiting proposal runs out, Unix ms; null for none */
export function nextProposalEnd(reader: Reader): number | null {
  const row = getRow(reader, "SELECT min(expires_at) AS at FROM quorum_proposal WHERE state IN ('open', 'approved')")
  return typeof row === 'object' && row !== null && 'at' in row && typeof row.at === 'number' ? row.at : null
}

const ORDER = 'newest'

/** A page of proposals, newest first. @throws ChanceryError `malformed` for a cursor that is none */
export function listProposals(
  reader: Reader,
  states: readonly ProposalState[],
  cursor: string | null,
  limit: number
): Page<QuorumProposalRow> {
  const bound: Bindable[] = [...states]
  const where = [`state IN (${states.map(() => '?').join(', ')})`]
  if (cursor !== null) {
    where.push('id < ?')
    bound.push(decodeCursor(ORDER, cursor).id)
  }
  const found = allRows(
    reader,
    `SELECT ${proposal.list()} FROM quorum_proposal WHERE ${where.join(' AND ')} ORDER BY id DESC LIMIT ?`,
    [...bound, limit + 1]
  ).map(proposal.decode)
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return {
    rows,
    next: found.length > limit && last !== undefined ? encodeCursor(ORDER, { value: '', id: last.id }) : null
  }
}

export interface QuorumApprovalRow {
  readonly id: number
  readonly proposalId: number
  readonly operatorId: number
  readonly operator: string
  readonly decision: 'approve' | 'decline'
  readonly stepUp: StepUp | null
  readonly keyId: number | null
  readonly signature: Uint8Array | null
  readonly comment: string
  readonly at: number
}

const approval = columns<QuorumApprovalRow>('quorum_approval', {
  id: 'plain',
  proposalId: 'plain',
  operatorId: 'plain',
  operator: 'plain',
  decision: 'plain',
  stepUp: 'plain',
  keyId: 'plain',
  signature: 'plain',
  comment: 'plain',
  at: 'plain'
})

export function listApprovals(reader: Reader, proposalId: number): QuorumApprovalRow[] {
  return allRows(reader, `SELECT ${approval.list()} FROM quorum_approval WHERE proposal_id = ? ORDER BY id`, [
    proposalId
  ]).map(approval.decode)
}

/** The index refuses a second answer of the same operator. */
export function insertApproval(writer: Writer, row: Omit<QuorumApprovalRow, 'id'>): number {
  return run(writer, approval.insert, approval.inOrder(row)).id
}
