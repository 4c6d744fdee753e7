import type { LintRule } from '../../lint-rule.ts'
import { criticality } from '../reading.ts'

export const policyConstraintsCritical: LintRule = {
  id: 'rfc5280.policy-constraints-critical',
  severity: 'error',
  clause: 'RFC 5280 4.2.1.11',
  meaning: 'Policy constraints are critical.',
  profileField: null,
  check: (facts) => (criticality(facts, 'policyConstraints') === false ? 'Here they are not.' : null)
}
