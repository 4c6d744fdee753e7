import type { LintRule } from '../../lint-rule.ts'
import { criticality } from '../reading.ts'

export const authorityKeyIdCritical: LintRule = {
  id: 'rfc5280.authority-key-id-critical',
  severity: 'error',
  clause: 'RFC 5280 4.2.1.1',
  meaning: 'The authority key identifier is not critical.',
  profileField: null,
  check: (facts) => (criticality(facts, 'authorityKeyIdentifier') === true ? 'Here it is.' : null)
}
