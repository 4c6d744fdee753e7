import type { OperationName } from '../../src-shared/api/index.ts'
import { proposalRule } from '../../src-shared/model/quorum.ts'
import { ChanceryError } from '../../src-shared/errors.ts'
import type { Engine } from '../engine/engine.ts'
import type { QuorumProposalRow } from '../store/quorum.ts'
import type { SignedIn } from './caller.ts'

/** Makes a proposal of a call that was authorised and parsed. @throws ChanceryError as `Quorum.propose` */
export function makeProposal(
  engine: Engine,
  wish: { readonly operation: OperationName; readonly input: unknown; readonly reason: string },
  { operator, actor }: SignedIn
): Promise<QuorumProposalRow> {
  return engine.quorum.propose({ ...wish, operatorId: operator.id, actor })
}

/** @returns the answer to a call that became a proposal: programs read its number from the reason */
export function approvalNeeded({ id, operation, requirements }: QuorumProposalRow): ChanceryError {
  const needed = (requirements as readonly { readonly terms: { readonly needed: number } }[]).map(
    ({ terms }) => terms.needed
  )
  const most = Math.max(...needed)
  return new ChanceryError(
    'approval-needed',
    `Nothing was done: ${operation} needs ${most === 1 ? 'one approval' : `${most} approvals`}. Proposal ${id} now waits for ${most === 1 ? 'it' : 'them'}.`,
    { reasons: [{ where: `proposal.${id}`, rule: proposalRule, message: `Proposal ${id} waits for approvals.` }] }
  )
}
