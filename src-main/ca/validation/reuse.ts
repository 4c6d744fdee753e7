import type { ProfileContent } from '../../../src-shared/model/profile.ts'
import type { Settings } from '../../../src-shared/model/settings.ts'

/** What a proof is used for: who relies on the certificate decides how long it stands. */
export type Reliance = ProfileContent['publicTrust']

const day = 86_400_000

interface ReusePeriod {
  /** First moment at which it holds, milliseconds of the epoch. */
  readonly from: number
  readonly days: number
}

/**
 * CA/Browser Forum TLS BR 4.2.1, table of ballot SC-081v3: days that the validation of a domain or address may be used
 * again, by the day on which the certificate is issued.
 */
export const tlsReusePeriods: readonly ReusePeriod[] = [
  { from: Number.NEGATIVE_INFINITY, days: 398 },
  { from: Date.UTC(2026, 2, 15), days: 200 },
  { from: Date.UTC(2027, 2, 15), days: 100 },
  { from: Date.UTC(2029, 2, 15), days: 10 }
]

/** S/MIME BR 4.2.1: control of a domain 398 days, of a mailbox by a message to it 30 days. */
export const mailDomainDays = 398
export const mailTokenDays = 30

/** BR 3.2.2.4: a random value is used for 30 days at most; S/MIME BR 3.2.2.2: a token in a message for 24 hours. */
export const randomValueLife = 30 * day
export const tokenLife = 24 * 3_600_000

/**
 * @param at when the proof was made
 * @returns the first moment at which it may not be used any more: a later, shorter period ends it on its first day
 */
export function endForTls(at: number): number {
  for (const [index, { days }] of tlsReusePeriods.entries()) {
    const periodEnd = tlsReusePeriods[index + 1]?.from ?? Number.POSITIVE_INFINITY
    if (periodEnd <= at) continue
    const end = at + days * day
    if (end <= periodEnd) return Math.max(end, at)
    const next = tlsReusePeriods[index + 1]
    if (next !== undefined && at + next.days * day <= next.from) return next.from
  }
  return at
}

/** How a proof came to be, as far as its end depends on it. */
export interface DatedProof {
  readonly basis: 'validated' | 'asserted' | null
  readonly verifiedAt: number | null
  /** An end that a person set. */
  readonly until: number | null
}

/** @returns when the proof of a domain ends; null where there is none, or where it never counts for this reliance */
export function domainProofEnd(
  proof: DatedProof,
  reliance: Reliance,
  settings: Pick<Settings, 'proofReuseDays'>
): number | null {
  const { basis, verifiedAt, until } = proof
  if (basis === null || verifiedAt === null) return null
  if (reliance === 'none') return until ?? verifiedAt + settings.proofReuseDays * day
  // E.2 12: the decision of a person is never enough for publicly trusted certificates.
  if (basis === 'asserted') return null
  return reliance === 'tls' ? endForTls(verifiedAt) : verifiedAt + mailDomainDays * day
}

/** @returns when the proof of a mailbox by token ends */
export function mailboxProofEnd(verifiedAt: number | null, days: number, reliance: Reliance): number | null {
  if (verifiedAt === null) return null
  return verifiedAt + (reliance === 'none' ? days : Math.min(days, mailTokenDays)) * day
}
