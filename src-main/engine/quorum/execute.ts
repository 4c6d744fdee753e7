import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { Reader } from '../../store/connection.ts'
import { getOperator, type OperatorRow } from '../../store/operators.ts'
import { listApprovals, updateProposal, type QuorumProposalRow } from '../../store/quorum.ts'
import { transaction } from '../../store/transaction.ts'
import { auditProposal, endProposal, inputOf, requireProposal } from './proposal.ts'
import { onWaiting, whyOver } from './settle.ts'
import { requirementsOf, tallyOf } from './tally.ts'
import type { QuorumWorld } from './world.ts'

/** Characters of an answer that is kept for the proposer. */
const largestResult = 1024 * 1024

/** @returns whether every rule lets the last approval carry it out */
export function isAutomatic(row: QuorumProposalRow): boolean {
  return requirementsOf(row).every(({ terms }) => terms.execution === 'automatic')
}

/** @returns whether this operator may carry it out: the proposer, and where it runs by itself those who approved it */
export function mayExecute(
  row: QuorumProposalRow,
  operator: Pick<OperatorRow, 'id'>,
  approvedBy: readonly number[]
): boolean {
  return row.proposerId === operator.id || (isAutomatic(row) && approvedBy.includes(operator.id))
}

/**
 * Claims an approved proposal for its one execution. The claim is on disk before anything of the operation happens: a
 * second caller, and an engine that starts after a crash, find it taken.
 * @returns the row as it was approved
 * @throws ChanceryError `forbidden`; `conflict` where approvals are missing (each rule says who), or it is over; `damaged`
 */
export function claim(world: QuorumWorld, id: number, operator: OperatorRow, actor: Actor): Promise<QuorumProposalRow> {
  return onWaiting(world, id, (writer, row, now) => {
    const approvedBy = requireExecutable(writer, row, operator, now)
    inputOf(world, row)
    updateProposal(writer, id, { state: 'executing', executedBy: actor.name, executedAt: now })
    auditProposal(writer, world, actor, 'quorum.execute', id, {
      operation: row.operation,
      request: row.digest,
      approvedBy
    })
    return row
  })
}

/** @returns whose approvals it stands on. @throws ChanceryError `forbidden`, `conflict` */
export function requireExecutable(
  from: Reader,
  row: QuorumProposalRow,
  operator: OperatorRow,
  now: number
): readonly string[] {
  const over = whyOver(row)
  if (over !== null) throw new ChanceryError('conflict', over)
  const approvals = listApprovals(from, row.id).filter(({ decision }) => decision === 'approve')
  if (
    !mayExecute(
      row,
      operator,
      approvals.map(({ operatorId }) => operatorId)
    )
  )
    throw new ChanceryError('forbidden', `Proposal ${row.id} is carried out by ${row.proposer}, who made it.`)
  if (getOperator(from, row.proposerId)?.state !== 'active')
    throw new ChanceryError(
      'conflict',
      `${row.proposer}, who made proposal ${row.id}, is disabled. Somebody else must propose it.`
    )
  const { satisfied, progress, void: voids } = tallyOf(from, row, now)
  if (satisfied) return approvals.filter(({ operatorId }) => !voids.has(operatorId)).map(({ operator: name }) => name)
  const why = voids.size === 0 ? '' : ` (${[...new Set(voids.values())].join(' ')})`
  throw new ChanceryError('conflict', `Proposal ${row.id} does not have its approvals.`, {
    reasons: progress
      .filter(({ approved, requirement: { terms } }) => approved < terms.needed)
      .map(({ approved, missing, requirement: { operation, terms } }) => ({
        where: operation,
        rule: 'quorum.missing',
        message: `${approved} of ${terms.needed} approvals count${why}. May still approve: ${missing.length === 0 ? 'nobody' : missing.join(', ')}.`
      }))
  })
}

/** Records how the execution ended. The answer is sealed: it may hold what only the proposer is to see. */
export async function finish(
  world: QuorumWorld,
  row: QuorumProposalRow,
  ended: { readonly value: unknown } | { readonly error: unknown },
  actor: Actor
): Promise<void> {
  const failed = 'error' in ended
  const outcome = failed ? messageOf(ended.error) : null
  const result = failed ? null : sealResult(world, row, ended.value)
  await transaction(world.ca.store, (writer) => {
    endProposal(writer, requireProposal(writer, row.id), failed ? 'failed' : 'done', world.ca.clock.now(), outcome)
    if (result !== null) updateProposal(writer, row.id, { result })
    auditProposal(writer, world, actor, failed ? 'quorum.failed' : 'quorum.done', row.id, {
      operation: row.operation,
      ...(outcome === null ? {} : { outcome })
    })
  })
}

/** @returns the answer of an operation as it was kept; null where none was, or the vault is locked */
export function resultOf(world: QuorumWorld, row: QuorumProposalRow): unknown {
  if (row.result === null || world.vault.state !== 'unlocked') return null
  return JSON.parse(Buffer.from(world.ca.secrets.open(resultContext(row), row.result)).toString('utf8'))
}

function sealResult(world: QuorumWorld, row: QuorumProposalRow, value: unknown): Uint8Array | null {
  const text = JSON.stringify(value ?? null)
  if (text.length > largestResult || world.vault.state !== 'unlocked') return null
  return world.ca.secrets.seal(resultContext(row), Buffer.from(text))
}

function resultContext(row: QuorumProposalRow): string {
  return `quorum-result:${row.nonce}`
}

function messageOf(error: unknown): string {
  return error instanceof ChanceryError ? error.message : 'An unexpected problem; the log has it.'
}
