import type { Reader } from '../../store/connection.ts'
import { proofsOfHolder, type ListedEvidence } from '../../store/evidence.ts'
import { mailboxesAt } from '../../store/mailboxes.ts'
import { drafted, type EvidenceDraft } from './evidence.ts'
import { findHostProof, type ProofQuestion } from './host-proof.ts'
import { domainOf } from './names.ts'
import { mailboxProofEnd } from './reuse.ts'

/**
 * A proof that stands for a mailbox: the client that asks answered a message to it, its token came back, or its domain is proven by a DNS record (S/MIME BR 3.2.2.1: who
 * controls the domain controls its mailboxes). A file proves a web server only.
 */
export function findMailboxProof(
  from: Reader,
  address: string,
  question: ProofQuestion
):
  | { readonly evidence: EvidenceDraft; readonly why?: undefined }
  | { readonly evidence: null; readonly why: readonly string[] } {
  const { rule, reliance, now, claim } = question
  const why: string[] = []
  const { holder } = claim
  for (const row of holder === undefined ? [] : proofsOfHolder(from, holder, [address], 'mailbox')) {
    const end = Math.min(
      row.expiresAt ?? Number.POSITIVE_INFINITY,
      mailboxProofEnd(row.at, rule.mailboxDays, reliance) ?? 0
    )
    if (end <= now) why.push(`the proof of ${address} ended on ${new Date(end).toISOString().slice(0, 10)}`)
    else return { evidence: heldBy(row, address, end, now) }
  }
  for (const row of mailboxesAt(from, address)) {
    const end = mailboxProofEnd(row.verifiedAt, rule.mailboxDays, reliance)
    if (row.ownerId !== null && row.ownerId !== (claim.operatorId ?? null))
      why.push(`${address} belongs to another requester`)
    else if (end === null) why.push(`${address} is not proven yet`)
    else if (end <= now) why.push(`the proof of ${address} ended on ${new Date(end).toISOString().slice(0, 10)}`)
    else if (row.method === 'operator' && reliance !== 'none')
      why.push(`the token of ${address} was handed over, which is never enough for publicly trusted certificates`)
    else
      return {
        evidence: drafted(
          {
            kind: 'mailbox',
            subject: address,
            outcome: 'verified',
            rule: row.method === 'operator' ? 'mailbox.handed-over' : 'mailbox.token',
            reason: `The token for ${address} came back on ${new Date(row.verifiedAt ?? 0).toISOString().slice(0, 10)}.`,
            seenFrom: 'the proof of the mailbox',
            at: now
          },
          { method: row.method, expiresAt: end, restsOn: row.evidenceId, mailboxId: row.id }
        )
      }
  }
  const byDomain = findHostProof(from, domainOf(address), question)
  if (byDomain.evidence === null || !['ca-txt', 'ca-operator'].includes(byDomain.method)) return { evidence: null, why }
  return {
    evidence: {
      ...byDomain.evidence,
      kind: 'mailbox',
      subject: address,
      method: 'domain',
      rule: 'mailbox.domain',
      reason: `The domain of ${address} is proven: ${byDomain.evidence.reason}`
    }
  }
}

function heldBy(row: ListedEvidence, address: string, end: number, now: number): EvidenceDraft {
  return drafted(
    {
      kind: 'mailbox',
      subject: address,
      outcome: 'verified',
      rule: `mailbox.${row.method ?? ''}`,
      reason: `The client that asks answered a message to ${address} on ${new Date(row.at).toISOString().slice(0, 10)}.`,
      seenFrom: row.seenFrom,
      at: now
    },
    { method: row.method, expiresAt: end, restsOn: row.id, holder: row.holder }
  )
}
