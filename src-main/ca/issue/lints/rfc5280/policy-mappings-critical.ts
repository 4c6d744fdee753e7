import type { LintRule } from '../../lint-rule.ts'
import { criticality } from '../reading.ts'

export const policyMappingsCritical: LintRule = {
  id: 'rfc5280.policy-mappings-critical',
  severity: 'warning',
  clause: 'RFC 5280 4.2.1.5',
  meaning: 'Policy mappings should be critical.',
  profileField: null,
  check: (facts) => (criticality(facts, 'policyMappings') === false ? 'Here they are not.' : null)
}
