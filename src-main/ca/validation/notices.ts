import type { Actor } from '../../../src-shared/model/channel.ts'
import { afterCommit } from '../../store/connection.ts'
import { listDomains, updateDomain } from '../../store/domains.ts'
import { listMailboxes, updateMailbox } from '../../store/mailboxes.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'
import { domainView } from './domain-view.ts'
import { mailboxView } from './mailbox-view.ts'

/**
 * Tells once of each proof that it ends soon, and once that it has ended: a line of the log, a row of the audit, an event
 * for the windows.
 * @returns how many were told
 */
export async function noticeProofEnds(ca: CaContext, actor: Actor): Promise<number> {
  const from = reader(ca.store)
  const settings = ca.settings()
  const now = ca.clock.now()
  const due = [
    ...listDomains(from).flatMap((row) => {
      const { state, nextAction, expiresAt } = domainView(from, row, settings, now)
      return needsNotice(state, nextAction, expiresAt, row.noticedAt, now) && expiresAt !== null
        ? [{ kind: 'domain', id: row.id, version: row.version, name: row.name, expiresAt } as const]
        : []
    }),
    ...listMailboxes(from).flatMap((row) => {
      const { state, nextAction, expiresAt } = mailboxView(from, row, settings, now)
      return needsNotice(state, nextAction, expiresAt, row.noticedAt, now) && expiresAt !== null
        ? [{ kind: 'mailbox', id: row.id, version: row.version, name: row.address, expiresAt } as const]
        : []
    })
  ]
  for (const one of due) {
    const ended = one.expiresAt <= now
    const end = new Date(one.expiresAt).toISOString().slice(0, 10)
    await transaction(ca.store, (tx) => {
      const update = one.kind === 'domain' ? updateDomain : updateMailbox
      update(tx, one.id, one.version, { noticedAt: now })
      recordAudit(tx, ca, {
        actor,
        operation: ended ? 'proof.ended' : 'proof.ends-soon',
        object: { kind: one.kind, id: one.id },
        outcome: 'ok',
        detail: { name: one.name, expiresAt: one.expiresAt }
      })
      afterCommit(tx, () => ca.emit(`${one.kind}.changed`, { id: one.id }))
    })
    ca.log.warn(ended ? `the proof of ${one.name} has ended` : `the proof of ${one.name} ends soon`, {
      area: 'validation',
      name: one.name,
      end
    })
  }
  return due.length
}

/** Once before the end, once after it. */
function needsNotice(
  state: string,
  nextAction: string,
  expiresAt: number | null,
  noticedAt: number | null,
  now: number
): boolean {
  if (expiresAt === null) return false
  if (state === 'expired') return expiresAt <= now && (noticedAt === null || noticedAt < expiresAt)
  return nextAction === 'renew-soon' && noticedAt === null
}
