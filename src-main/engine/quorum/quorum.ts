import { ChanceryError } from '../../../src-shared/errors.ts'
import type { OperationName } from '../../../src-shared/api/index.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { ruleNameOf, type Requirement } from '../../../src-shared/model/quorum.ts'
import type { OperatorRow } from '../../store/operators.ts'
import { listQuorumKeys, updateProposal, type QuorumProposalRow } from '../../store/quorum.ts'
import { reader } from '../../store/store.ts'
import type { Chore } from '../jobs.ts'
import { approve, decline, type Approval } from './answer.ts'
import { removeRule, setHeadCount, setRule } from './change-rules.ts'
import { claim, finish, isAutomatic, requireExecutable } from './execute.ts'
import { addKey, removeKey } from './keys.ts'
import { auditProposal, endProposal, inputOf, propose, requireProposal, type Wish } from './proposal.ts'
import { canBeRuled, requirementsFor, wishedRule } from './rules.ts'
import { expireProposals, onWaiting } from './settle.ts'
import { statementOf } from './tally.ts'
import {
  countWaiting,
  listViews,
  requireVisible,
  showKey,
  showProposal,
  showRules,
  type KeyView,
  type ProposalView,
  type RulesView
} from './view.ts'
import type { QuorumWorld } from './world.ts'

/** Approvals of several people for what one alone must not do. */
export interface Quorum {
  /** @returns the rules that a call must meet first; none where it may run at once */
  requirementsFor(operation: OperationName, input: unknown): readonly Requirement[]
  canBeRuled(operation: string): operation is OperationName
  propose(wish: Wish): Promise<QuorumProposalRow>
  proposal(id: number): QuorumProposalRow
  /** @returns the input, secrets included. @throws ChanceryError `damaged`, `locked` */
  inputOf(row: QuorumProposalRow): unknown
  approve(id: number, operator: OperatorRow, given: Approval, actor: Actor): Promise<boolean>
  decline(id: number, operator: OperatorRow, comment: string, actor: Actor): Promise<void>
  withdraw(id: number, operator: OperatorRow, actor: Actor): Promise<void>
  explain(id: number, operator: OperatorRow, reason: string, actor: Actor): Promise<void>
  isAutomatic(row: QuorumProposalRow): boolean
  /** @throws ChanceryError `forbidden`, `conflict` where it cannot run now */
  requireExecutable(id: number, operator: OperatorRow): void
  /** Claims the one execution. */
  claim(id: number, operator: OperatorRow, actor: Actor): Promise<QuorumProposalRow>
  finish(
    row: QuorumProposalRow,
    ended: { readonly value: unknown } | { readonly error: unknown },
    actor: Actor
  ): Promise<void>
  /** @returns what the operator's token signs */
  statement(id: number, operator: OperatorRow): Uint8Array
  show(id: number, operator: OperatorRow): ProposalView
  list(wish: Parameters<typeof listViews>[1], operator: OperatorRow): ReturnType<typeof listViews>
  waiting(operator: OperatorRow): number
  rules(): RulesView
  setRule(input: { readonly operation: string }, actor: Actor): Promise<void>
  removeRule(operation: string, actor: Actor): Promise<void>
  setHeadCount(
    wish: { readonly role: string; readonly minimum: number; readonly maximum: number | null },
    actor: Actor
  ): Promise<void>
  keys(operator: OperatorRow): KeyView[]
  addKey(operator: OperatorRow, wish: Parameters<typeof addKey>[2], actor: Actor): Promise<KeyView>
  removeKey(operator: OperatorRow, wish: Parameters<typeof removeKey>[2], actor: Actor): Promise<void>
  /** Ends what waited too long. */
  readonly chore: Chore
}

export function createQuorum(world: QuorumWorld): Quorum {
  const read = (): ReturnType<typeof reader> => reader(world.ca.store)
  return {
    requirementsFor: (operation, input) => requirementsFor(read(), operation, input),
    canBeRuled,
    propose: (wish) => propose(world, wish),
    proposal: (id) => requireProposal(read(), id),
    inputOf: (row) => inputOf(world, row),
    approve: (id, operator, given, actor) => approve(world, id, operator, given, actor),
    decline: (id, operator, comment, actor) => decline(world, id, operator, comment, actor),
    withdraw: (id, operator, actor) =>
      onWaiting(world, id, (writer, row, now) => {
        requireOwn(row, operator)
        endProposal(writer, row, 'withdrawn', now, null)
        auditProposal(writer, world, actor, 'quorum.withdraw', id, { operation: row.operation })
      }),
    explain: (id, operator, reason, actor) =>
      onWaiting(world, id, (writer, row) => {
        requireOwn(row, operator)
        updateProposal(writer, id, { reason })
        auditProposal(writer, world, actor, 'quorum.explain', id, { before: row.reason, reason })
      }),
    isAutomatic,
    requireExecutable: (id, operator) =>
      void requireExecutable(read(), requireProposal(read(), id), operator, world.ca.clock.now()),
    claim: (id, operator, actor) => claim(world, id, operator, actor),
    finish: (row, ended, actor) => finish(world, row, ended, actor),
    statement: (id, operator) => statementOf(requireVisible(read(), id, operator), operator),
    show: (id, operator) => showProposal(world, id, operator),
    list: (wish, operator) => listViews(world, wish, operator),
    waiting: (operator) => countWaiting(world, operator),
    rules: () => showRules(world),
    setRule: (input, actor) => setRule(world, wishedRule(input), actor),
    removeRule: (operation, actor) => removeRule(world, ruleNameOf(operation), actor),
    setHeadCount: (wish, actor) => setHeadCount(world, wish, actor),
    keys: (operator) => listQuorumKeys(read(), operator.id).map(showKey),
    addKey: async (operator, wish, actor) => showKey(await addKey(world, operator, wish, actor)),
    removeKey: (operator, wish, actor) => removeKey(world, operator, wish, actor),
    chore: { name: 'quorum', run: () => expireProposals(world) }
  }
}

function requireOwn(row: QuorumProposalRow, operator: OperatorRow): void {
  if (row.proposerId === operator.id) return
  throw new ChanceryError('forbidden', `Proposal ${row.id} is ${row.proposer}'s. Only its proposer may do this.`)
}
