import type { LintRule } from '../../lint-rule.ts'
import { criticality } from '../reading.ts'

export const authorityAccessCritical: LintRule = {
  id: 'rfc5280.authority-access-critical',
  severity: 'error',
  clause: 'RFC 5280 4.2.2.1',
  meaning: 'Authority information access is not critical.',
  profileField: null,
  check: (facts) => (criticality(facts, 'authorityInfoAccess') === true ? 'Here it is.' : null)
}
