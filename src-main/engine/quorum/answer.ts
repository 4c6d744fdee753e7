import { ChanceryError } from '../../../src-shared/errors.ts'
import type { PivSlot } from '../../../src-shared/model/yubikey.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { base64Bytes } from '../../pki/pem.ts'
import type { Reader } from '../../store/connection.ts'
import type { OperatorRow } from '../../store/operators.ts'
import {
  insertApproval,
  listApprovals,
  listQuorumKeys,
  updateProposal,
  type QuorumKeyRow,
  type QuorumProposalRow
} from '../../store/quorum.ts'
import { reader } from '../../store/store.ts'
import { getOperatorSlot } from '../../store/vault.ts'
import { whyKeyUnusable } from './keys.ts'
import { isEligible } from './people.ts'
import { auditProposal, endProposal, requireProposal } from './proposal.ts'
import { onWaiting } from './settle.ts'
import { requirementsOf, signedBy, statementOf, tallyOf } from './tally.ts'
import type { QuorumWorld } from './world.ts'
import { signInSlot } from './yubikey.ts'

/** Bytes of a signature: ML-DSA-87 has 4627 (FIPS 204 table 2). */
const longestSignature = 8192

export interface Approval {
  readonly ownPassphrase?: string | undefined
  /** Base64. */
  readonly signature?: string | undefined
  /** A YubiKey that is plugged in here signs. */
  readonly yubikey?: number | undefined
  readonly slot?: PivSlot | undefined
  readonly pin?: string | undefined
  readonly comment: string
}

/**
 * Approves a proposal in the name of one operator, once. A signature is bound to this proposal, person and answer; a
 * passphrase is tried anew.
 * @returns whether all approvals are there now
 * @throws ChanceryError `forbidden` for who may not approve it, `conflict` (answered already, over, credential newer than the
 *   proposal), `bad-signature`, `wrong-passphrase`, `slowed-down`, `invalid-input` without a step-up that counts
 */
export async function approve(
  world: QuorumWorld,
  id: number,
  operator: OperatorRow,
  given: Approval,
  actor: Actor
): Promise<boolean> {
  const seen = requireProposal(reader(world.ca.store), id)
  // Everything that can be refused without a secret is refused before one is tried.
  await onWaiting(world, id, (writer, row) => requireMayAnswer(writer, row, operator, true))
  const signature = given.signature ?? (await signedHere(world, seen, operator, given))
  const key = signature === undefined ? null : findSigner(world, seen, operator, signature)
  if (key === null) {
    requirePassphraseCounts(seen, operator)
    if (given.ownPassphrase === undefined)
      throw new ChanceryError(
        'invalid-input',
        'An approval needs your passphrase once more, or a signature of your token.'
      )
    await world.confirm(operator, given.ownPassphrase, actor.channel === 'cli' ? 'cli' : 'desk')
  }
  return onWaiting(world, id, (writer, row, now) => {
    requireMayAnswer(writer, row, operator, true)
    requireOlder(writer, row, operator, key?.key ?? null)
    insertApproval(writer, {
      proposalId: id,
      operatorId: operator.id,
      operator: operator.name,
      decision: 'approve',
      stepUp: key === null ? 'passphrase' : 'signature',
      keyId: key?.key.id ?? null,
      signature: key?.signature ?? null,
      comment: given.comment,
      at: now
    })
    const { satisfied, progress } = tallyOf(writer, row, now)
    if (satisfied && row.state === 'open') updateProposal(writer, id, { state: 'approved' })
    auditProposal(writer, world, actor, 'quorum.approve', id, {
      operation: row.operation,
      request: row.digest,
      stepUp: key === null ? 'passphrase' : 'signature',
      key: key?.key.spkiSha256 ?? null,
      progress: progress.map(({ requirement, approved }) => ({
        rule: requirement.operation,
        approved,
        needed: requirement.terms.needed
      }))
    })
    return satisfied
  })
}

/** Declines a proposal in the name of one operator; it ends where the approvals cannot be reached any more. */
export async function decline(
  world: QuorumWorld,
  id: number,
  operator: OperatorRow,
  comment: string,
  actor: Actor
): Promise<void> {
  await onWaiting(world, id, (writer, row, now) => {
    requireMayAnswer(writer, row, operator, false)
    insertApproval(writer, {
      proposalId: id,
      operatorId: operator.id,
      operator: operator.name,
      decision: 'decline',
      stepUp: null,
      keyId: null,
      signature: null,
      comment,
      at: now
    })
    const over = row.state === 'open' && tallyOf(writer, row, now).hopeless
    if (over) endProposal(writer, row, 'declined', now, null)
    auditProposal(writer, world, actor, 'quorum.decline', id, { operation: row.operation, comment, ends: over })
  })
}

/** @returns why this operator cannot answer; null where they can */
export function whyNotAnswer(
  from: Reader,
  row: QuorumProposalRow,
  operator: OperatorRow,
  approving: boolean
): { readonly code: 'forbidden' | 'conflict'; readonly message: string } | null {
  const before = listApprovals(from, row.id).find(({ operatorId }) => operatorId === operator.id)
  if (before !== undefined)
    return {
      code: 'conflict',
      message: `${operator.name} has ${before.decision === 'approve' ? 'approved' : 'declined'} proposal ${row.id} already. Each person answers once.`
    }
  const able = requirementsOf(row).filter(({ terms }) => isEligible(terms, operator))
  if (able.length === 0)
    return {
      code: 'forbidden',
      message: `${operator.name} is not one of those who may answer proposal ${row.id}.`
    }
  if (!approving && row.proposerId === operator.id)
    return { code: 'forbidden', message: `${operator.name} proposed this. Withdraw it instead.` }
  if (approving && row.proposerId === operator.id && able.every(({ terms }) => !terms.proposerCounts))
    return {
      code: 'forbidden',
      message: `${operator.name} proposed this, and the rule does not count the proposer. Others must approve.`
    }
  return null
}

function requireMayAnswer(from: Reader, row: QuorumProposalRow, operator: OperatorRow, approving: boolean): void {
  const why = whyNotAnswer(from, row, operator, approving)
  if (why !== null) throw new ChanceryError(why.code, why.message)
}

/** @returns the step-up that counts for every rule in which this operator can approve */
export function stepUpFor(row: QuorumProposalRow, operator: OperatorRow): 'passphrase' | 'signature' {
  const able = requirementsOf(row).filter(({ terms }) => isEligible(terms, operator))
  return able.some(({ terms }) => terms.stepUp === 'signature') ? 'signature' : 'passphrase'
}

function requirePassphraseCounts(row: QuorumProposalRow, operator: OperatorRow): void {
  if (stepUpFor(row, operator) === 'passphrase') return
  throw new ChanceryError(
    'invalid-input',
    `The rule wants a signature of your token. Write what it signs with "quorum statement --id ${row.id} --out FILE", sign it, and give the signature.`
  )
}

/** @returns the signature of a YubiKey that is plugged in, base64; undefined where none was named */
async function signedHere(
  world: QuorumWorld,
  row: QuorumProposalRow,
  operator: OperatorRow,
  { yubikey, slot, pin }: Approval
): Promise<string | undefined> {
  if (yubikey === undefined && slot === undefined && pin === undefined) return undefined
  if (yubikey === undefined || slot === undefined || pin === undefined)
    throw new ChanceryError('invalid-input', 'A YubiKey signs with its serial number, its slot and its PIN.')
  const keys = listQuorumKeys(reader(world.ca.store), operator.id)
  const signature = await signInSlot(
    world,
    { serial: yubikey, slot, pin },
    (spki) => keys.some((key) => Buffer.from(key.spki).equals(spki)),
    statementOf(row, operator)
  )
  return Buffer.from(signature).toString('base64')
}

/** @throws ChanceryError `bad-signature` naming whose or what signature it is, where that can be told */
function findSigner(
  world: QuorumWorld,
  row: QuorumProposalRow,
  operator: OperatorRow,
  text: string
): { readonly key: QuorumKeyRow; readonly signature: Uint8Array } {
  const from = reader(world.ca.store)
  const signature = base64Bytes(text.trim())
  if (signature === null || signature.length === 0 || signature.length > longestSignature)
    throw new ChanceryError('malformed', 'The signature is not base64, or longer than any signature.')
  const keys = listQuorumKeys(from, operator.id)
  if (keys.length === 0)
    throw new ChanceryError(
      'not-ready',
      `${operator.name} has registered no key. Register the certificate of the token with "quorum key-add" first; it counts for proposals that are made afterwards.`
    )
  const statement = statementOf(row, operator)
  const key = keys.find((one) => signedBy(one, statement, signature))
  if (key === undefined)
    throw new ChanceryError(
      'bad-signature',
      `This is no signature of ${operator.name} over proposal ${row.id}: no registered key of theirs made it over exactly this request. A signature for another proposal, person or answer does not count.`
    )
  const unusable = whyKeyUnusable(from, key, world.ca.clock.now())
  if (unusable !== null) throw new ChanceryError('bad-signature', `${unusable} Register another key.`)
  return { key, signature }
}

/**
 * Who can reset a passphrase could otherwise propose, reset, and approve in another's name: what was set after the proposal
 * was made does not count for it.
 */
function requireOlder(from: Reader, row: QuorumProposalRow, operator: OperatorRow, key: QuorumKeyRow | null): void {
  const since = key === null ? getOperatorSlot(from, operator.id)?.createdAt : key.createdAt
  if (since !== undefined && since <= row.createdAt) return
  throw new ChanceryError(
    'conflict',
    key === null
      ? `The passphrase of ${operator.name} was set after proposal ${row.id} was made, so it cannot approve it. Make a new proposal.`
      : `The key ${key.label} was registered after proposal ${row.id} was made, so it cannot approve it. Make a new proposal.`
  )
}
