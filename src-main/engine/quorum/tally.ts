import { z } from 'zod'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { signatureAlgorithmIds, signatureAlgorithms } from '../../../src-shared/model/algorithm.ts'
import { requirement, type ApprovalStatement, type Requirement } from '../../../src-shared/model/quorum.ts'
import { verifySignature } from '../../pki/verify.ts'
import { canonicalJson } from '../../store/canonical-json.ts'
import type { Reader } from '../../store/connection.ts'
import { getOperator } from '../../store/operators.ts'
import {
  getQuorumKey,
  listApprovals,
  type QuorumApprovalRow,
  type QuorumKeyRow,
  type QuorumProposalRow
} from '../../store/quorum.ts'
import { whyKeyUnusable } from './keys.ts'
import { approversOf, isEligible } from './people.ts'

/** How far one rule of a proposal is. */
export interface Progress {
  readonly requirement: Requirement
  readonly approved: number
  /** Operators who may still approve. */
  readonly missing: readonly string[]
}

export interface Tally {
  readonly progress: readonly Progress[]
  readonly satisfied: boolean
  /** With the answers that are there it can come to nothing any more. */
  readonly hopeless: boolean
  /** Approvals that do not count, with the reason. */
  readonly void: ReadonlyMap<number, string>
}

/** @returns the rules that a proposal was made under. @throws ChanceryError `damaged` */
export function requirementsOf(row: QuorumProposalRow): readonly Requirement[] {
  const parsed = z.array(requirement).min(1).safeParse(row.requirements)
  if (parsed.success) return parsed.data
  throw new ChanceryError('damaged', `The rules of proposal ${row.id} cannot be read. Make the proposal anew.`)
}

/**
 * Counts approvals as things stand now: of operators who are active and may approve, each once, signatures verified anew.
 */
export function tallyOf(from: Reader, row: QuorumProposalRow, now: number): Tally {
  const answers = listApprovals(from, row.id)
  const voids = new Map<number, string>()
  for (const answer of answers) {
    const why = answer.decision === 'approve' ? whyVoid(from, row, answer, now) : null
    if (why !== null) voids.set(answer.operatorId, why)
  }
  const counted = answers.filter(({ decision, operatorId }) => decision === 'approve' && !voids.has(operatorId))
  const progress = requirementsOf(row).map((rule): Progress => {
    const approved = counted.filter((answer) => countsFor(from, row, rule, answer)).length
    const missing = approversOf(from, rule.terms, row.proposerId, now)
      .filter(({ id }) => answers.every(({ operatorId }) => operatorId !== id))
      .map(({ name }) => name)
    return { requirement: rule, approved, missing }
  })
  return {
    progress,
    satisfied: progress.every(({ requirement: { terms }, approved }) => approved >= terms.needed),
    hopeless: progress.some(
      ({ requirement: { terms }, approved, missing }) => approved + missing.length < terms.needed
    ),
    void: voids
  }
}

function countsFor(from: Reader, row: QuorumProposalRow, { terms }: Requirement, answer: QuorumApprovalRow): boolean {
  if (!terms.proposerCounts && answer.operatorId === row.proposerId) return false
  if (terms.stepUp === 'signature' && answer.stepUp !== 'signature') return false
  const operator = getOperator(from, answer.operatorId)
  return operator !== undefined && isEligible(terms, operator)
}

function whyVoid(from: Reader, row: QuorumProposalRow, answer: QuorumApprovalRow, now: number): string | null {
  const operator = getOperator(from, answer.operatorId)
  if (operator?.state !== 'active') return 'The account is disabled.'
  if (requirementsOf(row).every((rule) => !countsFor(from, row, rule, answer)))
    return 'This operator is not one of those who may approve any more.'
  if (answer.stepUp !== 'signature') return null
  const key = answer.keyId === null ? undefined : getQuorumKey(from, answer.keyId)
  if (key === undefined || key.operatorId !== answer.operatorId) return "The key that signed is another person's."
  const unusable = whyKeyUnusable(from, key, now)
  if (unusable !== null) return unusable
  const statement = statementOf(row, { id: answer.operatorId, name: answer.operator })
  return answer.signature !== null && signedBy(key, statement, answer.signature)
    ? null
    : 'The signature does not verify.'
}

/** @returns what an operator's token signs to approve a proposal, UTF-8 */
export function statementOf(
  row: Pick<QuorumProposalRow, 'digest'>,
  operator: { readonly id: number; readonly name: string }
): Uint8Array {
  const statement: ApprovalStatement = {
    type: 'chancery.quorum.approval',
    version: 1,
    decision: 'approve',
    operator: operator.name,
    operatorId: operator.id,
    request: row.digest
  }
  return Buffer.from(canonicalJson(statement), 'utf8')
}

/** @returns whether a key made this signature, by any algorithm that fits the key and is good for new signatures */
export function signedBy(key: Pick<QuorumKeyRow, 'spki'>, data: Uint8Array, signature: Uint8Array): boolean {
  return signatureAlgorithmIds.some(
    (id) => signatureAlgorithms[id].forNewIssue && verifySignature(key.spki, id, data, signature)
  )
}
