import type { LintRule } from '../../lint-rule.ts'
import { criticality } from '../reading.ts'

export const issuerAlternativeNamesCritical: LintRule = {
  id: 'rfc5280.issuer-alternative-names-critical',
  severity: 'warning',
  clause: 'RFC 5280 4.2.1.7',
  meaning: 'Issuer alternative names are not critical.',
  profileField: null,
  check: (facts) => (criticality(facts, 'issuerAltName') === true ? 'Here they are.' : null)
}
