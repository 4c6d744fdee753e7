import type { LintRule } from '../../lint-rule.ts'
import { criticality } from '../reading.ts'

export const crlPointsCritical: LintRule = {
  id: 'rfc5280.crl-points-critical',
  severity: 'warning',
  clause: 'RFC 5280 4.2.1.13',
  meaning: 'CRL distribution points are not critical.',
  profileField: null,
  check: (facts) => (criticality(facts, 'crlDistributionPoints') === true ? 'Here they are.' : null)
}
