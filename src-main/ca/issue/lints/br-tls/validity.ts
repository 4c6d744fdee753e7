import type { LintRule } from '../../lint-rule.ts'
import { isPublicTls, validityDays } from '../reading.ts'

/** Dates from which a limit in days holds for certificates issued then, newest first. */
const limits: readonly (readonly [number, number])[] = [
  [Date.UTC(2029, 2, 15), 47],
  [Date.UTC(2027, 2, 15), 100],
  [Date.UTC(2026, 2, 15), 200]
]

export const tlsValidity: LintRule = {
  id: 'br-tls.validity',
  severity: 'error',
  clause: 'BR 6.3.2',
  meaning:
    'A subscriber certificate is valid for at most 398 days; 200 from 15 March 2026, 100 from 15 March 2027, 47 from 15 March 2029.',
  profileField: 'validity',
  appliesTo: isPublicTls,
  check: (facts) => {
    const limit = limits.find(([from]) => facts.certificate.notBefore >= from)?.[1] ?? 398
    const days = validityDays(facts)
    return days > limit ? `This one is valid for ${days} days where ${limit} are allowed.` : null
  }
}
