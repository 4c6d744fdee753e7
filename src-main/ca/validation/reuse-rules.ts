import type { Output } from '../../../src-shared/api/index.ts'
import type { CaContext } from '../context.ts'
import { mailDomainDays, mailTokenDays, tlsReusePeriods } from './reuse.ts'

/** @returns how long proofs are used again, now and in the periods to come */
export function reuseRules(ca: Pick<CaContext, 'clock' | 'settings'>): Output<'validation.rules'> {
  const now = ca.clock.now()
  const present = tlsReusePeriods.findLastIndex(({ from }) => from <= now)
  return {
    source: 'CA/Browser Forum TLS BR 4.2.1 (ballot SC-081v3) and S/MIME BR 4.2.1',
    tls: tlsReusePeriods.map(({ from, days }, index) => ({
      from: Number.isFinite(from) ? from : null,
      days,
      state: index < present ? 'past' : index === present ? 'today' : index === present + 1 ? 'next' : 'later'
    })),
    mailDomainDays,
    mailTokenDays,
    ownDays: ca.settings().proofReuseDays
  }
}
