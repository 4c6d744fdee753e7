import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { recordAudit } from '../../ca/audit.ts'
import { canonicalJson } from '../../store/canonical-json.ts'
import type { Reader, Writer } from '../../store/connection.ts'
import { listProposalsIn, nextProposalEnd, type QuorumProposalRow } from '../../store/quorum.ts'
import { reader, type Store } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import type { Clock } from '../../world/clock.ts'
import { auditProposal, endProposal, requireProposal } from './proposal.ts'
import { requirementsFor } from './rules.ts'
import type { QuorumWorld } from './world.ts'

/** In whose name proposals run out. */
const engineActor: Actor = { operatorId: null, name: 'Chancery', channel: 'engine' }

const ended: Readonly<Record<Exclude<QuorumProposalRow['state'], 'open' | 'approved'>, string>> = {
  executing: 'is being carried out right now',
  done: 'was carried out already',
  failed: 'was carried out, and failed; it does not run again',
  interrupted: 'was being carried out when Chancery ended; look whether it was done. It does not run again',
  declined: 'was declined',
  withdrawn: 'was withdrawn',
  expired: 'expired',
  outdated: 'is outdated, because a rule changed after it was made'
}

/** @returns why nothing can be done with a proposal any more, in a sentence; null while it waits */
export function whyOver(row: Pick<QuorumProposalRow, 'id' | 'state'>): string | null {
  if (row.state === 'open' || row.state === 'approved') return null
  return `Proposal ${row.id} ${ended[row.state]}. Make a new one where it still is wanted.`
}

/**
 * Looks at a waiting proposal in a transaction that is about to use it: past its time it is expired, and under other rules
 * than those of today it is outdated. Both are written down here.
 * @returns the reason for which it cannot be used; null where it can
 */
export function settle(writer: Writer, world: QuorumWorld, row: QuorumProposalRow): string | null {
  const over = whyOver(row)
  if (over !== null) return over
  const now = world.ca.clock.now()
  const next = now >= row.expiresAt ? 'expired' : isOutdated(writer, row) ? 'outdated' : null
  if (next === null) return null
  endProposal(writer, row, next, now, null)
  auditProposal(writer, world, engineActor, `quorum.${next === 'expired' ? 'expire' : 'outdate'}`, row.id, {
    operation: row.operation
  })
  return whyOver({ id: row.id, state: next })
}

/** @returns whether the rules of today ask for something else than the proposal was made under */
function isOutdated(from: Reader, row: QuorumProposalRow): boolean {
  // Which rules apply never hangs on a secret.
  const shown: unknown = JSON.parse(row.input)
  return canonicalJson(requirementsFor(from, row.operation, shown)) !== canonicalJson(row.requirements)
}

/** What a transaction found: a value, or a refusal whose trace must be committed before it is thrown. */
export type Found<Value> = { readonly value: Value } | { readonly refusal: string }

/**
 * Works on a waiting proposal in one transaction.
 * @throws ChanceryError `not-found`; `conflict` where it is over, expired or outdated
 */
export async function onWaiting<Value>(
  world: QuorumWorld,
  id: number,
  work: (writer: Writer, row: QuorumProposalRow, now: number) => Value extends PromiseLike<unknown> ? never : Value
): Promise<Value> {
  const found = await transaction(world.ca.store, (writer): Found<Value> => {
    const row = requireProposal(writer, id)
    const refusal = settle(writer, world, row)
    return refusal === null ? { value: work(writer, row, world.ca.clock.now()) } : { refusal }
  })
  if ('refusal' in found) throw new ChanceryError('conflict', found.refusal)
  return found.value
}

/** Ends what waited too long. @returns when the next one runs out, Unix ms */
export async function expireProposals(world: QuorumWorld): Promise<number | null> {
  await transaction(world.ca.store, (writer) => {
    const now = world.ca.clock.now()
    for (const row of listProposalsIn(writer, ['open', 'approved']))
      if (row.expiresAt <= now) settle(writer, world, row)
  })
  return nextProposalEnd(reader(world.ca.store))
}

/**
 * At the start of an engine nothing runs: what is marked as running was cut off, and nobody knows how far it came. It never
 * runs again by itself.
 */
export async function markInterrupted(store: Store, clock: Clock): Promise<void> {
  if (listProposalsIn(reader(store), ['executing']).length === 0) return
  await transaction(store, (writer) => {
    for (const row of listProposalsIn(writer, ['executing'])) {
      endProposal(writer, row, 'interrupted', clock.now(), null)
      recordAudit(
        writer,
        { clock, emit: () => undefined },
        {
          actor: engineActor,
          operation: 'quorum.interrupted',
          object: { kind: 'quorum-proposal', id: row.id },
          outcome: 'failed',
          detail: { operation: row.operation, executedBy: row.executedBy }
        }
      )
    }
  })
}
