import type { z } from 'zod'
import { operations, type OperationName } from '../../../src-shared/api/index.ts'
import type { keyView, proposalRow, proposalView, quorumOperations } from '../../../src-shared/api/quorum.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Permission } from '../../../src-shared/model/permission.ts'
import { governedBy, ruleNameOf, suggestedRules, type ProposalState } from '../../../src-shared/model/quorum.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { parsePublicKeyInfo } from '../../pki/spki.ts'
import type { Reader } from '../../store/connection.ts'
import { listOperators, type OperatorRow } from '../../store/operators.ts'
import {
  getQuorumKey,
  listApprovals,
  listHeadCounts,
  listProposals,
  listProposalsIn,
  listQuorumRules,
  type QuorumKeyRow,
  type QuorumProposalRow
} from '../../store/quorum.ts'
import { reader } from '../../store/store.ts'
import { permissionsOf } from '../roles.ts'
import { aboutOf, changesOf } from './about.ts'
import { stepUpFor, whyNotAnswer } from './answer.ts'
import { mayExecute, resultOf } from './execute.ts'
import { eligibleFor, headCounts, isEligible } from './people.ts'
import { requireProposal } from './proposal.ts'
import { canBeRuled, ruleOf, standingRules } from './rules.ts'
import { whyOver } from './settle.ts'
import { requirementsOf, tallyOf, type Tally } from './tally.ts'
import type { QuorumWorld } from './world.ts'

export type ProposalRowView = z.output<typeof proposalRow>
export type ProposalView = z.output<typeof proposalView>
export type RulesView = z.output<(typeof quorumOperations)['quorum.rules']['output']>
export type KeyView = z.output<typeof keyView>

/** @returns whether an operator sees a proposal: the own ones, those to answer, and all for who reads the audit log or accounts */
function sees(from: Reader, row: QuorumProposalRow, operator: OperatorRow): boolean {
  if (row.proposerId === operator.id) return true
  if (requirementsOf(row).some(({ terms }) => isEligible(terms, operator))) return true
  const own = new Set<Permission>(permissionsOf(from, operator.roles))
  return own.has('audit.read') || own.has('operator.manage')
}

/** @throws ChanceryError `not-found`, also for one that this operator must not see */
export function requireVisible(from: Reader, id: number, operator: OperatorRow): QuorumProposalRow {
  const row = requireProposal(from, id)
  if (sees(from, row, operator)) return row
  throw new ChanceryError('not-found', `There is no proposal with number ${id}.`)
}

/** What an operator can do with a proposal right now. */
function mineOf(
  from: Reader,
  row: QuorumProposalRow,
  state: ProposalState,
  tally: Tally,
  operator: OperatorRow
): ProposalView['mine'] {
  const over = whyOver({ id: row.id, state })
  const refusal = over ?? whyNotAnswer(from, row, operator, true)?.message ?? null
  const approvedBy = listApprovals(from, row.id)
    .filter(({ decision }) => decision === 'approve')
    .map(({ operatorId }) => operatorId)
  return {
    approve: refusal === null && state === 'open',
    whyNot: refusal ?? (state === 'open' ? null : 'All approvals are there.'),
    stepUp: stepUpFor(row, operator),
    decline: over === null && whyNotAnswer(from, row, operator, false) === null,
    withdraw: over === null && row.proposerId === operator.id,
    execute: state === 'approved' && tally.satisfied && mayExecute(row, operator, approvedBy)
  }
}

/** A proposal past its time shows so before the chore has written it down. */
function stateNow(row: QuorumProposalRow, now: number): ProposalState {
  return (row.state === 'open' || row.state === 'approved') && row.expiresAt <= now ? 'expired' : row.state
}

export function showRow(world: QuorumWorld, row: QuorumProposalRow, operator: OperatorRow): ProposalRowView {
  const from = reader(world.ca.store)
  const now = world.ca.clock.now()
  const tally = tallyOf(from, row, now)
  const hardest = tally.progress.toSorted(
    (a, b) => b.requirement.terms.needed - b.approved - (a.requirement.terms.needed - a.approved)
  )[0]
  const state = stateNow(row, now)
  const mine = mineOf(from, row, state, tally, operator)
  return {
    id: row.id,
    operation: row.operation,
    summary: summaryOf(row.operation),
    about: aboutOf(from, world, row.operation, fieldsOf(row)).name,
    state,
    proposer: row.proposer,
    reason: row.reason,
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    needed: hardest?.requirement.terms.needed ?? 0,
    approved: hardest?.approved ?? 0,
    waitsForMe: mine.approve || (mine.execute && row.proposerId === operator.id)
  }
}

export function showProposal(world: QuorumWorld, id: number, operator: OperatorRow): ProposalView {
  const from = reader(world.ca.store)
  const row = requireVisible(from, id, operator)
  const now = world.ca.clock.now()
  const tally = tallyOf(from, row, now)
  const input = fieldsOf(row)
  const state = stateNow(row, now)
  const waits = state === 'open' || state === 'approved'
  return {
    ...showRow(world, row, operator),
    input: input as ProposalView['input'],
    secrets: secretPaths(input),
    changes: waits ? changesOf(aboutOf(from, world, row.operation, input)) : [],
    inputSha256: row.inputSha256,
    digest: row.digest,
    requirements: tally.progress.map(({ requirement: { operation, terms }, approved, missing }) => ({
      operation,
      needed: terms.needed,
      approved,
      stepUp: terms.stepUp,
      proposerCounts: terms.proposerCounts,
      roles: terms.roles,
      operators: terms.operators,
      missing: waits ? [...missing] : []
    })),
    approvals: listApprovals(from, id).map((answer) => ({
      operatorId: answer.operatorId,
      operator: answer.operator,
      decision: answer.decision,
      at: answer.at,
      stepUp: answer.stepUp,
      key: answer.keyId === null ? null : (getQuorumKey(from, answer.keyId)?.label ?? ''),
      comment: answer.comment,
      void: waits ? (tally.void.get(answer.operatorId) ?? null) : null
    })),
    mine: mineOf(from, row, state, tally, operator),
    endedAt: row.endedAt,
    executedBy: row.executedBy,
    executedAt: row.executedAt,
    outcome: typeof row.outcome === 'string' ? row.outcome : null,
    result: row.proposerId === operator.id ? (resultOf(world, row) as ProposalView['result']) : null
  }
}

const allStates: readonly ProposalState[] = ['open', 'approved', 'executing']

/** @returns a page of what this operator sees, newest first; a page may be short where it hides some */
export function listViews(
  world: QuorumWorld,
  wish: {
    readonly state?: readonly ProposalState[] | undefined
    readonly cursor?: string | undefined
    readonly limit: number
  },
  operator: OperatorRow
): { rows: ProposalRowView[]; next: string | null; total: null } {
  const from = reader(world.ca.store)
  const states = wish.state === undefined || wish.state.length === 0 ? allStates : wish.state
  const found = listProposals(from, states, wish.cursor ?? null, wish.limit)
  const rows = found.rows.filter((row) => sees(from, row, operator)).map((row) => showRow(world, row, operator))
  return { rows, next: found.next, total: null }
}

/** @returns how many proposals wait for this operator */
export function countWaiting(world: QuorumWorld, operator: OperatorRow): number {
  const from = reader(world.ca.store)
  return listProposalsIn(from, ['open', 'approved']).filter((row) => showRow(world, row, operator).waitsForMe).length
}

/** Every rule with the people of today, the limits, and what is weak about them. */
export function showRules(world: QuorumWorld): RulesView {
  const from = reader(world.ca.store)
  const now = world.ca.clock.now()
  const rules = listQuorumRules(from).flatMap((row) => {
    const rule = ruleOf(from, row.operation)
    if (rule === undefined) return []
    return [
      {
        operation: row.operation,
        also: governedBy(row.operation).slice(1),
        revision: row.revision,
        updatedAt: row.updatedAt,
        updatedBy: row.updatedBy,
        terms: rule.terms,
        eligible: eligibleFor(from, rule.terms, now).map(({ name }) => name)
      }
    ]
  })
  const counts = headCounts(from)
  const suggested = new Set<string>(suggestedRules)
  const names = Object.keys(operations).filter((name) => canBeRuled(name) && ruleNameOf(name) === name)
  return {
    rules,
    limits: listHeadCounts(from).map(({ role, minimum, maximum }) => ({
      role,
      minimum,
      maximum,
      present: counts.get(role) ?? 0
    })),
    operations: [
      ...suggestedRules.filter((name) => names.includes(name)),
      ...names.filter((name) => !suggested.has(name))
    ].map((operation) => ({
      operation,
      summary: summaryOf(operation),
      also: governedBy(operation).slice(1),
      suggested: suggested.has(operation)
    })),
    gaps: gapsOf(from)
  }
}

function gapsOf(from: Reader): RulesView['gaps'] {
  const rules = standingRules(from)
  const active = listOperators(from).filter(({ state }) => state === 'active')
  const gaps: RulesView['gaps'] = []
  if (active.length < 2) gaps.push('one-operator')
  if (rules.length === 0) return [...gaps, 'no-rules']
  if (rules.every(({ operation }) => operation !== 'operator.update')) gaps.push('accounts-unruled')
  if (rules.every(({ operation }) => operation !== 'quorum.set')) gaps.push('rules-unruled')
  if (rules.some(({ terms }) => terms.stepUp === 'passphrase')) gaps.push('passphrase-only')
  return gaps
}

export function showKey(row: QuorumKeyRow): KeyView {
  const { id, label, spkiSha256, notAfter, createdAt } = row
  return {
    id,
    label,
    algorithm: parsePublicKeyInfo(row.spki).facts.label,
    fingerprint: spkiSha256,
    subject: row.certificate === null ? null : parseCertificate(row.certificate).subject.text,
    notAfter,
    createdAt
  }
}

function summaryOf(operation: string): string {
  return Object.hasOwn(operations, operation) ? operations[operation as OperationName].summary : operation
}

function fieldsOf(row: QuorumProposalRow): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(row.input)
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function secretPaths(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return []
  const entries = Object.entries(value)
  if (path !== '' && entries.length === 1 && /^[0-9a-f]{64}$/.test(String(Reflect.get(value, 'secret')))) return [path]
  return entries.flatMap(([name, member]) => secretPaths(member, path === '' ? name : `${path}.${name}`))
}
