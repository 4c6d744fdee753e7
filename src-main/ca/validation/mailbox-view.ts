import { mailboxMethod, type Mailbox, type ProofState } from '../../../src-shared/model/validation.ts'
import type { Reader } from '../../store/connection.ts'
import type { MailboxRow } from '../../store/mailboxes.ts'
import { getOrganization } from '../../store/organizations.ts'
import { challengeOfMailbox } from '../../store/proof-challenges.ts'
import type { ProofSettings } from './domain-view.ts'
import { mailboxProofEnd, mailTokenDays } from './reuse.ts'

const day = 86_400_000

/** Wrong tokens that are taken before a new one must be sent. */
export const mostTries = 5

/** @returns a mailbox as windows see it at a moment */
export function mailboxView(from: Reader, row: MailboxRow, settings: ProofSettings, now: number): Mailbox {
  const challenge = challengeOfMailbox(from, row.id)
  const token = challenge === undefined || challenge.expiresAt <= now || challenge.tries >= mostTries ? null : challenge
  const expiresAt = mailboxProofEnd(row.verifiedAt, mailTokenDays, 'none')
  const state: ProofState =
    expiresAt !== null
      ? expiresAt > now
        ? 'verified'
        : 'expired'
      : row.lastOutcome === 'failed'
        ? 'failed'
        : 'unverified'
  const soon = expiresAt !== null && expiresAt - now <= Math.min(settings.proofNoticeDays, 7) * day
  const method = mailboxMethod.safeParse(row.method)
  return {
    id: row.id,
    organizationId: row.organizationId,
    organizationName: getOrganization(from, row.organizationId)?.name ?? '',
    address: row.address,
    state,
    method: method.success ? method.data : null,
    verifiedAt: row.verifiedAt,
    expiresAt,
    tokenSentAt: token?.createdAt ?? null,
    tokenExpiresAt: token?.expiresAt ?? null,
    triesLeft: token === null ? null : mostTries - token.tries,
    nextAction: token !== null ? 'enter-token' : state !== 'verified' ? 'send-token' : soon ? 'renew-soon' : 'none',
    evidenceId: row.evidenceId,
    lastReason: row.lastReason,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    version: row.version
  }
}
