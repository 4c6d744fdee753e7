import type { LintRule } from '../../lint-rule.ts'
import { criticality } from '../reading.ts'

export const nameConstraintsCritical: LintRule = {
  id: 'rfc5280.name-constraints-critical',
  severity: 'error',
  clause: 'RFC 5280 4.2.1.10',
  meaning: 'Name constraints are critical.',
  profileField: 'nameConstraints.critical',
  check: (facts) => (criticality(facts, 'nameConstraints') === false ? 'Here they are not.' : null)
}
