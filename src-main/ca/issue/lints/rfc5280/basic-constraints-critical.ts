import type { LintRule } from '../../lint-rule.ts'
import { criticality, isAuthority } from '../reading.ts'

export const basicConstraintsCritical: LintRule = {
  id: 'rfc5280.basic-constraints-critical',
  severity: 'error',
  clause: 'RFC 5280 4.2.1.9',
  meaning: 'Basic constraints of an authority are critical.',
  profileField: 'basicConstraints.critical',
  appliesTo: isAuthority,
  check: (facts) => (criticality(facts, 'basicConstraints') === false ? 'Here they are not.' : null)
}
