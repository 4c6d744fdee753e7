import type { LintRule } from '../../lint-rule.ts'
import { criticality } from '../reading.ts'

export const keyUsageCritical: LintRule = {
  id: 'rfc5280.key-usage-critical',
  severity: 'warning',
  clause: 'RFC 5280 4.2.1.3',
  meaning: 'Key usage should be critical.',
  profileField: 'keyUsage.critical',
  check: (facts) => (criticality(facts, 'keyUsage') === false ? 'Here it is not.' : null)
}
