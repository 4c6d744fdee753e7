import type { z } from 'zod'
import { operations, type OperationName } from '../../../src-shared/api/index.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { addDuration, durationOf } from '../../../src-shared/model/duration.ts'
import type { Requirement } from '../../../src-shared/model/quorum.ts'
import { recordAudit } from '../../ca/audit.ts'
import { canonicalJson } from '../../store/canonical-json.ts'
import { afterCommit, type Reader, type Writer } from '../../store/connection.ts'
import {
  countWaitingProposals,
  getProposal,
  insertProposal,
  listProposalsIn,
  updateProposal,
  type QuorumProposalRow
} from '../../store/quorum.ts'
import { transaction } from '../../store/transaction.ts'
import { requireGoodRule } from './change-rules.ts'
import { approversOf } from './people.ts'
import { requirementsFor, wishedRule } from './rules.ts'
import { putSecrets, takeSecrets, type TakenSecret } from './secrets.ts'
import { sha256, type QuorumWorld } from './world.ts'

/** Characters of the canonical input of one proposal. */
const largestInput = 4 * 1024 * 1024
/** Proposals of one operator that wait at one time. */
const mostWaiting = 100

export interface Wish {
  readonly operation: OperationName
  /** As the schema of the operation parsed it. */
  readonly input: unknown
  readonly reason: string
  readonly operatorId: number
  readonly actor: Actor
}

/**
 * Makes a proposal of a call that is under a rule; nothing of the call is done. Where the same operator already proposed
 * exactly this and it still waits, that proposal is the answer.
 * @throws ChanceryError `conflict` where this proposer could never get the approvals; `too-large`, `busy`; `locked` where
 *   the input has secrets to seal
 */
export async function propose(world: QuorumWorld, wish: Wish): Promise<QuorumProposalRow> {
  const { ca } = world
  const salt = ca.random.bytes(32)
  const { shown, secrets } = takeSecrets(operations[wish.operation].input, wish.input, salt)
  const input = canonicalJson(shown)
  if (input.length > largestInput)
    throw new ChanceryError(
      'too-large',
      `A proposal holds at most ${largestInput} characters of input, and this has ${input.length}.`
    )
  requireSame(wish.operation, wish.input)
  const nonce = sha256(ca.random.bytes(32))
  // The digest is not known yet; the nonce names the row as well and never changes.
  const sealed =
    secrets.length === 0
      ? null
      : ca.secrets.seal(
          sealContext(nonce),
          Buffer.from(JSON.stringify({ salt: Buffer.from(salt).toString('hex'), secrets }))
        )
  return transaction(ca.store, (writer) => {
    const now = ca.clock.now()
    const requirements = requirementsFor(writer, wish.operation, wish.input)
    if (wish.operation === 'quorum.set') requireGoodRule(writer, wishedRule(wish.input), now)
    requirePossible(writer, wish, requirements, now)
    const known = listProposalsIn(writer, ['open', 'approved']).find(
      (one) =>
        sealed === null &&
        one.proposerId === wish.operatorId &&
        one.operation === wish.operation &&
        one.input === input &&
        one.expiresAt > now &&
        canonicalJson(one.requirements) === canonicalJson(requirements)
    )
    if (known !== undefined) return known
    if (countWaitingProposals(writer, wish.operatorId) >= mostWaiting)
      throw new ChanceryError(
        'busy',
        `${mostWaiting} proposals of yours wait already. Withdraw those that nobody needs.`
      )
    const expiresAt = Math.min(...requirements.map(({ terms }) => addDuration(now, durationOf(terms.life))))
    const fixed = {
      operation: wish.operation,
      inputSha256: sha256(input),
      requirements,
      nonce,
      proposerId: wish.operatorId,
      proposer: wish.actor.name,
      createdAt: now,
      expiresAt
    }
    const id = insertProposal(writer, {
      ...fixed,
      digest: digestOf(fixed, world.vault.vault().id),
      input,
      sealed,
      channel: wish.actor.channel === 'cli' ? 'cli' : 'desk',
      reason: wish.reason,
      state: 'open',
      endedAt: null,
      executedBy: null,
      executedAt: null,
      outcome: null,
      result: null
    })
    auditProposal(writer, world, wish.actor, 'quorum.propose', id, {
      operation: wish.operation,
      inputSha256: fixed.inputSha256,
      needed: requirements.map(({ operation, revision, terms }) => ({ operation, revision, needed: terms.needed })),
      reason: wish.reason
    })
    return requireProposal(writer, id)
  })
}

/** @returns the SHA-256 that approvals are bound to: request, rules, people, times and this installation, hex */
export function digestOf(
  row: Pick<
    QuorumProposalRow,
    'operation' | 'inputSha256' | 'requirements' | 'nonce' | 'proposerId' | 'proposer' | 'createdAt' | 'expiresAt'
  >,
  installation: string
): string {
  const { operation, inputSha256, requirements, nonce, proposerId, proposer, createdAt, expiresAt } = row
  return sha256(
    canonicalJson({
      type: 'chancery.quorum.request',
      version: 1,
      installation,
      operation,
      inputSha256,
      requirements,
      nonce,
      proposerId,
      proposer,
      createdAt,
      expiresAt
    })
  )
}

/**
 * Opens the input as it was proposed.
 * @throws ChanceryError `damaged` where row and digest do not fit each other; `locked` where it has secrets
 */
export function inputOf(world: QuorumWorld, row: QuorumProposalRow): unknown {
  if (sha256(row.input) !== row.inputSha256 || digestOf(row, world.vault.vault().id) !== row.digest)
    throw new ChanceryError(
      'damaged',
      `Proposal ${row.id} is not what was approved: its stored input or rules were altered. Nothing was done.`
    )
  const shown: unknown = JSON.parse(row.input)
  if (row.sealed === null) return shown
  const opened: unknown = JSON.parse(
    Buffer.from(world.ca.secrets.open(sealContext(row.nonce), row.sealed)).toString('utf8')
  )
  const { salt, secrets } = opened as { readonly salt: string; readonly secrets: readonly TakenSecret[] }
  const whole = putSecrets(shown, secrets)
  const again = takeSecrets(
    operations[row.operation as OperationName].input,
    structuredClone(whole),
    Buffer.from(salt, 'hex')
  )
  if (canonicalJson(again.shown) !== row.input)
    throw new ChanceryError('damaged', `The secrets of proposal ${row.id} are not those that were proposed.`)
  return whole
}

export function sealContext(nonce: string): string {
  return `quorum-input:${nonce}`
}

/** @throws ChanceryError `not-found` */
export function requireProposal(from: Reader, id: number): QuorumProposalRow {
  const row = getProposal(from, id)
  if (row === undefined) throw new ChanceryError('not-found', `There is no proposal with number ${id}.`)
  return row
}

/** Appends the audit row of something done to a proposal, and tells the windows after the commit. */
export function auditProposal(
  writer: Writer,
  world: Pick<QuorumWorld, 'ca'>,
  actor: Actor,
  operation: string,
  id: number,
  detail: Readonly<Record<string, unknown>>
): void {
  recordAudit(writer, world.ca, { actor, operation, object: { kind: 'quorum-proposal', id }, outcome: 'ok', detail })
  afterCommit(writer, () => world.ca.emit('quorum.changed', { id }))
}

/** Ends a proposal; its secrets go. */
export function endProposal(
  writer: Writer,
  row: QuorumProposalRow,
  state: QuorumProposalRow['state'],
  now: number,
  outcome: string | null
): void {
  updateProposal(writer, row.id, { state, endedAt: now, outcome, sealed: null })
}

/** What is stored must mean the same when it is read again. */
function requireSame(operation: OperationName, input: unknown): void {
  const schema: z.ZodType = operations[operation].input
  const once = canonicalJson(input)
  const again = schema.safeParse(JSON.parse(once))
  if (again.success && canonicalJson(again.data) === once) return
  throw new ChanceryError('internal', `The input of ${operation} does not keep its meaning when it is stored.`)
}

/** Nobody waits for approvals that cannot come. */
function requirePossible(from: Reader, wish: Wish, requirements: readonly Requirement[], now: number): void {
  const reasons = requirements.flatMap((rule) => {
    const most = approversOf(from, rule.terms, wish.operatorId, now).length
    const message =
      most >= rule.terms.needed
        ? null
        : `${rule.operation} needs ${rule.terms.needed} approvals, and at most ${most} can be given to what ${wish.actor.name} proposes. Let somebody else propose it, or add an operator who may approve.`
    return message === null ? [] : [{ where: rule.operation, rule: 'quorum.possible', message }]
  })
  const [first] = reasons
  if (first === undefined) return
  throw new ChanceryError('conflict', first.message, { reasons })
}
