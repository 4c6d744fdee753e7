import type { Reader } from '../../store/connection.ts'
import { mailboxesAt } from '../../store/mailboxes.ts'
import { drafted, type EvidenceDraft } from './evidence.ts'
import { findHostProof, type ProofQuestion } from './host-proof.ts'
import { domainOf } from './names.ts'
import { mailboxProofEnd } from './reuse.ts'

/**
 * A proof that stands for a mailbox: its token came back, or its domain is proven by a DNS record (S/MIME BR 3.2.2.1: who
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
