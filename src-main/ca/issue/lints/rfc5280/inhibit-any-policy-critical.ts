import type { LintRule } from '../../lint-rule.ts'
import { criticality } from '../reading.ts'

export const inhibitAnyPolicyCritical: LintRule = {
  id: 'rfc5280.inhibit-any-policy-critical',
  severity: 'error',
  clause: 'RFC 5280 4.2.1.14',
  meaning: 'Inhibit anyPolicy is critical.',
  profileField: null,
  check: (facts) => (criticality(facts, 'inhibitAnyPolicy') === false ? 'Here it is not.' : null)
}
