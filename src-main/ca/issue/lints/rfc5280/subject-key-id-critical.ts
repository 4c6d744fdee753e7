import type { LintRule } from '../../lint-rule.ts'
import { criticality } from '../reading.ts'

export const subjectKeyIdCritical: LintRule = {
  id: 'rfc5280.subject-key-id-critical',
  severity: 'error',
  clause: 'RFC 5280 4.2.1.2',
  meaning: 'The subject key identifier is not critical.',
  profileField: null,
  check: (facts) => (criticality(facts, 'subjectKeyIdentifier') === true ? 'Here it is.' : null)
}
